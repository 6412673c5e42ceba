using System.Collections.Concurrent;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody on the free plan, who must be able to look around and trade without ever meeting its quota.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public class QuotaJourneyTests
{
    [TestMethod]
    public async Task FreePlan_LooksAroundAndBuys_WithoutMeetingItsQuota_ExcessIsToldCalmly()
    {
        await using var person = await Person.Arrive();
        var page = person.Page;
        var calls = new ConcurrentQueue<string>();
        page.Response += (_, response) =>
        {
            if (response.Url.Contains("/api/trading/", StringComparison.Ordinal) && response.Status != 101)
            {
                calls.Enqueue($"{response.Status} {response.Request.Method} {new Uri(response.Url).PathAndQuery}");
            }
        };
        await person.SignUp("en", plan: "Free");
        await Expect(page.GetByText("Your first steps")).ToBeVisibleAsync();
        var navigation = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        await navigation.GetByRole(AriaRole.Link, new() { Name = "Trade" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Trade" })).ToBeVisibleAsync();
        await navigation.GetByRole(AriaRole.Link, new() { Name = "Markets" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "ETH-SIM" }).First.ClickAsync();
        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        await page.Locator("#ticket-quantity").FillAsync("0.1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review buy order" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place buy order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Open positions" }).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("Long");
        calls.ShouldAllBe(call => call.StartsWith('2'), string.Join('\n', calls));

        // Flipping through charts is what they are there for; loading the page again and again is what the plan is there for.
        var notice = page.GetByText("The Free plan allows 10 requests to markets and trading per minute.");
        foreach (var interval in Enumerable.Repeat(new[] { "5m", "15m", "1h", "4h", "1d" }, 4).SelectMany(all => all))
        {
            await page.Locator("label").GetByText(interval, new() { Exact = true }).ClickAsync();
        }

        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        calls.ShouldAllBe(call => call.StartsWith('2'), string.Join('\n', calls));
        for (var i = 0; i < 20 && !await notice.IsVisibleAsync(); i++)
        {
            await page.ReloadAsync();
            await Expect(page.GetByText("Live", new() { Exact = true }).Or(notice).First).ToBeVisibleAsync();
        }

        await Expect(notice).ToContainTextAsync("The Basic plan allows more.");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("quota-en");
        person.Complaints.Where(complaint => !complaint.Contains("429", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Refusal_OfAPage_WaitsAsLongAsToldAndGoesOn()
    {
        await using var person = await Person.Arrive("es-ES", ColorScheme.Dark, 360);
        await person.SignUp("es");

        // The page that one lands on asks for the overview too.
        await person.Page.GotoAsync("about:blank");
        var refusals = 0;
        await person.Page.RouteAsync(
            "**/api/trading/paper/overview*",
            async route =>
            {
                if (Interlocked.Increment(ref refusals) > 1)
                {
                    await route.ContinueAsync();
                    return;
                }

                await route.FulfillAsync(
                    new()
                    {
                        Status = 429,
                        ContentType = "application/problem+json",
                        Headers = new Dictionary<string, string> { ["Retry-After"] = "10" },
                        Body =
                            """{"status":429,"code":"quota.exceeded","group":"trading","plan":"basic","limit":30,"window":"minute","remaining":0,"retryAfter":10,"liftingPlan":"pro"}""",
                    }
                );
            }
        );
        await person.Page.GotoAsync("/trade");
        var notice = person.Page.GetByText("El plan Básico permite 30 consultas de mercados y operaciones por minuto.");
        await Expect(notice).ToContainTextAsync("El plan Pro permite más.");
        await person.Picture("quota-es");
        (await person.Page.SeriousFindings()).ShouldBeEmpty();
        await Expect(person.Page.GetByText("Poder de compra").First).ToBeVisibleAsync();
        await Expect(notice).ToBeHiddenAsync();
        refusals.ShouldBe(2, "it asked again once, by itself");
    }
}
