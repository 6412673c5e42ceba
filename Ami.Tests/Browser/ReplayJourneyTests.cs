using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>
/// Somebody goes back to a moment of a market and trades in it again. The history is made here: it stands at a hundred and then rises, so that an
/// answer which knew of later would show a price that there was not yet.
/// </summary>
[TestClass]
[Needs<PaperTradingModule>]
public class ReplayJourneyTests
{
    private const int FlatHours = 400;
    private const int Hours = 560;
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Begin = Start.AddHours(FlatHours - 100);

    [TestMethod]
    public async Task Week_Replayed_IsTradedReloadedGoneOnWithAndEnded()
    {
        await Import("REPLAYED");
        await using var person = await Person.Arrive();
        await person.SignUp("en");
        var page = person.Page;
        var answers = Answers(page);
        await page.GotoAsync("/markets/REPLAYED?interval=1h");
        var chart = page.GetByRole(AriaRole.Application).First;
        await chart.PressAsync("y");
        var dialog = page.GetByRole(AriaRole.Dialog);

        // Where there is no history it says where there is.
        await dialog.GetByLabel("Begin at").FillAsync("2023-06-01T00:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Begin", Exact = true }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is history from Jan 1, 2024");
        await dialog.GetByLabel("Begin at").FillAsync(InMadrid(Begin));
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("replay-start");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Begin", Exact = true }).ClickAsync();
        var bar = page.GetByRole(AriaRole.Region, new() { Name = "Replay" });
        await Expect(Clock(bar)).ToHaveAttributeAsync("datetime", Instant(Begin));

        // With an indicator, whose values are those of then.
        await chart.PressAsync("i");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("simple moving");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add Simple moving average", Exact = true }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        var average = page.Locator("[data-indicator=sma][data-ready=true] [data-value]");
        await Expect(average).ToHaveTextAsync("100.00");

        // Buys with stop and target; the next bar executes it.
        await page.Locator("#ticket-quantity").FillAsync("10");
        await page.Locator("#ticket-stopLoss").FillAsync("90");
        await page.Locator("#ticket-takeProfit").FillAsync("110");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review buy order" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place buy order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await chart.PressAsync("j");
        await Expect(Clock(bar)).ToHaveAttributeAsync("datetime", Instant(Begin.AddHours(1)));
        var positions = page.GetByRole(AriaRole.Group, new() { Name = "Open positions" });
        await Expect(positions.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Long");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("replay-position");

        // Found again where it was, by a reload too.
        await page.ReloadAsync();
        await Expect(Clock(bar)).ToHaveAttributeAsync("datetime", Instant(Begin.AddHours(1)));
        await Expect(positions.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Long");

        // Plays on until the price has risen through the target, which pauses it.
        await bar.GetByLabel("Speed").SelectOptionAsync("Max.");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Expect(bar.GetByText("Paused at a fill", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(page.GetByText("No open positions")).ToBeVisibleAsync();
        await Expect(average).Not.ToHaveTextAsync("100.00");
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToBeEnabledAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Order history" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Take-profit" })).ToContainTextAsync("Filled");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Take-profit" })).ToContainTextAsync("2024");
        await person.Picture("replay-target");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Account", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasTextRegex = new(@"\+\$\d") }).First).ToBeVisibleAsync();

        // What would be of now is refused with the reason: its key does nothing.
        await chart.PressAsync("v");
        await Expect(dialog).ToHaveCountAsync(0);

        // Ended for good, and back to the market of now.
        await chart.PressAsync("q");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(bar.GetByText("Ended", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(bar.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToBeDisabledAsync();
        await person.Wear(ColorScheme.Dark, 1280);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("replay-ended-dark");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Back to live" }).ClickAsync();
        await Expect(bar).ToHaveCountAsync(0);
        await Expect(page).Not.ToHaveURLAsync(new Regex("replay="));

        answers.Count.ShouldBeGreaterThan(100);
        (await LaterThanTheirClocks(answers)).ShouldBeEmpty();
        person.Complaints.Where(complaint => !complaint.Contains("409", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Replay_OnAPhoneInSpanish_IsChosenOnTheChartPlayedAndFoundAgain()
    {
        await Import("REPETIDO");
        await using var person = await Person.Arrive("es-ES", ColorScheme.Dark, 360);
        await person.SignUp("es");
        var page = person.Page;
        await page.GotoAsync("/markets/REPETIDO?interval=4h");
        var chart = page.GetByRole(AriaRole.Application).First;
        await page.GetByRole(AriaRole.Button, new() { Name = "Tipo de gráfico, escala e imagen" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Repetición…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await person.Picture("replay-start-es-360");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Elegir una barra en el gráfico" }).ClickAsync();
        await Expect(page.GetByText("Elige la barra donde debe empezar la repetición.")).ToBeVisibleAsync();
        await person.Picture("replay-pick-es-360");
        var box = (await chart.BoundingBoxAsync()).ShouldNotBeNull();
        await page.Mouse.ClickAsync(box.X + box.Width / 4, box.Y + box.Height / 2);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Empezar" }).ClickAsync();
        var bar = page.GetByRole(AriaRole.Region, new() { Name = "Repetición" });
        await Expect(bar).ToBeVisibleAsync();
        var began = await At(bar);
        began.ShouldBeInRange(Start, Start.AddHours(Hours - 24));
        await bar.GetByRole(AriaRole.Button, new() { Name = "Una barra más" }).ClickAsync();
        await Expect(Clock(bar)).ToHaveAttributeAsync("datetime", Instant(began.AddHours(4)));
        await Expect(bar.GetByRole(AriaRole.Status)).ToContainTextAsync("La repetición está en");
        await person.Picture("replay-es-360");
        (await page.SeriousFindings()).ShouldBeEmpty();
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");

        // Kept under those of this person, wherever they come from.
        await page.GotoAsync("/markets/REPETIDO?interval=4h");
        await chart.PressAsync("y");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Seguir" }).ClickAsync();
        await Expect(Clock(bar)).ToHaveAttributeAsync("datetime", Instant(began.AddHours(4)));
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>Flat at a hundred, moving a little; then up by two an hour.</summary>
    private static async Task Import(string symbol)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ami-replay-").FullName, "bars.csv");
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (var hour = 0; hour < Hours; hour++)
        {
            var (open, close) = (Price(hour), Price(hour + 1));
            csv.Append(CultureInfo.InvariantCulture, $"{Start.AddHours(hour):yyyy-MM-dd HH:mm:ss},{open},{close + 0.5m},{open - 0.5m},{close},1000\n");
        }

        await File.WriteAllTextAsync(file, csv.ToString());
        await WholeSystem.Silo("import-candles", "--symbol", symbol, "--interval", "1h", file);
    }

    private static decimal Price(int hour) => 100m + 2 * Math.Max(0, hour - FlatHours);

    private static ILocator Clock(ILocator bar) => bar.Locator("time");

    private static async Task<DateTime> At(ILocator bar) =>
        DateTime.Parse(
            (await Clock(bar).GetAttributeAsync("datetime")).ShouldNotBeNull(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal
        );

    private static string Instant(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string InMadrid(DateTime time) => time.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private sealed record Answer(string Path, Task<JsonElement?> Body);

    /// <summary>Every answer about bars, in the order in which they came.</summary>
    private static ConcurrentQueue<Answer> Answers(IPage page)
    {
        var answers = new ConcurrentQueue<Answer>();
        page.Response += (_, response) =>
        {
            var path = new Uri(response.Url).AbsolutePath;
            if (response.Ok && Regex.IsMatch(path, "/paper/replays/[^/]+/(chart|indicators|advance)$"))
            {
                answers.Enqueue(new(path, response.JsonAsync()));
            }
        };
        return answers;
    }

    /// <summary>What answers knew of later than their clock, which the last step before them told.</summary>
    private static async Task<IReadOnlyList<string>> LaterThanTheirClocks(IEnumerable<Answer> answers)
    {
        var clock = Begin;
        List<string> later = [];
        foreach (var (path, answer) in answers)
        {
            var body = (await answer).ShouldNotBeNull();
            if (body.TryGetProperty("clock", out var told))
            {
                clock = told.GetDateTime().ToUniversalTime();
            }

            later.AddRange(LaterThan(clock, body).Select(what => $"{path} at {clock:u}: {what}"));
        }

        return later;
    }

    /// <summary>Bars that open at a moment or later, and prices that there were not yet.</summary>
    private static IEnumerable<string> LaterThan(DateTime clock, JsonElement body)
    {
        var bars = body.TryGetProperty("bars", out var within) ? within : body;
        var (at, highest) = (new DateTimeOffset(clock).ToUnixTimeSeconds(), Price((int)(clock - Start).TotalHours) + 0.5m);
        var late = bars.GetProperty("t").EnumerateArray().Where(t => t.GetInt64() >= at).Select(t => $"a bar of {t}");
        var high = new[] { "o", "h", "l", "c" }
            .Where(column => bars.TryGetProperty(column, out var prices) && prices.EnumerateArray().Any(price => price.GetDecimal() > highest))
            .Select(column => $"{column} above {highest}");
        return [.. late, .. high];
    }
}
