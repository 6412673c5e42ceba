using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Several charts side by side, in layouts that are found again wherever somebody signs in.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public class ChartLayoutTests
{
    private const string Symbol = "/markets/ETH-SIM";

    [TestMethod]
    public async Task Layout_OfSeveralCharts_IsFoundAgainSwitchedAndHadBack()
    {
        await using var person = await Person.Arrive(width: 1920);
        await person.SignUp("en");
        await person.GoTo(Symbol);
        var page = person.Page;
        var charts = page.GetByRole(AriaRole.Application);
        await Menu(page, "2 charts", "Symbol", "Interval");
        await Expect(charts).ToHaveCountAsync(2);
        await page.GetByLabel("Symbol of chart 2").SelectOptionAsync("BTC-SIM");
        await Expect(charts.Nth(1)).ToHaveAttributeAsync("aria-label", Label("BTC-SIM"));
        await Expect(charts.Nth(0)).ToHaveAttributeAsync("aria-label", Label("ETH-SIM"));

        // Keys are those of the chart that has the focus.
        await charts.Nth(1).PressAsync("5");
        await Expect(charts.Nth(1)).ToHaveAttributeAsync("aria-label", new Regex("BTC-SIM, 4h"));
        await Expect(charts.Nth(0)).Not.ToHaveAttributeAsync("aria-label", new Regex("4h"));
        await charts.Nth(1).PressAsync(".");
        await Expect(charts.Nth(0)).ToBeFocusedAsync();

        // So is what is traded, and the ticket says so.
        await charts.Nth(1).PressAsync("s");
        await Expect(page.Locator("#ticket-quantity")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Form, new() { Name = "Order: BTC-SIM" })).ToBeVisibleAsync();
        await charts.Nth(0).FocusAsync();
        await Expect(page.GetByRole(AriaRole.Form, new() { Name = "Order: ETH-SIM" })).ToBeVisibleAsync();

        // Another symbol over the bars of one of them.
        await Compare(charts.Nth(1), "SOL");
        var compared = page.Locator("[data-chart='1']").GetByRole(AriaRole.List, new() { Name = "Compared symbols" });
        await Expect(compared.Locator("[data-ready=true]")).ToContainTextAsync(new Regex(@"SOL-SIM.*\d%"));
        await Expect(page.Locator("[data-chart='1']").GetByText("Percent since")).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("layout-two-charts");
        await Kept(person.Email, "My layout", 2, "SOL-SIM");

        // Found again where nothing is on the device.
        await page.EvaluateAsync("() => Object.keys(localStorage).filter(key => key.startsWith('ami.layout')).forEach(key => localStorage.removeItem(key))");
        await person.GoTo(Symbol);
        await Expect(charts).ToHaveCountAsync(2);
        await Expect(charts.Nth(1)).ToHaveAttributeAsync("aria-label", new Regex("BTC-SIM, 4h"));
        await Expect(compared).ToContainTextAsync("SOL-SIM");
        await compared.GetByRole(AriaRole.Button, new() { Name = "Stop comparing with SOL-SIM" }).ClickAsync();
        await Expect(compared).ToHaveCountAsync(0);

        // Another one, the first one again, deleted and had back.
        await Menu(page, "Keep as a new layout");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Four");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Kept(person.Email, "Four", 2);
        await Menu(page, "4 charts");
        await Expect(charts).ToHaveCountAsync(4);
        await person.Picture("layout-four-charts");
        await Kept(person.Email, "Four", 4);
        await Menu(page, "1 chart");
        await Expect(charts).ToHaveCountAsync(1);
        await charts.PressAsync("Alt+z");
        await Expect(charts).ToHaveCountAsync(4);
        await Kept(person.Email, "Four", 4);
        await Menu(page, "My layout");
        await Expect(charts).ToHaveCountAsync(2);
        await Menu(page, "Delete My layout");
        await Expect(charts).ToHaveCountAsync(4);
        await Menu(page, "Bring back “My layout”");
        await Kept(person.Email, "My layout", 2);

        // On a phone one of them, with a switch.
        await person.Wear(ColorScheme.Dark, 360);
        await Expect(charts).ToHaveCountAsync(1);
        await page.GetByText("Chart 2", new() { Exact = true }).ClickAsync();
        await Expect(charts).ToHaveAttributeAsync("aria-label", new Regex("BTC-SIM"));
        await Compare(charts, "SOL");
        await Expect(compared.Locator("[data-ready=true]")).ToContainTextAsync("SOL-SIM");
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("layout-phone");
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>Compares a chart with the first symbol that is found by a text.</summary>
    private static async Task Compare(ILocator chart, string text)
    {
        await chart.PressAsync("v");
        var dialog = chart.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Searchbox).FillAsync(text);
        await chart.Page.Keyboard.PressAsync("Enter");
        await chart.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private static Regex Label(string symbol) => new($"of {symbol}, ");

    /// <summary>Opens the menu of layouts and presses what is named, one after the other.</summary>
    private static async Task Menu(IPage page, params string[] names)
    {
        var menu = page.GetByRole(AriaRole.Group, new() { Name = "Layout of charts" });
        foreach (var name in names)
        {
            if (!await menu.IsVisibleAsync())
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "Layout of charts" }).ClickAsync();
            }

            await menu.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        }

        // What asks for something has closed it, and would be closed by this.
        if (await menu.IsVisibleAsync())
        {
            await page.Keyboard.PressAsync("Escape");
        }
    }

    private static Task Kept(string email, string name, int charts, string compared = "") =>
        Eventually.BecomesTrueAsync(
            async () =>
                await WholeSystem.Scalar<int>(
                    """
                    select coalesce(max(jsonb_array_length(l.body->'charts')), 0) from market.layouts l join identity.users u on u.id = l.user_id
                    where u.email = $1 and l.name = $2 and coalesce(l.body->'charts'->1->'compare'->>0, '') = $3
                    """,
                    email,
                    name,
                    compared
                ) == charts,
            CancellationToken.None
        );
}
