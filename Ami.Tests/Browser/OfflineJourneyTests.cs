using System.Collections.Concurrent;
using Ami.AppHost.Setup;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody whose connection goes while they trade: what they decide happens now or not at all, and they are told which.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public class OfflineJourneyTests
{
    private const string Symbol = "ETH-SIM";
    private const string NothingSent = "You are offline. Nothing was sent; nothing will happen later by itself.";

    [TestMethod]
    public async Task Offline_PlaceCancelAndClose_AreNotSent_AndAnAnswerThatIsLostIsLookedUp()
    {
        await using var person = await Person.Arrive();
        var page = person.Page;
        await person.SignUp("en");
        await page.GotoAsync($"/markets/{Symbol}");
        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        var sent = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Method is "POST" or "DELETE" && request.Url.Contains("/api/trading/paper/", StringComparison.Ordinal))
            {
                sent.Enqueue(request.Method);
            }
        };

        // Place.
        await page.Locator("#ticket-quantity").FillAsync("0.1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review buy order" }).ClickAsync();
        var place = page.GetByRole(AriaRole.Button, new() { Name = "Place buy order" });
        await WithoutConnection(page, place, page.GetByRole(AriaRole.Dialog));
        await place.ClickAsync();
        var position = page.GetByRole(AriaRole.Group, new() { Name = "Open positions" }).GetByRole(AriaRole.Row).Nth(1);
        await Expect(position).ToContainTextAsync("Long");
        (await Orders(person, "Filled")).ShouldBe(1);

        // Cancel; the second time the server does it and its answer is lost.
        await page.Locator("label").GetByText("Limit", new() { Exact = true }).ClickAsync();
        await page.Locator("#ticket-limitPrice").FillAsync("1");
        await page.Locator("#ticket-quantity").FillAsync("10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review buy order" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place buy order" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Working orders 1" }).ClickAsync();
        var cancel = page.GetByRole(AriaRole.Button, new() { Name = $"Cancel Buy order for {Symbol}" });
        await Expect(cancel).ToBeVisibleAsync();
        await WithoutConnection(page, cancel, page.Locator("body"));
        (await Orders(person, "Working")).ShouldBe(1);
        await page.RouteAsync(
            "**/api/trading/paper/order/*",
            async route =>
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
        );
        await cancel.ClickAsync();
        await Expect(page.GetByText($"The order for {Symbol} is cancelled.")).ToBeVisibleAsync();
        (await Orders(person, "Cancelled")).ShouldBe(1);

        // Close.
        await page.GetByRole(AriaRole.Tab, new() { Name = "Positions 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Close position in {Symbol}" }).ClickAsync();
        var close = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close position" });
        await WithoutConnection(page, close, page.GetByRole(AriaRole.Dialog));
        await Expect(position).ToContainTextAsync("Long");
        await close.ClickAsync();
        await Expect(page.GetByText("No open positions")).ToBeVisibleAsync();

        string.Join(' ', sent).ShouldBe("POST POST DELETE POST", "each decision was sent once");
        (await Orders(person, "Filled")).ShouldBe(2);
    }

    /// <summary>Clicks while the connection is away, reads what is said in a place, and sees the connection return.</summary>
    private static async Task WithoutConnection(IPage page, ILocator button, ILocator place)
    {
        var banner = page.GetByText("You are offline. What you see may be out of date.");
        await page.Context.SetOfflineAsync(true);
        await Expect(banner).ToBeVisibleAsync();
        await button.ClickAsync();
        var told = place.GetByRole(AriaRole.Alert).Filter(new() { HasText = NothingSent });
        await Expect(told).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Repository.Find().At("artifacts", "screenshots", "offline.png") });
        await page.Context.SetOfflineAsync(false);
        await Expect(banner).ToBeHiddenAsync();
        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
    }

    private static Task<long> Orders(Person person, string status) =>
        WholeSystem.Scalar<long>(
            """
            select count(*) from paper_trading.orders o join identity.users u on u.id = o.user_id where u.email = $1 and o.status = $2
            """,
            person.Email,
            status
        );
}
