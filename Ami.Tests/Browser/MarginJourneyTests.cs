using System.Globalization;
using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody uses all of their leverage, sees how much margin is left and where it ends, closes a part, and takes along what was traded.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class MarginJourneyTests
{
    [TestMethod]
    [DataRow("en", "Review buy order", "Place buy order", "Margin level", "Liquidation price", "Close a part", "At most 100,000")]
    [DataRow("es", "Revisar compra", "Enviar compra", "Nivel de margen", "Precio de liquidación", "Cerrar una parte", "Como máximo 100.000")]
    public async Task Student_WithLeverage_SeesTheMarginAndClosesAPart(
        string language,
        string review,
        string place,
        string level,
        string liquidation,
        string closePart,
        string earned
    )
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES");
        var page = person.Page;
        await person.SignUp(language);

        // A larger account is earned, and that is said before anything is sent.
        await page.GotoAsync("/trade?dialog=new-account");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).First.FillAsync("Leverage");
        await dialog.Locator("[data-path=leverage]").SelectOptionAsync("5");
        // What one may begin with is known by then.
        await Expect(dialog).ToContainTextAsync(new Regex("100[.,]000 "));
        var cash = dialog.GetByRole(AriaRole.Textbox).Nth(1);
        await cash.FillAsync("250000");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(dialog).ToContainTextAsync(earned);
        await Look(page, "margin-new-account", language);
        await cash.FillAsync("10000");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        await page.GotoAsync("/markets/BTC-SIM");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^100") }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = review }).ClickAsync();
        await Expect(dialog).ToContainTextAsync(liquidation);
        await Look(page, "margin-review", language, isWide: true);
        await dialog.GetByRole(AriaRole.Button, new() { Name = place }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        await page.GotoAsync("/trade");
        var position = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "BTC-SIM" });
        await Expect(position).ToContainTextAsync(liquidation);
        await Expect(page.GetByText(level, new() { Exact = true })).ToBeVisibleAsync();
        await Look(page, "margin-trade", language);
        var held = await Units(page);
        await position.GetByRole(AriaRole.Button).Last.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^25") }).ClickAsync();
        await Look(page, "margin-close-part", language);
        await dialog.GetByRole(AriaRole.Button, new() { Name = closePart }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(position).ToBeVisibleAsync();
        var left = held;
        for (var tries = 0; left == held && tries < 50; tries++)
        {
            await page.ReloadAsync();
            await Expect(position).ToBeVisibleAsync();
            left = await Units(page);
        }

        (left / held).ShouldBeInRange(0.75m, 0.77m);

        await page.GotoAsync("/trade?tab=fills");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { NameRegex = new("CSV") }).First.ClickAsync());
        saved.SuggestedFilename.ShouldBe("paper-executions.csv");
        (await File.ReadAllTextAsync(await saved.PathAsync())).ShouldContain(",BTC-SIM,sell,");
        await page.GotoAsync("/trade?tab=rules");
        await Look(page, "margin-rules", language);
        await page.GotoAsync("/markets/BTC-SIM");
        await Look(page, "margin-chart", language);
        person.Complaints.ShouldBeEmpty();
    }

    private static async Task<decimal> Units(IPage page)
    {
        var cells = await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "BTC-SIM" }).GetByRole(AriaRole.Cell).AllInnerTextsAsync();
        return decimal.Parse(Regex.Match(cells[2], @"\d+[.,]\d+").Value.Replace(',', '.'), CultureInfo.InvariantCulture);
    }

    /// <summary>Nothing serious is wrong with it, wide and narrow, light and dark.</summary>
    /// <param name="isWide">Wide only: another layout would close what is asked.</param>
    private static async Task Look(IPage page, string name, string language, bool isWide = false)
    {
        var looks = new[] { (360, ColorScheme.Dark), (1280, ColorScheme.Dark), (1280, ColorScheme.Light) };
        foreach (var (width, colors) in isWide ? looks[1..] : looks)
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EmulateMediaAsync(new() { ColorScheme = colors });
            (await page.SeriousFindings()).ShouldBeEmpty($"{name} at {width}, {colors}");
            await page.Picture($"{name}-{language}-{width}-{colors}".ToLowerInvariant(), isWhole: false);
        }
    }
}
