using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Market;
using Ami.Modules.Market.Drawings;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>What is no drawing is refused with what is wrong with it, and nothing of it is kept; and what templates are.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class DrawingRulesTests : ApiTests<DrawingRulesTests>
{
    private const string Symbol = "DRAWN";

    private static readonly object Style = new
    {
        color = "teal",
        width = 1,
        dash = "dotted",
    };

    [ClassInitialize]
    public static Task List(TestContext _) => TestMarkets.List(Host, Symbol);

    [TestMethod]
    [DataRow("""{"points":[{"t":1,"price":1}]}""", "market.drawing_points")]
    [DataRow("""{"points":[{"t":1,"price":1},{"t":1,"price":1},{"t":1,"price":1}]}""", "market.drawing_points")]
    [DataRow("""{"kind":"channel"}""", "market.drawing_points")]
    [DataRow("""{"kind":"horizontalLine"}""", "market.drawing_points")]
    [DataRow("""{"kind":"brush","points":[{"t":1,"price":1}]}""", "market.drawing_points")]
    [DataRow("""{"points":[null,{"t":2,"price":1}]}""", "market.drawing_points")]
    [DataRow("""{"points":[{"t":-2208988800001,"price":1},{"t":2,"price":1}]}""", "market.drawing_time")]
    [DataRow("""{"points":[{"t":1,"price":1},{"t":4102444800001,"price":1}]}""", "market.drawing_time")]
    [DataRow("""{"points":[{"t":1,"price":0},{"t":2,"price":1}]}""", "market.drawing_price")]
    [DataRow("""{"points":[{"t":1,"price":1},{"t":2,"price":-1}]}""", "market.drawing_price")]
    [DataRow("""{"points":[{"t":1,"price":1},{"t":2,"price":1000000000000001}]}""", "market.drawing_price")]
    [DataRow("""{"points":[{"t":1,"price":1},{"t":2,"price":0.00000000001}]}""", "market.drawing_price")]
    [DataRow("""{"kind":"longPosition","points":[{"t":1,"price":10},{"t":2,"price":11},{"t":2,"price":12}]}""", "market.drawing_sides")]
    [DataRow("""{"kind":"longPosition","points":[{"t":1,"price":10},{"t":2,"price":9},{"t":2,"price":10}]}""", "market.drawing_sides")]
    [DataRow("""{"kind":"shortPosition","points":[{"t":1,"price":10},{"t":2,"price":9},{"t":2,"price":12}]}""", "market.drawing_sides")]
    [DataRow("""{"kind":"text","points":[{"t":1,"price":1}]}""", "market.drawing_text")]
    [DataRow("""{"kind":"text","points":[{"t":1,"price":1}],"text":" \n "}""", "market.drawing_text")]
    [DataRow("""{"text":""}""", "market.drawing_text")]
    [DataRow("""{"text":"\u0000"}""", "market.drawing_text")]
    [DataRow("""{"style":{"color":"teal","width":0,"dash":"solid"}}""", "market.drawing_width")]
    [DataRow("""{"style":{"color":"teal","width":5,"dash":"solid"}}""", "market.drawing_width")]
    [DataRow("""{"style":{"color":"teal","width":1,"dash":"solid","levels":[0,1]}}""", "market.drawing_levels")]
    [DataRow("""{"kind":"fibRetracement"}""", "market.drawing_levels")]
    [DataRow("""{"kind":"fibRetracement","style":{"color":"teal","width":1,"dash":"solid","levels":[]}}""", "market.drawing_levels")]
    [DataRow("""{"kind":"fibRetracement","style":{"color":"teal","width":1,"dash":"solid","levels":[0.33]}}""", "market.drawing_levels")]
    [DataRow("""{"kind":"fibRetracement","style":{"color":"teal","width":1,"dash":"solid","levels":[1,0.5]}}""", "market.drawing_levels")]
    [DataRow("""{"version":-1}""", "market.drawing_version")]
    public async Task Keep_NoDrawing_SaysWhatIsWrong(string change, string code)
    {
        var person = (await Host.SignUp()).Client;
        using var answer = await Put(person, Changed(change));
        (answer.StatusCode, await answer.Code()).ShouldBe((HttpStatusCode.BadRequest, code));
        (await person.Get<DrawingList>($"/api/trading/drawings/{Symbol}")).Items.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("""{"kind":"heart"}""")]
    [DataRow("""{"kind":1}""")]
    [DataRow("""{"kind":null}""")]
    [DataRow("""{"points":null}""")]
    [DataRow("""{"points":[{"t":1.5,"price":1},{"t":2,"price":1}]}""")]
    [DataRow("""{"points":[{"t":1,"price":"1"},{"t":2,"price":1}]}""")]
    [DataRow("""{"points":[{"t":1,"price":1e40},{"t":2,"price":1}]}""")]
    [DataRow("""{"points":[{"price":1},{"t":2,"price":1}]}""")]
    [DataRow("""{"style":{"color":"#ff0000","width":1,"dash":"solid"}}""")]
    [DataRow("""{"style":{"color":"teal","width":1,"dash":"url(x)"}}""")]
    [DataRow("""{"style":null}""")]
    public async Task Keep_NoValueOfTheSet_IsMalformed(string change)
    {
        using var answer = await Put((await Host.SignUp()).Client, Changed(change));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Keep_LongestText_FitsAndOneMoreDoesNot()
    {
        var person = (await Host.SignUp()).Client;
        (await Put(person, Changed($$"""{"text":"{{new string('ñ', 500)}}"}"""))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Put(person, Changed($$"""{"text":"{{new string('a', 501)}}"}""")).Code()).ShouldBe("market.drawing_text");
    }

    [TestMethod]
    public async Task Brush_OnePointTooMany_IsRefused()
    {
        var points = string.Join(',', Enumerable.Range(1, 301).Select(t => $$"""{"t":{{t}},"price":1}"""));
        using var answer = await Put((await Host.SignUp()).Client, Changed($$"""{"kind":"brush","points":[{{points}}]}"""));
        (await answer.Code()).ShouldBe("market.drawing_points");
    }

    [TestMethod]
    [DataRow("NOPE", 404, "market.symbol_unknown")]
    [DataRow("NOPE'--", 400, "symbol.malformed")]
    public async Task AnyCall_UnknownSymbol_IsRefused(string symbol, int status, string code)
    {
        var person = (await Host.SignUp()).Client;
        var path = $"/api/trading/drawings/{Uri.EscapeDataString(symbol)}";
        foreach (
            var call in new Func<Task<HttpResponseMessage>>[]
            {
                () => person.GetAsync(path),
                () => person.PutAsJsonAsync($"{path}/{Guid.CreateVersion7()}", Changed("{}")),
                () => person.DeleteAsync($"{path}/{Guid.CreateVersion7()}"),
            }
        )
        {
            using var answer = await call();
            ((int)answer.StatusCode, await answer.Code()).ShouldBe((status, code));
        }
    }

    [TestMethod]
    public async Task Template_KeptChangedAndDeleted_IsOnesOwn()
    {
        var (person, stranger, id) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client, Guid.CreateVersion7());
        await Template(person, id, "ray", "Mine").Read<DrawingTemplateView>();
        await Template(person, id, "ray", "Mine").Read<DrawingTemplateView>();
        await Template(person, id, "ray", "Renamed").Read<DrawingTemplateView>();
        (await Templates(person)).ShouldHaveSingleItem().Name.ShouldBe("Renamed");
        (await Templates(stranger)).ShouldBeEmpty();
        (await Template(person, Guid.CreateVersion7(), "ray", "Renamed").Code()).ShouldBe("market.template_name_taken");
        (await Template(person, Guid.CreateVersion7(), "channel", "Renamed")).StatusCode.ShouldBe(HttpStatusCode.OK, "names are each kind's own");
        (await Template(stranger, id, "ray", "Renamed")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await stranger.DeleteAsync($"/api/trading/drawing-templates/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Templates(person)).Count.ShouldBe(2);
        (await person.DeleteAsync($"/api/trading/drawing-templates/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Templates(person)).ShouldHaveSingleItem().Kind.ShouldBe(DrawingKind.Channel);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" x")]
    [DataRow("a\tb")]
    [DataRow("12345678901234567890123456789012345678901")]
    public async Task Template_NoName_IsRefused(string name) =>
        (await Template((await Host.SignUp()).Client, Guid.CreateVersion7(), "ray", name).Code()).ShouldBe("market.template_name");

    [TestMethod]
    public async Task Template_OneMoreThanTheMost_IsRefused()
    {
        var person = await Host.SignUp();
        await using (var source = Npgsql.NpgsqlDataSource.Create(Host.Database.Owner))
        await using (
            var fill = source.CreateCommand(
                """
                insert into market.drawing_templates (user_id, id, kind, name, style, updated_at)
                select $1, gen_random_uuid(), 'Ray', 'n' || n, '{"color":"blue","width":1,"dash":"solid"}', now() from generate_series(1, $2) n
                """
            )
        )
        {
            fill.With(person.UserId).With(DrawingRules.MostTemplates);
            await fill.ExecuteNonQueryAsync();
        }

        (await Template(person.Client, Guid.CreateVersion7(), "ray", "Another").Code()).ShouldBe("market.too_many_templates");
        (await Templates(person.Client)).Count.ShouldBe(DrawingRules.MostTemplates);
    }

    private static async Task<IReadOnlyList<DrawingTemplateView>> Templates(HttpClient person) =>
        (await person.Get<DrawingTemplateList>("/api/trading/drawing-templates")).Items;

    private static Task<HttpResponseMessage> Template(HttpClient person, Guid id, string kind, string name) =>
        person.PutAsJsonAsync(
            $"/api/trading/drawing-templates/{id}",
            new
            {
                kind,
                name,
                style = Style,
            }
        );

    private static Task<HttpResponseMessage> Put(HttpClient person, JsonObject drawing) =>
        person.PutAsJsonAsync($"/api/trading/drawings/{Symbol}/{Guid.CreateVersion7()}", drawing);

    /// <summary>A trend line with some of its members replaced.</summary>
    private static JsonObject Changed(string change)
    {
        var drawing = JsonNode
            .Parse(
                """{"version":0,"kind":"trendLine","points":[{"t":1,"price":1},{"t":2,"price":2}],"style":{"color":"teal","width":1,"dash":"solid"},"text":null}"""
            )!
            .AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
        {
            drawing[name] = value?.DeepClone();
        }

        return drawing;
    }
}
