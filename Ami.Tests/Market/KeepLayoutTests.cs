using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Market;
using Ami.Modules.Market.Layouts;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>Layouts: one's own, found again as they were left, one of them current, and never overwritten unseen.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class KeepLayoutTests : ApiTests<KeepLayoutTests>
{
    private const string Address = "/api/trading/layouts";

    private const string Plain = """
        {"version":0,"name":"Mine","isCurrent":true,"body":{
          "charts":[{"symbol":"BTC-SIM","interval":"7m","type":"heikinAshi","scale":"log","compare":["ETH-SIM"],"benchmark":"ETH-SIM","hidesAlerts":true,"hidesSessions":true,"adjust":"all",
            "indicators":[{"key":"a-1","indicator":"rsi","parameters":{"period":5.5,"a":1},"colors":["blue","gold"],"isHidden":true}]}],
          "links":{"symbol":true,"interval":false,"crosshair":true},"panels":{"side":21.5,"main":78.5}}}
        """;

    [TestMethod]
    public async Task Keep_Changed_IsFoundAgainAndGoesWhenDeleted()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var id = Guid.CreateVersion7();
        var made = await Put(person, id, Layout()).Read<JsonObject>();
        ((int?)made["version"], (bool?)made["isCurrent"]).ShouldBe((1, true));
        JsonNode.DeepEquals(Sorted(made["body"]), Sorted(Layout()["body"])).ShouldBeTrue(made.ToJsonString());
        var changed = Layout(("version", 1), ("name", "Ours"));
        (await Put(person, id, changed).Read<LayoutView>()).Version.ShouldBe(2);
        (await Layouts(person)).ShouldHaveSingleItem().Name.ShouldBe("Ours");

        (await Layouts(other)).ShouldBeEmpty();
        (await Put(other, id, changed).Code()).ShouldBe("market.layout_unknown");
        (await other.DeleteAsync($"{Address}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Layouts(person)).ShouldHaveSingleItem();

        (await person.DeleteAsync($"{Address}/{id}?version=1")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.DeleteAsync($"{Address}/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent, "it may be sent again");
        (await Layouts(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_ToAnOlderVersion_IsRefusedWithWhatIsThere_AndTheSameAgainIsNot()
    {
        var person = (await Host.SignUp()).Client;
        var id = Guid.CreateVersion7();
        await Put(person, id, Layout()).Read<LayoutView>();
        await Put(person, id, Layout(("version", 1), ("name", "Ours"))).Read<LayoutView>();
        using var late = await Put(person, id, Layout(("version", 1), ("name", "Late")));
        (late.StatusCode, await late.Code()).ShouldBe((HttpStatusCode.Conflict, "market.layout_changed"));
        var current = JsonNode.Parse(await late.Content.ReadAsStringAsync())!["current"].ShouldNotBeNull();
        ((int?)current["version"], (string?)current["name"], (string?)current["body"]!["charts"]![0]!["type"]).ShouldBe((2, "Ours", "heikinAshi"));

        // An answer was lost, and the same is sent again.
        (await Put(person, id, Layout(("version", 1), ("name", "Ours"))).Read<LayoutView>()).Version.ShouldBe(2);
    }

    [TestMethod]
    public async Task Keep_AnotherAsCurrent_LeavesOneCurrent_AndVersionsAsTheyWere()
    {
        var person = (await Host.SignUp()).Client;
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Put(person, first, Layout()).Read<LayoutView>();
        await Put(person, second, Layout(("name", "Other"))).Read<LayoutView>();
        (await Layouts(person)).Select(each => (each.Name, each.IsCurrent, each.Version)).ShouldBe([("Mine", false, 1), ("Other", true, 1)]);
        await Put(person, first, Layout(("version", 1))).Read<LayoutView>();
        (await Layouts(person)).Select(each => (each.Name, each.IsCurrent)).ShouldBe([("Mine", true), ("Other", false)]);
    }

    [TestMethod]
    [DataRow("version", "-1", "market.layout_version")]
    [DataRow("name", "\"\"", "market.layout_name")]
    [DataRow("name", "\" x\"", "market.layout_name")]
    [DataRow("name", "\"12345678901234567890123456789012345678901\"", "market.layout_name")]
    [DataRow("body.charts", "[]", "market.layout_charts")]
    [DataRow("body.charts", "[null]", "market.layout_charts")]
    [DataRow("body.charts.0.symbol", "\"<b>\"", "symbol.malformed")]
    [DataRow("body.charts.0.benchmark", "\"<b>\"", "symbol.malformed")]
    [DataRow("body.charts.0.interval", "\"7s\"", "market.interval_unknown")]
    [DataRow("body.charts.0.compare", "[\"A\",\"A\"]", "market.layout_compare")]
    [DataRow("body.charts.0.compare", "[\"A\",\"B\",\"C\",\"D\",\"E\",\"F\"]", "market.layout_compare")]
    [DataRow("body.charts.0.compare", "[\"<b>\"]", "market.layout_compare")]
    [DataRow("body.charts.0.indicators", "[null]", "market.layout_indicators")]
    [DataRow("body.charts.0.indicators.0.indicator", "\"nothing\"", "market.layout_indicators")]
    [DataRow("body.charts.0.indicators.0.key", "\"a b\"", "market.layout_indicators")]
    [DataRow("body.charts.0.indicators.0.colors", "[\"<b>\"]", "market.layout_indicators")]
    [DataRow("body.panels.side", "101", "market.layout_panels")]
    [DataRow("body.panels.a b", "50", "market.layout_panels")]
    public async Task Keep_NoLayout_SaysWhatIsWrong(string path, string value, string code)
    {
        var person = (await Host.SignUp()).Client;
        var layout = Layout();
        var steps = path.Split('.');
        JsonNode at = layout;
        foreach (var step in steps[..^1])
        {
            at = (int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? at[index] : at[step]).ShouldNotBeNull();
        }

        at[steps[^1]] = JsonNode.Parse(value);
        (await Put(person, Guid.CreateVersion7(), layout).Code()).ShouldBe(code);
        (await Layouts(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_MoreThanThereMayBe_IsRefused()
    {
        var person = (await Host.SignUp()).Client;
        foreach (var at in Enumerable.Range(1, LayoutRules.MostLayouts))
        {
            await Put(person, Guid.CreateVersion7(), Layout(("name", $"Layout {at}"))).Read<LayoutView>();
        }

        (await Put(person, Guid.CreateVersion7(), Layout(("name", "Layout 7"))).Code()).ShouldBe("market.layout_name_taken");
        (await Put(person, Guid.CreateVersion7(), Layout(("name", "One more"))).Code()).ShouldBe("market.too_many_layouts");

        var large = Layout();
        var chart = large["body"]!["charts"]![0]!;
        var indicators = Enumerable.Range(0, LayoutRules.MostIndicators).Select(at => Indicator(chart, at)).ToArray<JsonNode>();
        chart["indicators"] = new JsonArray(indicators);
        large["body"]!["charts"] = new JsonArray([.. Enumerable.Range(0, LayoutRules.MostCharts).Select(_ => chart.DeepClone())]);
        (await Put(person, Guid.CreateVersion7(), large).Code()).ShouldBe("market.layout_too_large");
        large["body"]!["charts"]!.AsArray().Add(chart.DeepClone());
        (await Put(person, Guid.CreateVersion7(), large).Code()).ShouldBe("market.layout_charts");
    }

    /// <summary>As long as one may be.</summary>
    private static JsonNode Indicator(JsonNode chart, int at)
    {
        var one = chart["indicators"]![0]!.DeepClone();
        one["key"] = $"key-{at}";
        one["colors"] = new JsonArray([.. Enumerable.Range(0, 20).Select(color => JsonValue.Create($"{new string('c', 60)}{color}"))]);
        return one;
    }

    private static JsonObject Layout(params (string Name, JsonNode Value)[] changes)
    {
        var layout = JsonNode.Parse(Plain)!.AsObject();
        foreach (var (name, value) in changes)
        {
            layout[name] = value;
        }

        return layout;
    }

    private static JsonNode Sorted(JsonNode? node) =>
        node switch
        {
            JsonObject all => new JsonObject(
                all.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Sorted(pair.Value)))
            ),
            JsonArray all => new JsonArray([.. all.Select(Sorted)]),
            _ => node?.DeepClone() ?? JsonValue.Create("null"),
        };

    private static Task<HttpResponseMessage> Put(HttpClient person, Guid id, JsonObject layout) => person.PutAsJsonAsync($"{Address}/{id}", layout);

    private static async Task<IReadOnlyList<LayoutView>> Layouts(HttpClient person) => (await person.Get<LayoutList>(Address)).Items;
}
