using System.Globalization;
using System.Text;
using System.Text.Json;
using Ami.Modules.Market;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>
/// Somebody draws on a chart with mouse and keys, and with a finger on a phone; undoes, redoes, and finds all of it again after a reload and on another
/// interval. The history is made here and stands still, so what was drawn at a pixel is there again.
/// </summary>
[TestClass]
[Needs<MarketModule>]
public class DrawingJourneyTests
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    public async Task Person_DrawsWithMouseAndKeys_FindsAllOfItAfterAReload()
    {
        const string symbol = "DRAWN-MOUSE";
        await Import(symbol);
        await using var person = await Person.Arrive();
        var page = person.Page;
        await person.SignUp("en");
        await person.WatchLayout();
        await person.GoTo($"/markets/{symbol}");
        var chart = page.GetByRole(AriaRole.Application);

        // A trend line, click by click.
        await page.GetByRole(AriaRole.Button, new() { Name = "Trend line (Alt+T)" }).ClickAsync();
        await Expect(page.GetByText("Click point 1 of 2")).ToBeVisibleAsync();
        var box = (await chart.BoundingBoxAsync()).ShouldNotBeNull();
        await page.Mouse.ClickAsync(box.X + 200, box.Y + 240);
        await Expect(page.GetByText("Click point 2 of 2")).ToBeVisibleAsync();
        await page.Mouse.ClickAsync(box.X + 500, box.Y + 140);
        await Expect(Said(page, "Trend line selected, 1 of 1")).ToBeAttachedAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Selected drawing: Trend line" })).ToBeVisibleAsync();

        // A Fibonacci retracement by keys alone.
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("Alt+F");
        await Keys(page, "Shift+ArrowLeft", "Shift+ArrowDown", "Enter", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowUp", "Shift+ArrowUp", "Enter");
        await Expect(Said(page, "Fibonacci retracement selected, 2 of 2")).ToBeAttachedAsync();
        await Keys(page, "Control+z");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Selected drawing: Fibonacci retracement" })).ToHaveCountAsync(0);
        await Saved(page);
        (await Kept(symbol, person.Email)).ShouldBe(1, "undone on the server as well");
        await Keys(page, "Control+Shift+z", "ArrowRight", "Shift+ArrowUp");
        await Expect(Said(page, "Fibonacci retracement selected, 2 of 2")).ToBeAttachedAsync();
        await Saved(page);
        (await Kept(symbol, person.Email)).ShouldBe(2);
        await person.Picture("drawings-en-light");
        var drawn = await Listed(page);
        drawn.Length.ShouldBe(2);

        // All of it is there after a reload, at the same pixels.
        await page.ReloadAsync();
        (await Listed(page)).ShouldBe(drawn);
        await page.Mouse.ClickAsync(box.X + 350, box.Y + 190);
        await Expect(Said(page, "Trend line selected, 1 of 2")).ToBeAttachedAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();

        // On another interval the same prices and times.
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("5");
        await Expect(page.GetByRole(AriaRole.Application, new() { Name = "4h" })).ToBeVisibleAsync();
        (await Listed(page)).ShouldBe(drawn);
        await person.Picture("drawings-en-4h");

        // Moved with the mouse, taken back with the keys.
        await chart.FocusAsync();
        await Keys(page, "4");
        await Expect(page.GetByRole(AriaRole.Application, new() { Name = "1h" })).ToBeVisibleAsync();
        await Drag(page, (box.X + 350, box.Y + 190), (box.X + 380, box.Y + 230));
        await Saved(page);
        (await Listed(page))[0].ShouldNotBe(drawn[0]);
        await chart.FocusAsync();
        await Keys(page, "Control+z");
        await Saved(page);
        (await Listed(page)).ShouldBe(drawn);
        (await person.LayoutShift()).ShouldBeLessThan(0.02);
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Person_OnAPhone_DrawsAndMovesWithAFinger()
    {
        const string symbol = "DRAWN-TOUCH";
        await Import(symbol);
        await using var person = await Person.Arrive("es-ES", ColorScheme.Dark, 360);
        var page = person.Page;
        await person.SignUp("es");
        var touch = await page.Context.NewCDPSessionAsync(page);
        await touch.SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true });
        await person.WatchLayout();
        await person.GoTo($"/markets/{symbol}");
        var chart = page.GetByRole(AriaRole.Application);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dibujar" }).ClickAsync();
        await person.Picture("drawings-es-360-menu");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Línea de tendencia" }).ClickAsync();
        await chart.ScrollIntoViewIfNeededAsync();
        var box = (await chart.BoundingBoxAsync()).ShouldNotBeNull();
        await Finger(touch, (box.X + 60, box.Y + 200));
        await Finger(touch, (box.X + 200, box.Y + 120));
        await Expect(Said(page, "Línea de tendencia: seleccionado, 1 de 1")).ToBeAttachedAsync();
        await Saved(page);
        var drawn = await Listed(page);

        // The page stays where it is while the finger moves the drawing.
        var before = await page.EvaluateAsync<double>("() => scrollY");
        await Finger(touch, (box.X + 130, box.Y + 160), (box.X + 150, box.Y + 260));
        await Saved(page);
        (await page.EvaluateAsync<double>("() => scrollY")).ShouldBe(before);
        await person.Picture("drawings-es-360");
        (await Listed(page)).ShouldNotBe(drawn);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dibujar" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer" }).ClickAsync();
        await Saved(page);
        (await Listed(page)).ShouldBe(drawn);
        await page.ReloadAsync();
        (await Listed(page)).ShouldBe(drawn);
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
        (await person.LayoutShift()).ShouldBeLessThan(0.02);
        (await page.SeriousFindings()).ShouldBeEmpty();
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>Hours that go up and down a little, and of which no more come.</summary>
    private static async Task Import(string symbol)
    {
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (var hour = 0; hour < 500; hour++)
        {
            var (open, close) = (Price(hour), Price(hour + 1));
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{Start.AddHours(hour):yyyy-MM-dd HH:mm:ss},{open},{Math.Max(open, close) + 0.5m},{Math.Min(open, close) - 0.5m},{close},1000\n"
            );
        }

        var file = Path.Combine(Directory.CreateTempSubdirectory("ami-drawings-").FullName, "bars.csv");
        await File.WriteAllTextAsync(file, csv.ToString());
        await WholeSystem.Silo("import-candles", "--symbol", symbol, "--interval", "1h", file);
    }

    private static decimal Price(int hour) => 100m + decimal.Round((decimal)(10 * Math.Sin(hour / 20.0)), 2);

    private static ILocator Said(IPage page, string text) => page.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    private static Task Saved(IPage page) => Expect(page.Locator("[data-drawings=saved]")).ToBeAttachedAsync();

    private static Task<long> Kept(string symbol, string email) =>
        WholeSystem.Scalar<long>(
            "select count(*) from market.drawings d join identity.users u on u.id = d.user_id where d.symbol = $1 and u.email = $2",
            symbol,
            email
        );

    /// <summary>What the list says of each drawing. On a phone it is opened from the menu.</summary>
    private static async Task<string[]> Listed(IPage page)
    {
        var menu = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Draw|Dibujar)$") });
        var list = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(List of drawings|Lista de dibujos)$") });
        await Expect(menu.Or(list)).ToBeVisibleAsync();
        if (await menu.IsVisibleAsync())
        {
            await menu.ClickAsync();
        }

        await list.ClickAsync();
        var rows = page.GetByRole(AriaRole.Dialog).Locator("tbody tr");
        await Expect(rows.First).ToBeVisibleAsync();
        var said = await rows.AllInnerTextsAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        return [.. said];
    }

    private static async Task Keys(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private static async Task Drag(IPage page, (float X, float Y) from, (float X, float Y) to)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    /// <summary>A finger comes down, goes where it is told, and is taken away: with all that the browser makes of it.</summary>
    private static async Task Finger(ICDPSession touch, params (float X, float Y)[] way)
    {
        await Send("touchStart", way[0]);
        for (var leg = 1; leg < way.Length; leg++)
        {
            for (var step = 1; step <= 5; step++)
            {
                var (from, to) = (way[leg - 1], way[leg]);
                await Send("touchMove", (from.X + ((to.X - from.X) * step / 5), from.Y + ((to.Y - from.Y) * step / 5)));
            }
        }

        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });

        Task<JsonElement?> Send(string type, (float X, float Y) at) =>
            touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new object[] { new { x = at.X, y = at.Y } } });
    }
}
