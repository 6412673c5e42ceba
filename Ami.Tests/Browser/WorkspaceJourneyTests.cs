using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ami.Modules.Market;
using Ami.Modules.Notifications;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>
/// An afternoon at the workspace from end to end: indicators and drawings that are there again after a reload, a stop that is dragged, a trailing stop that
/// closes the trade, an alert on a line, a week that is replayed and traded in, a scan. The market goes to and fro between 90 and 110, a minute every three seconds.
/// </summary>
[TestClass]
[Needs<MarketModule>]
[Needs<NotificationsModule>]
[Needs<PaperTradingModule>]
public class WorkspaceJourneyTests
{
    private const string Symbol = "WALKED";
    private const int Minutes = 9 * 24 * 60;
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    public async Task Student_WalksTheWorkspace_EndToEnd()
    {
        await GoesToAndFro();
        await using var person = await Person.Arrive();
        var page = person.Page;
        await person.SignUp("en");
        await page.GotoAsync($"/markets/{Symbol}?interval=1m");
        var chart = page.GetByRole(AriaRole.Application);
        await Expect(page.GetByRole(AriaRole.Application, new() { Name = "1m" })).ToBeVisibleAsync();

        // Indicators.
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("i");
        var dialog = page.GetByRole(AriaRole.Dialog);
        foreach (var name in new[] { "Relative strength index", "Bollinger bands" })
        {
            await page.GetByRole(AriaRole.Searchbox).FillAsync(name);
            await dialog.GetByRole(AriaRole.Button, new() { Name = $"Add {name}", Exact = true }).ClickAsync();
        }

        await page.Keyboard.PressAsync("Escape");
        var indicators = page.Locator("[data-indicator=rsi][data-ready=true], [data-indicator=bb][data-ready=true]");
        await Expect(indicators).ToHaveCountAsync(2);

        // Drawings: one by mouse, one by keys, which is undone and done again.
        await page.GetByRole(AriaRole.Button, new() { Name = "Trend line (Alt+T)" }).ClickAsync();
        var box = (await chart.BoundingBoxAsync()).ShouldNotBeNull();
        await page.Mouse.ClickAsync(box.X + 120, box.Y + 120);
        await page.Mouse.ClickAsync(box.X + 260, box.Y + 90);
        var selected = page.GetByRole(AriaRole.Group, new() { NameRegex = new("^Selected drawing: ") });
        await Expect(selected).ToHaveAttributeAsync("aria-label", "Selected drawing: Trend line");
        await chart.FocusAsync();
        await Keys(page, "Alt+F", "Shift+ArrowLeft", "Shift+ArrowDown", "Enter", "Shift+ArrowLeft", "Shift+ArrowUp", "Enter");
        await Expect(selected).ToHaveAttributeAsync("aria-label", "Selected drawing: Fibonacci retracement");
        await Keys(page, "Control+z");
        await Expect(selected).ToHaveCountAsync(0);
        await Keys(page, "Control+Shift+z");
        await Expect(page.Locator("[data-drawings=saved]")).ToBeAttachedAsync();
        (await Drawn(person)).ShouldBe(2);
        await page.ReloadAsync();
        await Expect(indicators).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "List of drawings" }).ClickAsync();
        await Expect(dialog.Locator("tbody tr")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape");

        // A trade whose stop is dragged, and which a trailing stop closes.
        await page.Locator("#ticket-quantity").FillAsync("10");
        await page.Locator("#ticket-stopLoss").FillAsync("60");
        await Send(page, "buy");
        var position = page.GetByRole(AriaRole.Group, new() { Name = "Open positions" }).GetByRole(AriaRole.Row).Nth(1);
        await Expect(position).ToContainTextAsync("Long");
        var stop = page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^Stop-loss") });
        var tag = (await stop.BoundingBoxAsync()).ShouldNotBeNull();
        var (x, y) = (tag.X + (tag.Width / 2), tag.Y + (tag.Height / 2));
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y - 5, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(page.GetByText(new Regex("Stop-loss: .* moved from 60"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Sell" }).CheckAsync(new() { Force = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Advanced" }).GetByRole(AriaRole.Combobox).First.SelectOptionAsync("trailingStop");
        await page.Locator("#ticket-trail").FillAsync("2");
        await page.Locator("#ticket-quantity").FillAsync("10");
        await page.Locator("#ticket-stopLoss").FillAsync("");
        await Send(page, "sell");
        await Expect(page.GetByText("No open positions")).ToBeVisibleAsync();
        (await TrailingFills(person)).ShouldBe(1);

        // An alert on a line, and the bell tells of it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Horizontal line (Alt+H)" }).ClickAsync();
        await page.Mouse.ClickAsync(box.X + 300, box.Y + (box.Height * 0.25f));
        await Expect(selected).ToHaveAttributeAsync("aria-label", "Selected drawing: Horizontal line");
        await Expect(page.Locator("[data-drawings=saved]")).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("a");
        // Every bar of this market reaches every price.
        await dialog.GetByLabel("When", new() { Exact = true }).SelectOptionAsync("crosses");
        await Expect(dialog.GetByText("would have fired")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set the alert" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notifications, [2-9]") }).ClickAsync();
        await Expect(
                page.GetByRole(AriaRole.Dialog, new() { Name = "Notifications" })
                    .GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{Symbol} at the line: {Symbol} at (90|110).00") })
                    .First
            )
            .ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await person.Picture("workspace");

        // A week is replayed, and traded in.
        await page.GotoAsync($"/markets/{Symbol}?interval=4h");
        await chart.First.PressAsync("y");
        await dialog.GetByLabel("Begin at").FillAsync("2024-01-01T13:00");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Begin", Exact = true }).ClickAsync();
        var bar = page.GetByRole(AriaRole.Region, new() { Name = "Replay" });
        await Expect(bar.Locator("time")).ToHaveAttributeAsync("datetime", "2024-01-01T12:00:00.000Z");
        await page.Locator("#ticket-quantity").FillAsync("10");
        await page.Locator("#ticket-stopLoss").FillAsync("80");
        await Send(page, "buy");
        await chart.First.PressAsync("j");
        await Expect(position).ToContainTextAsync("Long");
        await bar.GetByLabel("Speed").SelectOptionAsync("Max.");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Expect(bar.Locator("time")).ToHaveAttributeAsync("datetime", new Regex("^2024-01-0[89]"), new() { Timeout = 90_000 });
        await Expect(position).ToContainTextAsync("Long");
        await chart.First.PressAsync("q");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(page.GetByText("No open positions")).ToBeVisibleAsync();
        await person.Picture("workspace-replay");
        await bar.GetByRole(AriaRole.Button, new() { Name = "Back to live" }).ClickAsync();

        // A scan finds the symbol.
        await person.GoTo("/markets/screener");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a condition" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Interval" }).SelectOptionAsync("1h");
        await page.GetByRole(AriaRole.Group, new() { Name = "Condition 1" }).GetByLabel("A number").Last.FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Scan", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Results" }).GetByRole(AriaRole.Link, new() { Name = Symbol, Exact = true }))
            .ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }

    private static async Task Send(IPage page, string side)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Review {side} order" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Place {side} order" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static async Task Keys(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private static Task<long> Drawn(Person person) =>
        WholeSystem.Scalar<long>(
            "select count(*) from market.drawings d join identity.users u on u.id = d.user_id where d.symbol = $1 and u.email = $2",
            Symbol,
            person.Email
        );

    private static Task<long> TrailingFills(Person person) =>
        WholeSystem.Scalar<long>(
            """
            select count(*) from paper_trading.orders o join paper_trading.accounts a on a.id = o.account_id join identity.users u on u.id = a.user_id
            where u.email = $1 and o.type = 'TrailingStop' and o.status = 'Filled'
            """,
            person.Email
        );

    /// <summary>Minutes of which three close at 90 and the next four at 110; the last days are played twenty times as fast as the clock.</summary>
    private static async Task GoesToAndFro()
    {
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (var minute = 0; minute < Minutes; minute++)
        {
            var (open, close) = (ClosesAt(minute - 1), ClosesAt(minute));
            csv.Append(CultureInfo.InvariantCulture, $"{Start.AddMinutes(minute):yyyy-MM-dd HH:mm:ss},{open},110,90,{close},1000\n");
        }

        var file = Path.Combine(Directory.CreateTempSubdirectory("ami-workspace-").FullName, "bars.csv");
        await File.WriteAllTextAsync(file, csv.ToString());
        await WholeSystem.Silo("import-candles", "--symbol", Symbol, "--interval", "1m", file);
        await WholeSystem.Silo("replay", "--symbol", Symbol, "--speed", "20", "--from", "2024-01-09T00:00");
    }

    private static int ClosesAt(int minute) => (minute + 7) % 7 < 3 ? 90 : 110;
}
