using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Market;
using Ami.Modules.Market.Watchlists;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Watchlists: one's own, found again as they were left, and never overwritten unseen.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class WatchlistTests : ApiTests<WatchlistTests>
{
    private const string Address = "/api/trading/watchlists";

    [ClassInitialize]
    public static Task List(TestContext _) => TestMarkets.List(Host, "SEEN", "OTHER");

    [TestMethod]
    public async Task Keep_Changed_IsFoundAgainAndGoesWhenDeleted()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var id = Guid.CreateVersion7();
        var made = await Put(person, id, 0, "Mine", new WatchItem("SEEN"), new WatchItem(Section: "Later"), new WatchItem("OTHER")).Read<WatchlistView>();
        made.Version.ShouldBe(1);
        var changed = await Put(person, id, 1, "Ours", new WatchItem("OTHER"), new WatchItem("SEEN")).Read<WatchlistView>();
        (await Lists(person)).ShouldHaveSingleItem().ShouldBeEquivalentTo(changed);
        changed.Items.ShouldBe([new WatchItem("OTHER"), new WatchItem("SEEN")]);

        (await Lists(other)).ShouldBeEmpty();
        (await Put(other, id, 1, "Theirs").Code()).ShouldBe("market.watchlist_unknown");
        (await other.DeleteAsync($"{Address}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Lists(person)).ShouldHaveSingleItem();

        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent, "it may be sent again");
        (await Lists(person)).ShouldBeEmpty();
        (await Put(person, id, 2, "Ours").Code()).ShouldBe("market.watchlist_unknown");
    }

    [TestMethod]
    public async Task Keep_ToAnOlderVersion_IsRefusedWithWhatIsThere()
    {
        var person = (await Host.SignUp()).Client;
        var id = Guid.CreateVersion7();
        await Put(person, id, 0, "Mine").Read<WatchlistView>();
        await Put(person, id, 1, "Mine", new WatchItem("SEEN")).Read<WatchlistView>();
        using var late = await Put(person, id, 1, "Mine", new WatchItem("OTHER"));
        (late.StatusCode, await late.Code()).ShouldBe((HttpStatusCode.Conflict, "market.watchlist_changed"));
        var current = JsonNode.Parse(await late.Content.ReadAsStringAsync())!["current"].ShouldNotBeNull();
        ((int?)current["version"], (string?)current["items"]![0]!["symbol"]).ShouldBe((2, "SEEN"));
        (await person.DeleteAsync($"{Address}/{id}?version=1")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        // An answer was lost, and the same is sent again.
        (await Put(person, id, 1, "Mine", new WatchItem("SEEN")).Read<WatchlistView>()).Version.ShouldBe(2);
    }

    [TestMethod]
    [DataRow("""{"version":-1}""", "market.watchlist_version")]
    [DataRow("""{"name":""}""", "market.watchlist_name")]
    [DataRow("""{"name":" x"}""", "market.watchlist_name")]
    [DataRow("""{"name":"a\nb"}""", "market.watchlist_name")]
    [DataRow("""{"name":"12345678901234567890123456789012345678901"}""", "market.watchlist_name")]
    [DataRow("""{"items":[{}]}""", "market.watchlist_items")]
    [DataRow("""{"items":[null]}""", "market.watchlist_items")]
    [DataRow("""{"items":[{"symbol":"SEEN","section":"x"}]}""", "market.watchlist_items")]
    [DataRow("""{"items":[{"section":" "}]}""", "market.watchlist_items")]
    [DataRow("""{"items":[{"symbol":"seen"}]}""", "market.watchlist_items")]
    [DataRow("""{"items":[{"symbol":"NOPE"}]}""", "market.symbol_unknown")]
    [DataRow("""{"items":[{"symbol":"<b>"}]}""", "symbol.malformed")]
    [DataRow("""{"items":[{"symbol":"SEEN"},{"section":"x"},{"symbol":"SEEN"}]}""", "market.watchlist_doubled")]
    public async Task Keep_NoList_SaysWhatIsWrong(string change, string code)
    {
        var person = (await Host.SignUp()).Client;
        var body = new JsonObject
        {
            ["version"] = 0,
            ["name"] = "Mine",
            ["items"] = new JsonArray(),
        };
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        (await person.PutAsJsonAsync($"{Address}/{Guid.CreateVersion7()}", body).Code()).ShouldBe(code);
        (await Lists(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_NameThatIsTakenAndListsBeyondTheMost_AreRefused()
    {
        var person = (await Host.SignUp()).Client;
        foreach (var list in Enumerable.Range(1, KeepWatchlists.MostLists))
        {
            await Put(person, Guid.CreateVersion7(), 0, $"List {list}").Read<WatchlistView>();
        }

        (await Put(person, Guid.CreateVersion7(), 0, "List 7").Code()).ShouldBe("market.watchlist_name_taken");
        (await Put(person, Guid.CreateVersion7(), 0, "One more").Code()).ShouldBe("market.too_many_watchlists");
        var tooMany = Enumerable.Range(0, KeepWatchlists.MostItems + 1).Select(line => new WatchItem(Section: $"Part {line}")).ToArray();
        (await Put(person, Guid.CreateVersion7(), 0, "Long", tooMany).Code()).ShouldBe("market.too_many_watched");
    }

    private static Task<HttpResponseMessage> Put(HttpClient person, Guid id, int version, string name, params WatchItem[] items) =>
        person.PutAsJsonAsync(
            $"{Address}/{id}",
            new
            {
                version,
                name,
                items,
            }
        );

    private static async Task<IReadOnlyList<WatchlistView>> Lists(HttpClient person) => (await person.Get<WatchlistList>(Address)).Items;
}
