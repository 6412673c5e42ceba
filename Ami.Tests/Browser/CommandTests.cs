using System.Text.Json;
using Ami.Modules.Market.Drawings;
using Ami.Modules.PaperTrading;
using Ami.Quant.Indicators;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Every function of the workspace is one command of one registry: the keyboard help and the palette list the same, and each runs or says why it cannot.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public class CommandTests
{
    private const string Chart = "/markets/ETH-SIM?interval=1h";

    /// <summary>Each indicator is put onto the chart by another test; here a few are.</summary>
    private const int IndicatorsTried = 2;

    /// <summary>What opens something that has to be closed again.</summary>
    private static readonly HashSet<string> Opening =
    [
        "view.alert",
        "view.compare",
        "view.goTo",
        "view.keys",
        "indicators.list",
        "drawings.list",
        "selected.alert",
        "selected.edit",
        "layout.copy",
        "layout.rename",
        "replay.ask",
    ];

    /// <summary>Nothing is held, the drawing that was made is locked by the command before, there is one layout, and nothing is replayed.</summary>
    private static readonly string[] Refused =
    [
        "selected.delete",
        "layout.nextLayout",
        "layout.remove",
        "layout.bringBack",
        "orders.close",
        "orders.reverse",
        "orders.closeAll",
        "replay.step",
        "replay.play",
        "replay.slower",
        "replay.faster",
        "replay.pauseAtFill",
        "replay.end",
        "replay.leave",
    ];

    [TestMethod]
    public async Task EveryCommand_StandsInHelpAndPalette_AndRunsOrSaysWhyNot()
    {
        await using var person = await Person.Arrive();
        await person.SignUp("en");
        var page = person.Page;
        await page.GotoAsync(Chart);
        var chart = page.GetByRole(AriaRole.Application).First;
        await chart.PressAsync("?");
        var help = page.GetByRole(AriaRole.Dialog);
        await help.Locator("[data-command='indicator.rsi']").WaitForAsync();
        var ids = await Ids(help);
        IndicatorCatalog.All.Select(spec => $"indicator.{spec.Id}").Except(ids).ShouldBeEmpty();
        Enum.GetNames<DrawingKind>().Select(kind => $"draw.{JsonNamingPolicy.CamelCase.ConvertName(kind)}").Except(ids).ShouldBeEmpty();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("commands-help");
        await Close(page);

        await OpenPalette(page);
        (await Ids(Palette(page))).Where(id => !id.Contains(':')).Order().ShouldBe(ids.Order());
        (await page.SeriousFindings()).ShouldBeEmpty();
        await Close(page);

        List<string> refused = [];
        foreach (var id in ids.Where((id, at) => !id.StartsWith("indicator.", StringComparison.Ordinal) || at > ids.Length - 1 - IndicatorsTried))
        {
            if (id == "drawings.left")
            {
                (await Run(page, "draw.horizontalLine")).ShouldBeTrue();
            }

            if (!await Run(page, id))
            {
                refused.Add(id);
            }

            // The table has no canvas to act on.
            if (id is "view.table" or "view.full")
            {
                (await Run(page, id)).ShouldBeTrue();
            }

            if (id == "layout.next")
            {
                await Expect(page.GetByRole(AriaRole.Application)).ToHaveCountAsync(4);
                await person.Picture("commands-four-charts");
                (await Run(page, "layout.charts1")).ShouldBeTrue();
            }

            await Expect(chart).ToBeVisibleAsync();
        }

        refused.ShouldBe(Refused, ignoreOrder: true);
        await Expect(page.Locator("[data-indicator]")).ToHaveCountAsync(IndicatorsTried);
        await Expect(page.Locator("[data-drawings=saved]")).ToBeAttachedAsync();
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Chart_TakenToADate_GoesOnToBothSidesAndBack()
    {
        await using var person = await Person.Arrive("es-ES", ColorScheme.Dark, 360);
        await person.SignUp("es");
        var page = person.Page;
        await page.GotoAsync("/markets/ETH-SIM?interval=1m&view=table");
        await page.GetByRole(AriaRole.Cell).First.WaitForAsync();
        var newest = await page.GetByRole(AriaRole.Row).Nth(1).InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ir a una fecha" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Fecha y hora").FillAsync("1899-01-01T00:00");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog.GetByText("Escribe una fecha entre 1900 y hoy.")).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        var past = TimeProvider.System.GetUtcNow().AddDays(-3);
        await dialog.GetByLabel("Fecha y hora").FillAsync($"{past:yyyy-MM-dd}T12:00");
        await person.Picture("go-to-es-360");
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row).Nth(1)).Not.ToContainTextAsync(newest[..6]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Gráfico", Exact = true }).ClickAsync();
        var latest = page.GetByRole(AriaRole.Button, new() { Name = "Ir a la última barra" });
        await latest.ClickAsync();
        await Expect(latest).ToHaveCountAsync(0);
        person.Complaints.ShouldBeEmpty();
    }

    private static ILocator Palette(IPage page) => page.Locator("dialog[open]");

    private static async Task<string[]> Ids(ILocator within) =>
        await within.EvaluateAsync<string[]>("element => [...element.querySelectorAll('[data-command]')].map(each => each.dataset.command)");

    private static async Task OpenPalette(IPage page)
    {
        await page.Keyboard.PressAsync("Control+k");
        await Palette(page).Locator("[data-command='indicator.rsi']").WaitForAsync();
    }

    /// <returns>False when it cannot be run, and says why.</returns>
    private static async Task<bool> Run(IPage page, string id)
    {
        await OpenPalette(page);
        var option = Palette(page).Locator($"[data-command='{id}']");
        if (await option.GetAttributeAsync("aria-disabled") == "true")
        {
            (await option.Locator("span").InnerTextAsync()).ShouldNotBeNullOrWhiteSpace(id);
            await Close(page);
            return false;
        }

        await option.ClickAsync();
        await Expect(Palette(page)).ToHaveCountAsync(0);
        if (id == "interval.minutes")
        {
            await Expect(page.GetByLabel("Minutes of a bar")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Escape");
        }

        if (Opening.Contains(id))
        {
            await page.GetByRole(AriaRole.Dialog).WaitForAsync();
            await Close(page);
        }

        return true;
    }

    private static async Task Close(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
