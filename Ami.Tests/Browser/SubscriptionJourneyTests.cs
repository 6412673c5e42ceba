using System.Globalization;
using System.Text.RegularExpressions;
using Ami.Modules.PaperTrading;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Subscriptions after the checkout: paid, declined, mended, and moved to a larger plan.</summary>
[TestClass]
[Needs<PaymentsModule>]
[Needs<PaperTradingModule>]
public partial class SubscriptionJourneyTests
{
    /// <summary>What the table of plans allows of markets and trading in a minute, 10 and 100; twenty times that of reads of what is one's own.</summary>
    private const string OfFree = "200",
        OfPro = "2000";

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Subscriber_CardDeclinesAtTheRenewal_KeepsThePlanAndMendsIt(string language, ColorScheme colors, int width)
    {
        var words = Words.In(language);
        await using var person = await Person.Arrive(words.Locale, colors, width);
        var page = person.Page;
        await person.SignUp(language, plan: "Free");
        var begin = TimeProvider.System.GetUtcNow();
        var time = await BillingTime.Begin(person.Email, language, begin);
        (await Quota(page)).ShouldBe(OfFree);
        await Subscribe(page, words, "Pro");
        (await Quota(page)).ShouldBe(OfPro, "at once, without signing in again");

        // The trial ends, and is paid.
        await time.Until(begin.AddDays(14.1));
        var file = page.GetByRole(AriaRole.Button, new() { NameRegex = words.File() });
        await person.GoToSee("/account/invoices", file);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"invoices-{language}-{width}");
        var number = words.File().Match(await file.GetAttributeAsync("aria-label") ?? "").Groups[1].Value;
        var pdf = await Text(await page.RunAndWaitForDownloadAsync(() => file.ClickAsync()));
        foreach (var expected in (string[])[$"{words.Invoice} {number}", "Ada", $"Plan Pro, {words.Monthly}", words.Amount(29), words.Simulated])
        {
            pdf.ShouldContain(expected);
        }

        // Another card, which can be kept and declines.
        await person.GoTo("/account/plan");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Cards }).ClickAsync();
        await page.TypeCard(ProviderPages.DecliningCard, "card");
        await page.GetByRole(AriaRole.Link, new() { Name = words.Back }).ClickAsync();
        await Expect(page.GetByText(words.Active, new() { Exact = true })).ToBeVisibleAsync();
        await time.Until(begin.AddDays(47));
        await person.GoToSee("/account/plan", page.GetByText(words.Open, new() { Exact = true }));
        await Expect(page.GetByText(words.YouKeepPro)).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"grace-{language}-{width}");
        var mails = Mailbox.Of(await WholeSystem.Get());
        (await mails.Arrived(person.Email, words.Failed)).LinkPath.ShouldBe("/account/plan");
        await person.GoTo("/account/invoices");
        await Expect(page.GetByText(words.OpenUntil)).ToBeVisibleAsync();
        await person.Picture($"open-payment-{language}-{width}");
        (await Quota(page)).ShouldBe(OfPro, "the plan stays while the payment is open");

        // Paid with a good one.
        await person.GoTo("/account/plan");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Pay }).ClickAsync();
        await page.TypeCard();
        await Expect(page.Locator("button[name=pay]")).ToHaveCountAsync(0);
        await person.GoToSee("/account/plan", page.GetByText(words.Active, new() { Exact = true }));
        await mails.Arrived(person.Email, words.Recovered);
        await person.GoToSee("/account/invoices", file.Nth(1));
        await Expect(page.GetByText(words.OpenUntil)).ToHaveCountAsync(0);
        (await Quota(page)).ShouldBe(OfPro);
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Subscriber_MovesUpWithinAPeriod_PaysWhatWasShownBefore(string language, ColorScheme colors, int width)
    {
        var words = Words.In(language);
        await using var person = await Person.Arrive(words.Locale, colors, width);
        var page = person.Page;
        await person.SignUp(language, plan: "Free");
        // The trial ended ten days ago by that clock, and a third of the month that was paid is over.
        var now = TimeProvider.System.GetUtcNow();
        var time = await BillingTime.Begin(person.Email, language, now.AddDays(-24));
        await Subscribe(page, words, words.Basic);
        await time.Until(now);
        await person.GoToSee("/account/plan", page.GetByText(words.Active, new() { Exact = true }));

        await person.GoTo("/plans");
        await page.GetByRole(AriaRole.Button, new() { Name = words.UpToPro }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var confirm = dialog.GetByRole(AriaRole.Button, new() { NameRegex = words.ChangeAndPay() });
        await Expect(confirm).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"upgrade-{language}-{width}");
        var due = Number(await confirm.InnerTextAsync());
        due.ShouldBeInRange(12m, 15m, "about two thirds of the 20 between the plans");
        (await dialog.Locator("section dd").AllInnerTextsAsync()).Sum(Number).ShouldBe(due);
        await confirm.ClickAsync();
        await Expect(page.GetByText(words.Changed)).ToBeVisibleAsync();
        (await time.LastCharge()).ShouldBe(due);
        (await Quota(page)).ShouldBe(OfPro);

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = words.Amount(due) });
        await person.GoToSee("/account/invoices", row);
        await person.Picture($"upgraded-{language}-{width}");
        await person.GoTo("/account/plan");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = words.YouHavePro })).ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }

    private static async Task Subscribe(IPage page, Words words, string plan)
    {
        await page.GotoAsync("/plans?currency=USD");
        await page.GetByRole(AriaRole.Button, new() { Name = $"{words.Try} {plan}" }).ClickAsync();
        await page.TypeCard();
        await Expect(page.GetByText($"{words.YouHave} {plan}.")).ToBeVisibleAsync();
    }

    /// <summary>What the answers to the page of trading say that the plan allows in a minute.</summary>
    private static async Task<string?> Quota(IPage page)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync("/trade"),
            one => one.Url.Contains("/api/trading/paper/overview", StringComparison.Ordinal)
        );
        return await answer.HeaderValueAsync("RateLimit-Limit");
    }

    private static async Task<string> Text(IDownload file)
    {
        using var pdf = PdfDocument.Open(await File.ReadAllBytesAsync(await file.PathAsync()));
        return string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
    }

    /// <summary>An amount below a thousand, as either language writes it.</summary>
    private static decimal Number(string shown)
    {
        var digits = decimal.Parse(Digits().Match(shown).Value.Replace(',', '.'), CultureInfo.InvariantCulture);
        return shown.Contains('−', StringComparison.Ordinal) || shown.Contains('-', StringComparison.Ordinal) ? -digits : digits;
    }

    [GeneratedRegex(@"\d+[.,]\d\d")]
    private static partial Regex Digits();

    [GeneratedRegex("^(A-[0-9]+) as a PDF$")]
    private static partial Regex EnglishFile();

    [GeneratedRegex("^(A-[0-9]+) en PDF$")]
    private static partial Regex SpanishFile();

    [GeneratedRegex("^Change and pay ")]
    private static partial Regex EnglishChange();

    [GeneratedRegex("^Cambiar y pagar ")]
    private static partial Regex SpanishChange();

    private sealed record Words(
        string Locale,
        string Try,
        string YouHave,
        string Basic,
        Func<Regex> File,
        string Invoice,
        string Monthly,
        string Simulated,
        string Cards,
        string Back,
        string Active,
        string Open,
        string YouKeepPro,
        string Failed,
        string OpenUntil,
        string Pay,
        string Recovered,
        string UpToPro,
        Func<Regex> ChangeAndPay,
        string Changed,
        string YouHavePro
    )
    {
        private static readonly Words English = new(
            "en-US",
            "Try",
            "Done: you have",
            "Basic",
            EnglishFile,
            "Invoice",
            "monthly",
            "Simulated payment",
            "Cards and receipts",
            "Back",
            "Active",
            "Payment open",
            "You keep Pro until",
            "We could not collect the payment of your plan Pro",
            "Your plan stays until",
            "Pay now",
            "We received the payment of your plan Pro",
            "Move up to Pro",
            EnglishChange,
            "Your plan is changed.",
            "Your plan: Pro"
        );

        private static readonly Words Spanish = new(
            "es-ES",
            "Probar",
            "Listo: tienes",
            "Básico",
            SpanishFile,
            "Factura",
            "mensual",
            "Pago simulado",
            "Tarjetas y recibos",
            "Volver",
            "Activa",
            "Pago pendiente",
            "Mantienes Pro hasta el",
            "No pudimos cobrar tu plan Pro",
            "Tu plan sigue hasta el",
            "Pagar ahora",
            "Recibimos el pago de tu plan Pro",
            "Subir a Pro",
            SpanishChange,
            "Tu plan ha cambiado.",
            "Tu plan: Pro"
        );

        public static Words In(string language) => language == "en" ? English : Spanish;

        /// <summary>Digits and separator; the sign's place differs between pages and documents.</summary>
        public string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.GetCultureInfo(Locale));
    }
}
