using System.Globalization;
using System.Text;
using Ami.Modules.Market;
using Ami.TestKit;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Staff import candles in the browser: they see how far it is, also after a reload in the middle, read the report, and call one off.</summary>
[TestClass]
[Needs<MarketModule>]
public class AdminImportJourneyTests
{
    private static int _symbols;

    [TestMethod]
    [DataRow("en", 1280, "Symbol", "Import", "Storing 200 rows", "Bars in the file", "Cancel ", "Cancelled. Nothing of this file was imported.", "Tasks")]
    [DataRow(
        "es",
        360,
        "Símbolo",
        "Importar",
        "Guardando 200 filas",
        "Barras del archivo",
        "Cancelar ",
        "Cancelada. No se importó nada de este archivo.",
        "Tareas"
    )]
    public async Task Import_ReloadedInTheMiddleAndCancelled_ShowsWhereItStands(
        string language,
        int width,
        string symbolLabel,
        string import,
        string storing,
        string rows,
        string cancel,
        string cancelled,
        string tasks
    )
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", ColorScheme.Light, width);
        var page = person.Page;
        await person.SignUp(language, "admin");
        var symbol = $"JOURNEY{Interlocked.Increment(ref _symbols)}";
        await using (await Held(symbol))
        {
            await person.GoTo("/admin/market/import");
            await Choose();
            await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "1.125", Exact = true }).First).ToBeVisibleAsync();
            (await page.SeriousFindings()).ShouldBeEmpty();
            await person.Picture($"import-preview-{language}-{width}");
            await Upload(symbol);
            await Expect(Current().GetByRole(AriaRole.Status)).ToContainTextAsync(storing);
            (await page.SeriousFindings()).ShouldBeEmpty();
            await person.Picture($"import-{language}-{width}");

            await page.ReloadAsync();
            await Expect(Current().GetByRole(AriaRole.Status)).ToContainTextAsync(storing);
            await Expect(Current().GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "70");
        }

        // No reload now: the end comes live.
        await Expect(Current().GetByText(rows, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(Current()).ToContainTextAsync("200");
        var saved = await page.RunAndWaitForDownloadAsync(() =>
            Current().GetByRole(AriaRole.Button, new() { NameRegex = new("import-report\\.txt") }).ClickAsync()
        );
        (await File.ReadAllTextAsync(await saved.PathAsync())).ShouldContain("200 inserted");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"imported-{language}-{width}");

        await using (await Held(symbol))
        {
            await Upload(symbol);
            await Expect(Current().GetByRole(AriaRole.Status)).ToContainTextAsync(storing);
            await Current().GetByRole(AriaRole.Button, new() { NameRegex = new($"^{cancel}") }).ClickAsync();
            await Expect(Current()).ToContainTextAsync(cancelled);
        }

        await person.GoTo("/account/jobs");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = tasks, Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = $"{symbol} 1h" })).ToHaveCountAsync(2);
        (await page.SeriousFindings()).ShouldBeEmpty();

        // The first panel, while the address names a job.
        ILocator Current() => page.Locator("section").First;

        Task Choose() =>
            page.Locator("input[type=file]")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "candles.csv",
                        MimeType = "text/csv",
                        Buffer = Candles(),
                    }
                );

        async Task Upload(string name)
        {
            await Choose();
            await page.GetByLabel(symbolLabel, new() { Exact = true }).FillAsync(name);
            // It has looked at the file by then, and knows the interval.
            await page.GetByRole(AriaRole.Button, new() { Name = import, Exact = true }).ClickAsync();
        }
    }

    /// <summary>Holds the symbol's row until disposed, so that an import waits for it.</summary>
    private static async Task<NpgsqlConnection> Held(string symbol)
    {
        var connection = new NpgsqlConnection((await WholeSystem.Get()).Run.ConnectionStrings["ami"]);
        await connection.OpenAsync();
        foreach (
            var sql in (string[])
                [
                    """
                        insert into market.symbols (symbol, name, asset_class, currency, price_digits, quantity_digits, min_quantity, source) values ($1, $1, 'Crypto', 'USD', 2, 3, 0.001, 'Imported') on conflict do nothing
                        """,
                    "begin",
                    "select from market.symbols where symbol = $1 for update",
                ]
        )
        {
            await using var command = new NpgsqlCommand(sql, connection);
            if (sql.Contains("$1", StringComparison.Ordinal))
            {
                command.With(symbol);
            }

            await command.ExecuteNonQueryAsync();
        }

        return connection;
    }

    private static byte[] Candles() =>
        Encoding.UTF8.GetBytes(
            "open_time,open,high,low,close,volume\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 200)
                        .Select(i =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i):yyyy-MM-dd HH:mm:ss},100.25,101.5,99,100.75,1.125\n"
                            )
                        )
                )
        );
}
