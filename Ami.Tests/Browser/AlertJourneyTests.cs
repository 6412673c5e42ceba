using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ami.Modules.Market;
using Ami.Modules.Notifications;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>
/// Somebody sets an alert on a line that they drew, or on the symbols of a watchlist, and is told in the bell when the price crosses it. The prices are a replay's
/// that goes to and fro across the middle of the chart, a bar every three seconds.
/// </summary>
[TestClass]
[Needs<MarketModule>]
[Needs<NotificationsModule>]
public class AlertJourneyTests
{
    private const string Played = "ALERTED";
    private static readonly Lazy<Task> Playing = new(() => Replay(Played));
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    public async Task Person_SetsAnAlertOnALine_AndIsTold()
    {
        const string symbol = Played;
        await Playing.Value;
        await using var person = await Person.Arrive();
        var page = person.Page;
        await person.SignUp("en");
        await person.GoTo($"/markets/{symbol}");
        var chart = page.GetByRole(AriaRole.Application);
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByRole(AriaRole.Application, new() { Name = "1m" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Horizontal line (Alt+H)" }).ClickAsync();
        var box = (await chart.BoundingBoxAsync()).ShouldNotBeNull();
        await page.Mouse.ClickAsync(box.X + 300, box.Y + (box.Height * 0.45f));
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Selected drawing: Horizontal line" })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-drawings=saved]").First).ToBeAttachedAsync();
        await page.Keyboard.PressAsync("a");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = $"New alert on {symbol}" });
        await Expect(dialog.GetByText("would have fired")).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("alert-en");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set the alert" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Alerts" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Your alerts" })).ToContainTextAsync($"{symbol} at the line");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notifications, [2-9]") }).ClickAsync();
        var centre = page.GetByRole(AriaRole.Dialog, new() { Name = "Notifications" });
        await Expect(centre.GetByRole(AriaRole.Heading, new() { NameRegex = new($"^{symbol} at the line: {symbol} at (90|110).00") }).First).ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Person_SetsAnAlertOnAWatchlist_AndIsToldOfWhatComesIntoItLater()
    {
        const string later = "ALERTED-LATER";
        await Playing.Value;
        await Replay(later);
        await using var person = await Person.Arrive("es-ES");
        var page = person.Page;
        await person.SignUp("es");
        await person.GoTo($"/markets/{Played}");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Seguimiento" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Crear una lista" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Acciones de la lista" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Crear una alerta de sus símbolos" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Alerta nueva de Mi lista" });
        await dialog.GetByLabel("Duración de las velas").SelectOptionAsync("1m");
        await dialog.GetByLabel("Condición", new() { Exact = true }).FillAsync("crosses_above(close, 100)");
        await dialog.GetByLabel("Nombre").FillAsync("Cruce");
        await Expect(dialog.GetByText(new Regex("^(Se|No se) habría cumplido"))).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("alert-list-es-light");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Crear la alerta" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await IsTold(page, Played);
        await page.Keyboard.PressAsync("Escape");

        // On a phone, where the panels of the side are below the chart.
        await person.Wear(ColorScheme.Dark, 360);
        await person.GoTo($"/markets/{Played}");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Seguimiento" }).ClickAsync();
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Agregar un símbolo" }).FillAsync(later);
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Agregar un símbolo" }).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { NameRegex = new(later) })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Alertas" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Tus alertas" })).ToContainTextAsync("Mira cada símbolo de la lista");
        await IsTold(page, later);
        await person.Picture("alert-list-told-es-360");
        await page.Keyboard.PressAsync("Escape");
        (await page.FitsTheScreen()).ShouldBeTrue("wider than the screen");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("alert-list-panel-es-360");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cambiar Cruce" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText(new Regex("^(Se|No se) habría cumplido"))).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("alert-list-es-360");
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>Opens the notifications, where the alert on the list tells of a symbol.</summary>
    private static async Task IsTold(IPage page, string symbol)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Avisos") }).ClickAsync();
        await Expect(
                page.GetByRole(AriaRole.Dialog, new() { Name = "Avisos" })
                    .GetByRole(AriaRole.Heading, new() { NameRegex = new($"^Cruce: {symbol} a 110.00") })
                    .First
            )
            .ToBeVisibleAsync();
    }

    [TestMethod]
    public async Task Person_MovesHidesAndDeletesAnAlert_OnTheChart()
    {
        await using var person = await Person.Arrive();
        var page = person.Page;
        await person.SignUp("en");
        await page.GotoAsync("/markets/BTC-SIM?interval=1h");
        var chart = page.GetByRole(AriaRole.Application);
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("Alt+a");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "New alert on BTC-SIM" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set the alert" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        var line = page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^Alert: BTC-SIM reaches ") });
        await line.PressAsync("PageUp");
        var wanted = (await line.GetAttributeAsync("aria-valuetext")).ShouldNotBeNull();
        await line.PressAsync("Enter");
        await Expect(page.GetByText($"is at {wanted} instead of")).ToBeVisibleAsync();
        await Expect(line).ToHaveAttributeAsync("aria-valuetext", wanted);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture("alert-line-en");

        await Switch(page);
        await Expect(line).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Chart type, scale and picture" })).ToBeVisibleAsync();
        await Switch(page);
        await Expect(line).ToHaveAttributeAsync("aria-valuetext", wanted);

        await line.PressAsync("Delete");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await Expect(line).ToHaveCountAsync(0);
        await Expect(chart).ToBeFocusedAsync();
        person.Complaints.ShouldBeEmpty();
    }

    private static async Task Switch(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Chart type, scale and picture" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Their prices on the chart" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
    }

    /// <summary>Imports minutes of which two close at 90 and the next two at 110, and plays them twenty times as fast as the clock.</summary>
    private static async Task Replay(string symbol)
    {
        var csv = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (var minute = 0; minute < 5_000; minute++)
        {
            var (open, close) = (ClosesAt(minute - 1), ClosesAt(minute));
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{Start.AddMinutes(minute):yyyy-MM-dd HH:mm:ss},{open},{Math.Max(open, close)},{Math.Min(open, close)},{close},1000\n"
            );
        }

        var file = Path.Combine(Directory.CreateTempSubdirectory("ami-alerts-").FullName, "bars.csv");
        await File.WriteAllTextAsync(file, csv.ToString());
        await WholeSystem.Silo("import-candles", "--symbol", symbol, "--interval", "1m", file);
        await WholeSystem.Silo("replay", "--symbol", symbol, "--speed", "20", "--from", "2024-01-01T06:00");
    }

    private static int ClosesAt(int minute) => (minute + 4) % 4 < 2 ? 90 : 110;
}
