using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Market;
using Ami.Modules.Market.Screener;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Saved screens: one's own, found again as they were left, and never overwritten unseen.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class KeepScreenTests : ApiTests<KeepScreenTests>
{
    private const string Address = "/api/trading/screens";

    private const string Plain = """
        {"version":0,"name":"Mine","body":{"interval":"7m","rule":"rsi(close, 14) < 30","columns":[{"title":"RSI","formula":"rsi(close, 14)"},
          {"title":null,"formula":"volume"}],"watchlist":"0198c0de-0000-7000-8000-000000000001","sort":{"by":"column1","descending":true}}}
        """;

    [TestMethod]
    public async Task Keep_Changed_IsFoundAgainAndGoesWhenDeleted()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var id = Guid.CreateVersion7();
        var made = await Put(person, id, Screen()).Read<JsonObject>();
        ((int?)made["version"]).ShouldBe(1);
        JsonNode.DeepEquals(made["body"], Screen()["body"]).ShouldBeTrue(made.ToJsonString());
        var changed = Screen(("version", 1), ("name", "Ours"));
        (await Put(person, id, changed).Read<ScreenView>()).Version.ShouldBe(2);
        (await Screens(person)).ShouldHaveSingleItem().Name.ShouldBe("Ours");

        (await Screens(other)).ShouldBeEmpty();
        (await Put(other, id, changed).Code()).ShouldBe("market.screen_unknown");
        (await other.DeleteAsync($"{Address}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Screens(person)).ShouldHaveSingleItem();

        (await person.DeleteAsync($"{Address}/{id}?version=1")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent, "it may be sent again");
        (await Screens(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_ToAnOlderVersion_IsRefusedWithWhatIsThere_AndTheSameAgainIsNot()
    {
        var person = (await Host.SignUp()).Client;
        var id = Guid.CreateVersion7();
        await Put(person, id, Screen()).Read<ScreenView>();
        await Put(person, id, Screen(("version", 1), ("name", "Ours"))).Read<ScreenView>();
        using var late = await Put(person, id, Screen(("version", 1), ("name", "Late")));
        (late.StatusCode, await late.Code()).ShouldBe((HttpStatusCode.Conflict, "market.screen_changed"));
        var current = JsonNode.Parse(await late.Content.ReadAsStringAsync())!["current"].ShouldNotBeNull();
        ((int?)current["version"], (string?)current["name"], (string?)current["body"]!["interval"]).ShouldBe((2, "Ours", "7m"));

        // An answer was lost, and the same is sent again.
        (await Put(person, id, Screen(("version", 1), ("name", "Ours"))).Read<ScreenView>()).Version.ShouldBe(2);
    }

    [TestMethod]
    [DataRow("version", "-1", "market.screen_version")]
    [DataRow("name", "\"\"", "market.screen_name")]
    [DataRow("name", "\" x\"", "market.screen_name")]
    [DataRow("name", "\"12345678901234567890123456789012345678901\"", "market.screen_name")]
    [DataRow("body.interval", "\"7s\"", "market.interval_unknown")]
    [DataRow("body.rule", "\"rsi(close, 14)\"", "market.rule_invalid")]
    [DataRow("body.columns", "[null]", "market.scan_columns")]
    [DataRow("body.sort.by", "\"column2\"", "market.screen_sort")]
    [DataRow("body.sort.by", "\"column01\"", "market.screen_sort")]
    public async Task Keep_NoScreen_SaysWhatIsWrong(string path, string value, string code)
    {
        var person = (await Host.SignUp()).Client;
        var screen = Screen();
        var steps = path.Split('.');
        JsonNode at = screen;
        foreach (var step in steps[..^1])
        {
            at = at[step].ShouldNotBeNull();
        }

        at[steps[^1]] = JsonNode.Parse(value);
        if (path == "body.columns")
        {
            screen["body"]!["sort"] = null;
        }

        (await Put(person, Guid.CreateVersion7(), screen).Code()).ShouldBe(code);
        (await Screens(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_MoreThanThereMayBe_IsRefused()
    {
        var person = (await Host.SignUp()).Client;
        foreach (var at in Enumerable.Range(1, ScreenRules.MostScreens))
        {
            await Put(person, Guid.CreateVersion7(), Screen(("name", $"Screen {at}"))).Read<ScreenView>();
        }

        (await Put(person, Guid.CreateVersion7(), Screen(("name", "Screen 7"))).Code()).ShouldBe("market.screen_name_taken");
        (await Put(person, Guid.CreateVersion7(), Screen(("name", "One more"))).Code()).ShouldBe("market.too_many_screens");
    }

    private static JsonObject Screen(params (string Name, JsonNode Value)[] changes)
    {
        var screen = JsonNode.Parse(Plain)!.AsObject();
        foreach (var (name, value) in changes)
        {
            screen[name] = value;
        }

        return screen;
    }

    private static Task<HttpResponseMessage> Put(HttpClient person, Guid id, JsonObject screen) => person.PutAsJsonAsync($"{Address}/{id}", screen);

    private static async Task<IReadOnlyList<ScreenView>> Screens(HttpClient person) => (await person.Get<ScreenList>(Address)).Items;
}
