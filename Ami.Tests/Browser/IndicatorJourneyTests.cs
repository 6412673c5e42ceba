using System.Globalization;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.Quant.Indicators;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Indicators on the chart: all there are, and one as a person sets it up.</summary>
[TestClass]
[Needs<MarketModule>]
public sealed class IndicatorJourneyTests
{
    private const string Chart = "/markets/BTC-SIM?interval=1h";

    private const int AtOnce = 15;

    /// <summary>Of the table, newest first below its head: behind the bar that is still open.</summary>
    private const int SettledRow = 2;

    [TestMethod]
    public async Task EveryIndicator_Added_ShowsItsValuesInTheLegend()
    {
        await using var person = await Person.Arrive();
        await person.SignUp("en");
        var page = person.Page;
        await Open(page);
        var dialog = page.GetByRole(AriaRole.Dialog);
        foreach (var (at, some) in IndicatorCatalog.All.Chunk(AtOnce).Index())
        {
            foreach (var spec in some)
            {
                await dialog.GetByRole(AriaRole.Button, new() { Name = $"Add {spec.Name.English}", Exact = true }).ClickAsync();
                await dialog.GetByText($"{spec.Name.English} is on the chart", new() { Exact = true }).WaitForAsync();
            }

            await page.Keyboard.PressAsync("Escape");
            foreach (var spec in some)
            {
                var row = page.Locator($"[data-indicator='{spec.Id}'][data-ready=true]");
                await row.WaitForAsync();
                var (drawn, values) = (spec.Outputs.Where(output => output.Style != OutputStyle.Hidden).ToList(), row.Locator("[data-value]"));
                await Expect(values).ToHaveTextAsync(drawn.Select(output => output.MayBeAbsent ? AnyValue : Digits));
            }

            await person.Picture($"indicators-{at}");
            await page.GetByRole(AriaRole.Button, new() { Name = "Indicators", Exact = true }).ClickAsync();
            var removing = dialog.GetByRole(AriaRole.Button, new() { NameRegex = Removing });
            for (var left = some.Length; left > 0; left--)
            {
                await removing.First.ClickAsync();
            }

            await Expect(removing).ToHaveCountAsync(0);
        }

        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("en", 1280, ColorScheme.Light)]
    [DataRow("es", 360, ColorScheme.Dark)]
    public async Task Indicators_SetUp_AreFoundAgainAndCanBeRead(string language, int width, ColorScheme colors)
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        await person.SignUp(language);
        var page = person.Page;
        var (en, rsi) = (language == "en", IndicatorCatalog.All.Single(spec => spec.Id == "rsi"));
        string Of(Term term) => en ? term.English : term.Spanish;

        // By keyboard alone: find it, add it, set its period.
        await Open(page, en);
        await page.Keyboard.TypeAsync("rsi");
        await page.GetByRole(AriaRole.Button, new() { Name = $"{(en ? "Add" : "Añadir")} {Of(rsi.Name)}", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-indicator=rsi][data-ready=true]")).ToHaveCountAsync(1);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"indicators-list-{language}-{width}");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("bollinger");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Adding }).First.ClickAsync();
        await Expect(page.Locator("[data-indicator=bb][data-ready=true]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        var row = page.Locator("[data-indicator=rsi]");
        await row.GetByRole(AriaRole.Button).First.ClickAsync();
        var period = page.GetByRole(AriaRole.Dialog).GetByLabel(Of(rsi.Parameters[0].Name), new() { Exact = true });
        await period.FillAsync("0");
        await page.Keyboard.PressAsync("Enter");
        await Expect(period).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(period).ToBeFocusedAsync();
        await period.FillAsync("5");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"indicators-settings-{language}-{width}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(row).ToContainTextAsync($"{Of(rsi.Name)} 5");
        await Expect(row.Locator("[data-value]")).ToHaveTextAsync(Digits);

        // Found again after a reload, live, and in the table, with the server's figures.
        var answered = page.WaitForResponseAsync(response => response.Url.Contains("/api/trading/indicators/", StringComparison.Ordinal) && response.Ok);
        await page.ReloadAsync();
        var answer = (await (await answered).JsonAsync()).ShouldNotBeNull();
        await Expect(row).ToContainTextAsync($"{Of(rsi.Name)} 5");
        await Expect(row.Locator("[data-value]")).ToHaveTextAsync(Digits);
        var before = await page.Locator("[data-indicator=bb] [data-value]").First.InnerTextAsync();
        await Expect(page.Locator("[data-indicator=bb] [data-value]").First).Not.ToHaveTextAsync(before);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"indicators-chart-{language}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = en ? "Table" : "Tabla", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = $"{Of(rsi.Name)} 5" })).ToHaveCountAsync(1);
        var shown = await page.GetByRole(AriaRole.Row).Nth(SettledRow).GetByRole(AriaRole.Cell).Nth(6).InnerTextAsync();
        shown.ShouldBe(Settled(answer, "rsi(period=5)").ToString("N2", CultureInfo.GetCultureInfo(language)));
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>What the server says of the newest bar that is closed.</summary>
    private static double Settled(JsonElement answer, string asked)
    {
        var series = answer.GetProperty("series").EnumerateArray().Single(one => one.GetProperty("asked").GetString() == asked);
        var values = series.GetProperty("outputs")[0];
        return values[values.GetArrayLength() - (answer.GetProperty("forming").GetBoolean() ? 2 : 1)].GetDouble();
    }

    private static readonly System.Text.RegularExpressions.Regex Digits = new(@"^−?[\d.,]+\D*$");
    private static readonly System.Text.RegularExpressions.Regex AnyValue = new(@"^(–|−?[\d.,]+\D*)$");
    private static readonly System.Text.RegularExpressions.Regex Removing = new("^Remove ");
    private static readonly System.Text.RegularExpressions.Regex Adding = new("^(Add|Añadir) ");

    private static async Task Open(IPage page, bool english = true)
    {
        await page.GotoAsync(Chart);
        await page.GetByRole(AriaRole.Button, new() { Name = english ? "Indicators" : "Indicadores", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
    }
}
