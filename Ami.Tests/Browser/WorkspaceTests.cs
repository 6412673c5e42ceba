using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>The page of a symbol as a place to work: it fills the window, its panels stay as they were left, and on a phone an order is always at hand.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public class WorkspaceTests
{
    private const string Symbol = "/markets/ETH-SIM";

    [TestMethod]
    public async Task Panels_ResizedAndHiddenByKeyboard_AreFoundAsTheyWereLeft()
    {
        await using var person = await Person.Arrive(width: 1920);
        await person.SignUp("en");
        await person.GoTo(Symbol);
        var page = person.Page;
        var (chart, ticket, dock) = (Region(page, "Chart"), page.GetByRole(AriaRole.Complementary, new() { Name = "Order" }), Region(page, "Account"));

        // All of it is in the window, and none of the window is left over.
        (await Scrolls(page)).ShouldBeFalse();
        var (before, side) = (await Box(chart), await Box(ticket));
        (side.X + side.Width).ShouldBeGreaterThan(1890);
        (await Box(page.GetByRole(AriaRole.Button, new() { Name = "Review buy order" }))).Y.ShouldBeLessThan(760);

        await page.GetByRole(AriaRole.Separator, new() { Name = "Height of the panel below the chart" }).PressAsync("ArrowUp");
        await Becomes(async () => (await Box(chart)).Height.ShouldBeLessThan(before.Height));
        await page.GetByRole(AriaRole.Button, new() { Name = "Hide the order ticket" }).PressAsync("Enter");
        await Becomes(async () => (await Box(chart)).Width.ShouldBeGreaterThan(before.Width + 200));
        var left = await Box(chart);

        await person.GoTo(Symbol);
        await Becomes(async () => (await Box(chart)).Width.ShouldBe(left.Width, 2));
        (await Box(chart)).Height.ShouldBe(left.Height, 2);

        // A key on the chart asks for the ticket, which is there again.
        await page.GetByRole(AriaRole.Application).PressAsync("s");
        await Expect(page.Locator("#ticket-quantity")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Review sell order" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Hide the panel below the chart" }).PressAsync("Enter");
        await Becomes(async () => (await Box(dock)).Height.ShouldBeLessThan(60));
        (await page.SeriousFindings()).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Chart_TypeScaleAndInterval_AreChosenKeptAndInTheAddress()
    {
        await using var person = await Person.Arrive();
        await person.SignUp("en");
        await person.GoTo(Symbol);
        var page = person.Page;
        var menu = page.GetByRole(AriaRole.Button, new() { Name = "Chart type, scale and picture" });
        await menu.ClickAsync();
        foreach (var choice in new[] { "Hollow candles", "Bars", "Line", "Area", "Heikin-Ashi", "Percent", "Logarithmic" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true }).ClickAsync();
            await person.Picture($"chart-{choice.Split(' ')[0]}");
        }

        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Minutes…" }).ClickAsync();
        await page.GetByLabel("Minutes of a bar").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("interval=7m"));
        await Expect(page.GetByRole(AriaRole.Application, new() { NameRegex = new("7m") })).ToBeVisibleAsync();

        await page.ReloadAsync();
        await menu.ClickAsync();
        foreach (var choice in new[] { "Heikin-Ashi", "Logarithmic" })
        {
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = choice, Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        }

        var saving = page.WaitForDownloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save picture" }).ClickAsync();
        var picture = await File.ReadAllBytesAsync(await (await saving).PathAsync());
        picture[1..4].ShouldBe("PNG"u8.ToArray());
        await page.GetByText("1M", new() { Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Application, new() { NameRegex = new("1M") })).ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Phone_OrderIsAlwaysAtHand_AndTheTicketComesOverThePage()
    {
        await using var person = await Person.Arrive("es-ES", ColorScheme.Dark, 360);
        await person.SignUp("es");
        await person.GoTo(Symbol);
        var page = person.Page;
        var buy = page.Locator("#order-sheet-buy");
        var (box, bar) = (await Box(buy), await Box(page.GetByRole(AriaRole.Navigation, new() { Name = "Principal" })));
        (box.Y + box.Height).ShouldBeLessThanOrEqualTo(bar.Y);
        await page.Locator("#order-sheet-sell").ClickAsync();
        await Expect(page.Locator("#ticket-quantity")).ToBeFocusedAsync();
        var send = page.GetByRole(AriaRole.Button, new() { Name = "Revisar venta" });
        var sent = await Box(send);
        (sent.Y + sent.Height).ShouldBeLessThanOrEqualTo(bar.Y, "it is in sight, however long the ticket is");
        await person.Picture("order-sheet");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Keyboard.PressAsync("Escape");
        await Expect(buy).ToBeFocusedAsync();
        await Expect(send).Not.ToBeVisibleAsync();
    }

    private static ILocator Region(IPage page, string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    private static async Task Becomes(Func<Task> holds) =>
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                try
                {
                    await holds();
                    return true;
                }
                catch (ShouldAssertException)
                {
                    return false;
                }
            },
            CancellationToken.None
        );

    private static Task<bool> Scrolls(IPage page) =>
        page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight > document.documentElement.clientHeight");

    private static async Task<LocatorBoundingBoxResult> Box(ILocator locator) => (await locator.BoundingBoxAsync()).ShouldNotBeNull();
}
