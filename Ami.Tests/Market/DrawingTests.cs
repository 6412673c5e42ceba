using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Modules.Market.Drawings;
using Ami.TestKit;

namespace Ami.Tests.Market;

/// <summary>What people draw is kept as they drew it, for them alone, and no change of it is lost.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class DrawingTests : ApiTests<DrawingTests>
{
    private const string Symbol = "DRAWN";
    private static readonly DrawingStyle Plain = new(DrawingColor.Blue, 2, DrawingDash.Solid);
    private static readonly DrawingStyle Fib = Plain with { Levels = [0, 0.382m, 0.618m, 1] };

    [ClassInitialize]
    public static Task List(TestContext _) => TestMarkets.List(Host, Symbol, "OTHER");

    [TestMethod]
    public async Task Keep_EveryKind_IsFoundAgainInTheOrderItWasDrawn()
    {
        var person = (await Host.SignUp()).Client;
        KeepDrawingRequest[] drawn =
        [
            Line(DrawingKind.TrendLine),
            Line(DrawingKind.Ray),
            Line(DrawingKind.HorizontalLine, 10),
            Line(DrawingKind.VerticalLine, 10),
            Line(DrawingKind.Channel, 10, 12, 9),
            Line(DrawingKind.Rectangle),
            Line(DrawingKind.FibRetracement) with
            {
                Style = Fib,
            },
            Line(DrawingKind.FibExtension, 10, 12, 11) with
            {
                Style = Fib,
            },
            Line(DrawingKind.Measure),
            Line(DrawingKind.LongPosition, 10, 9, 12),
            Line(DrawingKind.ShortPosition, 10, 12, 9),
            Line(DrawingKind.Text, 10) with
            {
                Text = "Ruptura\n↑ aquí",
                IsHidden = true,
            },
            Line(DrawingKind.Brush, [.. Enumerable.Range(1, 300).Select(price => (decimal)price)]) with
            {
                IsLocked = true,
            },
        ];
        drawn.Select(each => each.Kind).ShouldBe(Enum.GetValues<DrawingKind>(), "a kind that is not tried here");
        foreach (var each in drawn)
        {
            (await Kept(person, Guid.CreateVersion7(), each)).Version.ShouldBe(1, each.Kind.ToString());
            Host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var found = await All(person);
        Json(found.Select(Content)).ShouldBe(Json(drawn.Select(each => each with { Version = 1 })));
        (await All(person, "OTHER")).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_Instants_StandToTheMillisecondAndTheTenthDecimal()
    {
        var person = (await Host.SignUp()).Client;
        var line = Line(DrawingKind.TrendLine) with { Points = [new(-2_208_988_800_000, 0.0000000001m), new(4_102_444_800_000, 1_000_000_000_000_000m)] };
        await Kept(person, Guid.CreateVersion7(), line);
        (await All(person)).ShouldHaveSingleItem().Points.ShouldBe(line.Points);
    }

    [TestMethod]
    public async Task Keep_SentAgain_ChangesNothing()
    {
        var (person, id) = ((await Host.SignUp()).Client, Guid.CreateVersion7());
        var first = await Kept(person, id, Line(DrawingKind.FibRetracement) with { Style = Fib });
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Put(person, id, Line(DrawingKind.FibRetracement) with { Style = Fib }).Read<DrawingView>())
        );
        answers.ShouldAllBe(answer => answer.Version == 1 && answer.UpdatedAt == first.UpdatedAt);
        var moved = Line(DrawingKind.FibRetracement, 20, 30) with { Style = Fib, Version = 1 };
        (await Kept(person, id, moved)).Version.ShouldBe(2);
        (await Kept(person, id, moved)).Version.ShouldBe(2, "its answer was lost, and it came again");
        (await All(person)).ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task Keep_TwoTabsChangeTheSame_TheSecondHearsWhatIsThere()
    {
        var (person, id) = ((await Host.SignUp()).Client, Guid.CreateVersion7());
        await Kept(person, id, Line(DrawingKind.TrendLine));
        var tabs = await Task.WhenAll(Enumerable.Range(0, 4).Select(tab => Put(person, id, Line(DrawingKind.TrendLine, 10, 100 + tab) with { Version = 1 })));
        var winner = await tabs.Single(answer => answer.StatusCode == HttpStatusCode.OK).Read<DrawingView>();
        foreach (var loser in tabs.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            var refusal = JsonDocument.Parse(await loser.Content.ReadAsStringAsync()).RootElement;
            ((int)loser.StatusCode, refusal.GetProperty("code").GetString()).ShouldBe((409, "market.drawing_changed"));
            Json(refusal.GetProperty("current").Deserialize<DrawingView>(Answers.Json)).ShouldBe(Json(winner));
        }

        (await Delete(person, id, version: 1).Code()).ShouldBe("market.drawing_changed");
        Json(await All(person)).ShouldBe(Json(new[] { winner }));
        (await Delete(person, id, version: 2)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await All(person)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Delete_Drawing_IsGoneUntilItIsDrawnAnew()
    {
        var (person, id) = ((await Host.SignUp()).Client, Guid.CreateVersion7());
        await Kept(person, id, Line(DrawingKind.Ray));
        (await Delete(person, id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Delete(person, id, version: 7)).StatusCode.ShouldBe(HttpStatusCode.NoContent, "it is gone, as was asked");
        (await Put(person, id, Line(DrawingKind.Ray) with { Version = 1 }).Code()).ShouldBe("market.drawing_unknown");
        (await Kept(person, id, Line(DrawingKind.Ray))).Version.ShouldBe(1);
    }

    [TestMethod]
    public async Task Drawing_OfAnotherPerson_IsNotToBeSeenNorTouched()
    {
        var (person, stranger, id) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client, Guid.CreateVersion7());
        var mine = await Kept(person, id, Line(DrawingKind.TrendLine));
        (await All(stranger)).ShouldBeEmpty();
        (await Put(stranger, id, Line(DrawingKind.TrendLine, 5, 6) with { Version = 1 }).Code()).ShouldBe("market.drawing_unknown");
        (await Kept(stranger, id, Line(DrawingKind.TrendLine, 5, 6))).Version.ShouldBe(1, "ids are each person's own");
        (await Delete(stranger, id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Json(await All(person)).ShouldBe(Json(new[] { mine }));
    }

    [TestMethod]
    public async Task Keep_OneMoreThanTheMost_IsRefusedAndTheOthersStay()
    {
        var person = await Host.SignUp();
        await using (var source = Npgsql.NpgsqlDataSource.Create(Host.Database.Owner))
        await using (
            var fill = source.CreateCommand(
                """
                insert into market.drawings (user_id, symbol, id, kind, points, style, is_locked, is_hidden, version, created_at, updated_at)
                select $1, $2, gen_random_uuid(), 'HorizontalLine', '[[0, 1]]', '{"color":"blue","width":1,"dash":"solid"}', false, false, 1, now(), now()
                from generate_series(1, $3 - 1)
                """
            )
        )
        {
            fill.With(person.UserId).With(Symbol).With(DrawingRules.MostOfASymbol);
            await fill.ExecuteNonQueryAsync();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Put(person.Client, Guid.CreateVersion7(), Line(DrawingKind.Ray))));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1, "there was room for one");
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            (await refused.Code()).ShouldBe("market.too_many_drawings");
        }

        var all = await All(person.Client);
        all.Count.ShouldBe(DrawingRules.MostOfASymbol);
        var last = all.Single(each => each.Kind == DrawingKind.Ray);
        (await Kept(person.Client, last.Id, Line(DrawingKind.Ray, 3, 4) with { Version = 1 })).Version.ShouldBe(2, "those that are there can change");
    }

    internal static KeepDrawingRequest Line(DrawingKind kind, params decimal[] prices) =>
        new(0, kind, [.. (prices is [] ? [10, 12] : prices).Select((price, index) => new DrawingPoint(1_760_000_000_000 + (index * 60_000L), price))], Plain);

    internal static Task<HttpResponseMessage> Put(HttpClient person, Guid id, object drawing, string symbol = Symbol) =>
        person.PutAsJsonAsync($"/api/trading/drawings/{symbol}/{id}", drawing, Answers.Json);

    private static Task<HttpResponseMessage> Delete(HttpClient person, Guid id, int? version = null) =>
        person.DeleteAsync($"/api/trading/drawings/{Symbol}/{id}{(version is { } seen ? $"?version={seen}" : "")}");

    private static async Task<DrawingView> Kept(HttpClient person, Guid id, KeepDrawingRequest drawing)
    {
        using var answer = await Put(person, id, drawing);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Read<DrawingView>();
    }

    private static async Task<IReadOnlyList<DrawingView>> All(HttpClient person, string symbol = Symbol) =>
        (await person.Get<DrawingList>($"/api/trading/drawings/{symbol}")).Items;

    private static KeepDrawingRequest Content(DrawingView view) =>
        new(view.Version, view.Kind, view.Points, view.Style, view.Text, view.IsLocked, view.IsHidden);

    private static string Json(object? value) => JsonSerializer.Serialize(value, Answers.Json);
}
