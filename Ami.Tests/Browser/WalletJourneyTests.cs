using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who pays money in, takes some out, and is told of each step that staff take.</summary>
[TestClass]
[Needs<PaymentsModule>]
public class WalletJourneyTests
{
    private const string WithinItsCell = "tag => tag.getBoundingClientRect().right <= tag.closest('td').getBoundingClientRect().right + 1";

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Money_PaidInAndTakenOut_IsApprovedPaidAndOnTheStatement(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? Words.English : Words.Spanish;
        await using var person = await Person.Arrive(words.Locale, colors, width);
        var page = person.Page;
        await person.SignUp(language);
        await person.GoTo("/wallet");
        await person.Picture($"wallet-empty-{language}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Deposit, Exact = true }).ClickAsync();
        await page.GetByLabel(words.Amount).FillAsync("120");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"wallet-deposit-{language}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.ToPayment }).ClickAsync();
        await page.TypeCard();
        var moves = page.GetByRole(AriaRole.Group, new() { Name = words.Moves });
        await Expect(moves.GetByRole(AriaRole.Row).Filter(new() { HasText = words.DepositMove })).ToContainTextAsync("120");

        await person.GoTo("/wallet");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Withdraw, Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel(words.Amount).FillAsync("43");
        await dialog.GetByLabel(words.Account).FillAsync("ES91 2100 0418 4502 0005 1332");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"wallet-withdraw-{language}-{width}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Ask }).ClickAsync();
        await Expect(page.GetByText(words.Waits, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("77");

        await using var staff = await Person.Arrive(words.Locale, colors, width);
        await staff.SignUp(language, "admin");
        await staff.GoTo("/admin/payments/withdrawals");
        (await staff.Page.SeriousFindings()).ShouldBeEmpty();
        await staff.Picture($"admin-withdrawals-{language}-{width}");
        await Decide(staff, words.Approve);
        var mails = Mailbox.Of(await WholeSystem.Get());
        await mails.Arrived(person.Email, words.Approved);
        await person.GoTo("/wallet");
        await Expect(page.GetByText(words.BeingPaid, new() { Exact = true })).ToBeVisibleAsync();

        await Decide(staff, words.WasPaid, words.Reference);
        await mails.Arrived(person.Email, words.PaidMail);
        await person.GoTo("/wallet");
        await Expect(page.GetByText(words.Paid, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(moves.GetByRole(AriaRole.Row).Filter(new() { HasText = words.WithdrawalMove })).ToContainTextAsync("43");
        (await page.SeriousFindings()).ShouldBeEmpty();
        (await page.GetByText(words.Paid, new() { Exact = true }).EvaluateAsync<bool>(WithinItsCell)).ShouldBeTrue("it lies over the next cell");
        await page.Picture($"wallet-{language}-{width}");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = words.Csv }).ClickAsync());
        var lines = (await File.ReadAllLinesAsync(await saved.PathAsync())).Skip(1).Select(line => line.Split(',')).ToList();
        lines
            .Select(line => $"{line[1]} {line[2]} {line[3]} {line[4]} {line[5]}")
            .ShouldBe([$"{words.DepositMove} 120 USD 0 120", $"{words.WithdrawalMove} -43 USD 120 77"]);
        person.Complaints.ShouldBeEmpty();
        staff.Complaints.ShouldBeEmpty();
    }

    /// <summary>Opens the newest withdrawal, and says what becomes of it.</summary>
    private static async Task Decide(Person staff, string decision, string? reference = null)
    {
        var page = staff.Page;
        await page.Locator("button[data-row]").First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await staff.Picture($"admin-withdrawal-{decision}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = decision, Exact = true }).ClickAsync();
        if (reference is not null)
        {
            await dialog.GetByLabel(reference).FillAsync("BANK-1");
        }

        (await page.SeriousFindings()).ShouldBeEmpty();
        await dialog.GetByRole(AriaRole.Button, new() { Name = decision, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }

    private sealed record Words(
        string Locale,
        string Deposit,
        string Amount,
        string ToPayment,
        string Moves,
        string DepositMove,
        string Withdraw,
        string Account,
        string Ask,
        string Waits,
        string Approve,
        string Approved,
        string BeingPaid,
        string WasPaid,
        string Reference,
        string PaidMail,
        string Paid,
        string WithdrawalMove,
        string Csv
    )
    {
        public static readonly Words English = new(
            "en-US",
            "Deposit",
            "Amount (USD)",
            "Go to payment",
            "Transactions",
            "Deposit",
            "Withdraw",
            "Account that it goes to",
            "Ask for the withdrawal",
            "Waits for approval",
            "Approve",
            "We approved your withdrawal of 43",
            "Approved, being paid",
            "Was paid",
            "Reference of the payment",
            "We paid your withdrawal of 43",
            "Paid",
            "Withdrawal",
            "Download the statement as CSV"
        );

        public static readonly Words Spanish = new(
            "es-ES",
            "Depositar",
            "Importe (USD)",
            "Ir al pago",
            "Movimientos",
            "Depósito",
            "Retirar",
            "Cuenta de destino",
            "Pedir el retiro",
            "Espera aprobación",
            "Aprobar",
            "Aprobamos tu retiro de 43",
            "Aprobado, por pagar",
            "Se pagó",
            "Referencia del pago",
            "Pagamos tu retiro de 43",
            "Pagado",
            "Retiro",
            "Descargar el extracto en CSV"
        );
    }
}
