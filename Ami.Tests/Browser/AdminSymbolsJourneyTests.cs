using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Staff find a symbol, change its fee seeing what a buy would cost, pause it, and take the change back.</summary>
[TestClass]
[Needs<PaperTradingModule>]
public class AdminSymbolsJourneyTests
{
    private static int _symbols;

    [TestMethod]
    [DataRow(
        "en",
        1280,
        "Symbol or name",
        "Fee (basis points)",
        "Save",
        "Pause trading",
        "Paused since",
        "Restore the values before the last change",
        "Spread (basis points)",
        "Enter 0 to 1000."
    )]
    [DataRow(
        "es",
        360,
        "Símbolo o nombre",
        "Comisión (puntos básicos)",
        "Guardar",
        "Pausar la operativa",
        "En pausa desde",
        "Restaurar los valores de antes del último cambio",
        "Diferencial (puntos básicos)",
        "Escribe de 0 a 1000."
    )]
    public async Task Symbol_ChangedPausedAndRestored(
        string language,
        int width,
        string search,
        string fee,
        string save,
        string pause,
        string paused,
        string restore,
        string spread,
        string bounds
    )
    {
        var symbol = $"STAFF{Interlocked.Increment(ref _symbols)}";
        await List(symbol);
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", width == 360 ? ColorScheme.Dark : ColorScheme.Light, width);
        var page = person.Page;
        await person.SignUp(language, "admin");
        await person.GoTo("/admin/market/symbols");
        await page.GetByLabel(search).FillAsync(symbol);
        var link = page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^{symbol}") });
        await Expect(link).ToHaveCountAsync(1);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"admin-symbols-{language}-{width}");

        // By keyboard alone.
        await link.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByLabel(fee, new() { Exact = true }).FillAsync("200");
        // Two percent of ten units at some 100.
        await Expect(page.GetByText(new Regex("^20[.,]0\\d* USD$")).First).ToBeVisibleAsync();
        await page.GetByLabel(spread, new() { Exact = true }).FillAsync("1001");
        await page.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await Expect(page.GetByText(bounds)).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.GetByLabel(spread, new() { Exact = true }).FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = restore })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByLabel(fee, new() { Exact = true })).ToHaveValueAsync("200");

        await page.GetByRole(AriaRole.Button, new() { Name = pause, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = pause, Exact = true }).ClickAsync();
        await Expect(page.GetByText(paused)).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"admin-symbol-{language}-{width}");

        await page.GetByRole(AriaRole.Button, new() { Name = restore }).ClickAsync();
        await Expect(page.GetByLabel(fee, new() { Exact = true })).ToHaveValueAsync("");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync(),
            answer => answer.Url.EndsWith("/terms", StringComparison.Ordinal) && answer.Ok
        );
        await page.ReloadAsync();
        await Expect(page.GetByLabel(fee, new() { Exact = true })).ToHaveValueAsync("");
        await person.GoTo("/admin/market/calendars");
        await Expect(page.GetByText("America/New_York")).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"admin-calendars-{language}-{width}");
    }

    private static async Task List(string symbol)
    {
        await using var source = NpgsqlDataSource.Create((await WholeSystem.Get()).Run.ConnectionStrings["ami"]);
        await using var command = source.CreateCommand(
            """
            with added as (
                insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source)
                values ($1, $1, 'Crypto', 'USD', 2, 3, 0.001, 'Imported') returning id)
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select id, 3600, now() - n * interval '1 hour', 100, 100, 100, 100, 1 from added, generate_series(1, 30) n
            """
        );
        command.With(symbol);
        await command.ExecuteNonQueryAsync();
    }
}
