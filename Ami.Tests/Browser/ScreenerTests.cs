using System.Text.RegularExpressions;
using Ami.Modules.Market;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Looking through all symbols for a condition, and going on with what was found.</summary>
[TestClass]
[Needs<MarketModule>]
public class ScreenerTests
{
    [TestMethod]
    public async Task Scan_WithAnExampleAndOnesOwn_IsSortedSavedAndLeadsToASymbol()
    {
        await using var person = await Person.Arrive(width: 1440);
        await person.SignUp("en");
        await person.GoTo("/markets");
        var page = person.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Screener" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Screener" })).ToBeVisibleAsync();

        // An example is scanned at once; what it finds is up to the market.
        var screens = page.GetByRole(AriaRole.Combobox, new() { Name = "Screens" });
        await screens.SelectOptionAsync("example-trend");
        await Expect(page.GetByText(new Regex("\\d+ of \\d+ symbols, at "))).ToBeVisibleAsync(new() { Timeout = 30_000 });
        (await page.SeriousFindings()).ShouldBeEmpty();

        // A condition of one's own, in the form.
        await screens.SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a condition" }).ClickAsync();
        var condition = page.GetByRole(AriaRole.Group, new() { Name = "Condition 1" });
        await condition.GetByLabel("A number").Last.FillAsync("1");
        await Expect(page.GetByText("rsi(close, 14) > 1")).ToBeVisibleAsync();
        await page.GetByText("Columns (0)").ClickAsync();
        await page.GetByLabel("Add a column").SelectOptionAsync("rsi");
        await page.GetByRole(AriaRole.Button, new() { Name = "Scan", Exact = true }).ClickAsync();
        var results = page.GetByRole(AriaRole.Group, new() { Name = "Results" });
        await Expect(results.GetByRole(AriaRole.Link, new() { Name = "BTC-SIM" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await results.GetByRole(AriaRole.Button, new() { Name = "rsi(close, 14)" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("sort=column0"));
        // The address is there first.
        await Expect(results.Locator("th[aria-sort=ascending]")).ToContainTextAsync("rsi(close, 14)");
        var values = await results.Locator("tbody td:nth-child(4)").AllInnerTextsAsync();
        values.Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();

        // A mistake in its text is shown where it is, and mended by a press.
        await page.GetByText("Text", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Rule", new() { Exact = true }).FillAsync("rssi(close, 14) > 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Scan", Exact = true }).ClickAsync();
        await Expect(page.Locator("mark")).ToHaveTextAsync("rssi");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Write rsi" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Scan", Exact = true }).ClickAsync();
        await Expect(results.GetByRole(AriaRole.Link, new() { Name = "BTC-SIM" })).ToBeVisibleAsync();
        await person.Picture("screener");

        // Kept, and found again in a new window's address.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Mine");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Delete “Mine”" })).ToBeVisibleAsync();
        (await WholeSystem.Scalar<string>("select body->>'rule' from market.screens where name = $1 order by created_at desc limit 1", "Mine")).ShouldBe(
            "rsi(close, 14) > 1"
        );
        await page.ReloadAsync();
        await Expect(results.GetByRole(AriaRole.Link, new() { Name = "BTC-SIM" })).ToBeVisibleAsync(new() { Timeout = 30_000 });

        // Deleted and had back.
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete “Mine”" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(screens.GetByRole(AriaRole.Option, new() { Name = "Mine" })).ToHaveCountAsync(1);

        // What was found goes into a watchlist, and a symbol is opened.
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to a watchlist" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name of the list").FillAsync("Found");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add them" }).ClickAsync();
        await Expect(page.GetByText(new Regex("added to “Found”"))).ToBeVisibleAsync();
        await person.Wear(ColorScheme.Dark, 360);
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("screener-phone");
        await results.GetByRole(AriaRole.Link, new() { Name = "BTC-SIM" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/markets/BTC-SIM"));
        person.Complaints.ShouldAllBe(complaint => complaint.Contains("status of 400"), "the rule with a mistake was refused");
    }
}
