using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>
/// A student's first trade, from signing up to the closed position, and what is kept of it by day. Prices come from a history made here and replayed: it stands still while
/// the order is placed and then rises through the target, so the test decides what the market does.
/// </summary>
[TestClass]
[Needs<PaperTradingModule>]
public class TradeJourneyTests
{
    private const string Symbol = "JOURNEY";
    private const int FlatHours = 400;
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    public async Task Student_SignsUpAndBuysWithStopAndTarget_TargetClosesThePositionToTheCent()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ami-journey-").FullName, "journey.csv");
        await File.WriteAllTextAsync(file, History());
        await WholeSystem.Silo("import-candles", "--symbol", Symbol, "--interval", "1h", file);
        await WholeSystem.Silo("replay", "--symbol", Symbol, "--speed", "60", "--from", Day(Start.AddHours(100)));

        await using var person = await Person.Arrive();
        var page = person.Page;
        await page.GotoAsync("/sign-up");
        await page.GetByLabel("Name").FillAsync("Ada");
        await page.GetByLabel("Email").FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(page.GetByText("Your first steps")).ToBeVisibleAsync();
        await person.Subscribe("Premium");

        // The chart of the simulated exchange moves.
        await page.GotoAsync("/markets/BTC-SIM");
        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();
        var buy = page.GetByRole(AriaRole.Radio, new() { Name = "Buy" });
        var price = await Shown(buy);
        await Expect(buy).Not.ToContainTextAsync(price);

        // Buy with stop and target.
        await page.GotoAsync($"/markets/{Symbol}");
        await Expect(page.GetByText("Replay", new() { Exact = true }).First).ToBeVisibleAsync();
        await page.Locator("#ticket-quantity").FillAsync("10");
        await page.Locator("#ticket-stopLoss").FillAsync("90");
        await page.Locator("#ticket-takeProfit").FillAsync("110");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review buy order" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place buy order" }).ClickAsync();
        var position = page.GetByRole(AriaRole.Group, new() { Name = "Open positions" }).GetByRole(AriaRole.Row).Nth(1);
        await Expect(position).ToContainTextAsync("Long");

        // Its P&L moves with the price.
        var before = await Shown(position);
        await Expect(position).Not.ToHaveTextAsync(before);

        // Its stop is moved on the chart: dragged into sight, and by keys.
        var stop = page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^Stop-loss") });
        var tag = (await stop.BoundingBoxAsync()).ShouldNotBeNull();
        var (x, y) = (tag.X + tag.Width / 2, tag.Y + tag.Height / 2);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y - 5, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Expect(page.GetByText(new Regex("Stop-loss: .* moved from 90"))).ToBeVisibleAsync();
        var dragged = await Level(stop);
        dragged.ShouldBeInRange(95m, 99.9m);
        await stop.FocusAsync();
        await page.Keyboard.PressAsync("PageDown");
        await page.Keyboard.PressAsync("Escape");
        await Expect(stop).ToHaveAttributeAsync("aria-valuenow", dragged.ToString(CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("PageDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText(new Regex($"Stop-loss: .* moved from {dragged.ToString(CultureInfo.InvariantCulture)}"))).ToBeVisibleAsync();
        var kept = await WholeSystem.Scalar<decimal>(
            """
            select o.stop_price from paper_trading.orders o join paper_trading.accounts a on a.id = o.account_id join identity.users u on u.id = a.user_id
            where u.email = $1 and o.role = 'StopLoss'
            """,
            person.Email
        );
        kept.ShouldBe(await Level(stop));
        kept.ShouldBeLessThan(dragged);
        await IsToldOfAPause(person);

        // The price rises through the target: position closed, stop cancelled.
        await WholeSystem.Silo("replay", "--symbol", Symbol, "--speed", "3600", "--from", Day(Start.AddHours(FlatHours - 2)));
        await Expect(page.GetByText("No open positions")).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await page.GotoAsync("/trade");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Order history" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Take-profit" })).ToContainTextAsync("Filled");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Stop-loss" })).ToContainTextAsync("the other exit filled");

        // Fill and cash right to the cent: from the two fills alone, then as shown.
        var cash = await WholeSystem.Scalar<decimal>(
            """
            select 100000 + sum(case f.side when 'Sell' then 1 else -1 end * round(f.quantity * f.price, 2) - f.fee)
            from paper_trading.fills f join paper_trading.accounts a on a.id = f.account_id join identity.users u on u.id = a.user_id where u.email = $1
            """,
            person.Email
        );
        var closing = await WholeSystem.Scalar<decimal>(
            """
            select f.price from paper_trading.fills f join paper_trading.orders o on o.id = f.order_id
            join paper_trading.accounts a on a.id = f.account_id join identity.users u on u.id = a.user_id
            where u.email = $1 and o.role = 'TakeProfit'
            """,
            person.Email
        );
        closing.ShouldBeGreaterThanOrEqualTo(110m);
        var shown = cash.ToString("$#,##0.00", CultureInfo.InvariantCulture);
        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = shown }).First).ToBeVisibleAsync();

        // The equity curve shows it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as table" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Equity over time" }).GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync(shown);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await LooksAtDays(person);
    }

    /// <summary>Turning a position around would open something new: of a symbol that is paused that is said before anything is sent.</summary>
    private static async Task IsToldOfAPause(Person person)
    {
        var page = person.Page;
        await using var staff = await Person.Arrive();
        await staff.SignUp("en", "admin");
        await staff.GoTo($"/admin/market/symbols/{Symbol}");
        await Switch(staff.Page, "Pause trading");
        await Expect(staff.Page.GetByText("Paused since")).ToBeVisibleAsync();
        await page.GotoAsync("/trade");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Reverse position in {Symbol}" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"Reverse the position in {Symbol}?" });
        await Expect(dialog.GetByText($"Trading of {Symbol} is paused")).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Reverse position" })).ToBeDisabledAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("reverse-paused-en-light");
        await person.Wear(ColorScheme.Dark, 360);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("reverse-paused-en-360");
        await person.Wear(ColorScheme.Light, 1280);

        await page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Switch(staff.Page, "Resume trading");
        await Expect(staff.Page.GetByText("Paused since")).ToHaveCountAsync(0);
    }

    private static async Task Switch(IPage page, string act)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
    }

    /// <summary>Orders, executions and the export of closed trades of some days, which are in the address and stay there.</summary>
    private static async Task LooksAtDays(Person person)
    {
        var page = person.Page;
        var today = TimeProvider.System.GetUtcNow();
        var (before, after) = ($"{today.AddDays(-2):yyyy-MM-dd}", $"{today.AddDays(2):yyyy-MM-dd}");
        var days = page.GetByRole(AriaRole.Group, new() { Name = "Days" });
        var (from, to) = (days.GetByLabel("From", new() { Exact = true }), days.GetByLabel("To", new() { Exact = true }));
        var target = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Take-profit" });
        await page.GotoAsync($"/trade?tab=history&from={before}");
        await Expect(from).ToHaveValueAsync(before);
        await Expect(target).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("days-orders-en-light");
        await to.FillAsync(before);
        await Expect(page.GetByText("Nothing in these days")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"from={before}&to={before}"));
        await Expect(to).ToHaveValueAsync(before);
        await Expect(page.GetByText("Nothing in these days")).ToBeVisibleAsync();
        await Expect(target).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Fills" }).ClickAsync();
        await Expect(page.GetByText("Nothing in these days")).ToBeVisibleAsync();
        await to.FillAsync("2020-01-31");
        await Expect(days.GetByText("The last day is before the first.")).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Wear(ColorScheme.Dark, 360);
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
        await person.Picture("days-fills-wrong-en-360");
        await to.FillAsync(after);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Symbol })).ToHaveCountAsync(2);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("days-fills-en-360");

        await page.GotoAsync($"/trade?tab=statistics&from={before}&to={after}");
        await Expect(days.GetByLabel("Closed to")).ToHaveValueAsync(after);
        (await Exported(page)).ShouldContain(Symbol);
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
        await days.ScrollIntoViewIfNeededAsync();
        await person.Picture("days-export-en-360");
        await days.GetByLabel("Closed to").FillAsync(before);
        (await Exported(page)).ShouldNotContain(Symbol);
        await person.Wear(ColorScheme.Light, 1280);
        await days.ScrollIntoViewIfNeededAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("days-export-en-light");
    }

    private static async Task<string> Exported(IPage page)
    {
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Tabpanel, new() { Name = "Statistics" }).GetByRole(AriaRole.Button, new() { Name = "Export CSV" }).ClickAsync()
        );
        return await File.ReadAllTextAsync(await file.PathAsync());
    }

    /// <summary>Long enough flat at 100, moving a little; then up by two an hour.</summary>
    private static string History()
    {
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (var hour = 0; hour < FlatHours + 40; hour++)
        {
            var open = hour <= FlatHours ? 100m : 100m + 2 * (hour - FlatHours);
            var close = hour < FlatHours ? 100m : open + 2m;
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{Start.AddHours(hour):yyyy-MM-dd HH:mm:ss},{open},{Math.Max(open, close) + 0.5m},{Math.Min(open, close) - 0.5m},{close},1000\n"
            );
        }

        return csv.ToString();
    }

    private static async Task<decimal> Level(ILocator line) =>
        decimal.Parse((await line.GetAttributeAsync("aria-valuenow")).ShouldNotBeNull(), CultureInfo.InvariantCulture);

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<string> Shown(ILocator locator) => (await locator.InnerTextAsync()).Trim();
}
