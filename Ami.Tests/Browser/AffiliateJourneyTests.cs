using Ami.Modules.Growth;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who brings a friend for a share of what the friend pays, from the application to the money in the wallet.</summary>
[TestClass]
[Needs<GrowthModule>]
[Needs<PaymentsModule>]
public class AffiliateJourneyTests
{
    private const string Page = "/account/affiliate";

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280, "5.80")]
    [DataRow("es", ColorScheme.Dark, 360, "5,80")]
    public async Task Affiliate_BringsAFriendWhoPays_SeesTheShareWaitAndGetsIt(string language, ColorScheme colors, int width, string share)
    {
        var words = language == "en" ? Words.English : Words.Spanish;
        await using var person = await Person.Arrive(words.Locale, colors, width);
        var page = person.Page;
        await person.SignUp(language);
        await WholeSystem.Scalar<string>("update identity.users set email_confirmed = true where normalized_email = upper($1) returning email", person.Email);
        await person.GoTo(Page);
        await page.Locator("main textarea").FillAsync("My blog about candles.\n\nAnd my classes.");
        await page.GetByLabel(words.Accept).CheckAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture($"affiliate-apply-{language}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Apply }).ClickAsync();
        await Expect(page.GetByText(words.Applied).First).ToBeVisibleAsync();

        await Approve(words, language, colors, width);
        await person.GoTo(Page);
        await person.Picture($"affiliate-new-{language}-{width}");
        var link = new Uri(await page.GetByLabel(words.Link, new() { Exact = true }).InputValueAsync()).PathAndQuery;
        await Befriend(link, words, language, colors, width);

        await person.GoToSee(Page, page.GetByText(words.Waiting, new() { Exact = true }));
        await Expect(page.GetByText(words.WaitsUntil)).ToBeVisibleAsync();
        await Expect(page.Locator("main li [data-tone]").Filter(new() { HasText = words.Counts })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words.Waiting })).ToContainTextAsync(share);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await page.Picture($"affiliate-held-{language}-{width}");
        await person.GoTo("/wallet");
        var paid = page.GetByRole(AriaRole.Row).Filter(new() { HasText = words.Commission });
        await Expect(paid).ToHaveCountAsync(0);

        // As if the days in which the friend may ask for the money back were over.
        await WholeSystem.Scalar<Guid>(
            """
            update growth.affiliate_commissions c set due_at = now() - interval '1 minute'
            from growth.affiliates a join identity.users u on u.id = a.user_id
            where a.id = c.affiliate_id and u.normalized_email = upper($1) returning c.id
            """,
            person.Email
        );
        await person.GoToSee(Page, page.GetByText(words.Released, new() { Exact = true }));
        await Expect(page.GetByText(words.WaitsUntil)).ToHaveCountAsync(0);
        await page.Picture($"affiliate-paid-{language}-{width}");
        await Mailbox.Of(await WholeSystem.Get()).Arrived(person.Email, words.Paid);
        await person.GoTo("/wallet");
        await Expect(paid).ToContainTextAsync(share);
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>Staff read the newest application, and accept it.</summary>
    private static async Task Approve(Words words, string language, ColorScheme colors, int width)
    {
        await using var staff = await Person.Arrive(words.Locale, colors, width);
        await staff.SignUp(language, "admin");
        await staff.GoTo("/admin/affiliates");
        (await staff.Page.SeriousFindings()).ShouldBeEmpty();
        await staff.Picture($"admin-affiliates-{language}-{width}");
        await staff.Page.Locator("button[data-row]").First.ClickAsync();
        var dialog = staff.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("My blog about candles.");
        (await staff.Page.SeriousFindings()).ShouldBeEmpty();
        await staff.Picture($"admin-affiliate-{language}-{width}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Approve }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Approve }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        staff.Complaints.ShouldBeEmpty();
    }

    /// <summary>A friend follows the link, signs up, subscribes, and pays as their trial ends.</summary>
    private static async Task Befriend(string link, Words words, string language, ColorScheme colors, int width)
    {
        // Not of one family with the addresses of other people of these tests: that would be a signal of fraud.
        var email = $"friend-{language}@elsewhere.test";
        await using var friend = await Person.Arrive(words.Locale, colors, width);
        var page = friend.Page;
        await page.GotoAsync(link);
        await page.Locator("input[autocomplete=name]").FillAsync("Grace");
        await page.Locator("input[type=email]").FillAsync(email);
        await page.Locator("input[type=password]").FillAsync(Person.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("/");
        var now = TimeProvider.System.GetUtcNow();
        var time = await BillingTime.Begin(email, language, now.AddDays(-15));
        await page.GotoAsync("/plans?currency=USD");
        await page.GetByRole(AriaRole.Button, new() { Name = words.TryPro }).ClickAsync();
        await page.TypeCard();
        await Expect(page.GetByText(words.YouHavePro)).ToBeVisibleAsync();
        await time.Until(now);
        // Nobody is signed in where the link leads, so the silent refresh is answered 401 by design.
        friend.Complaints.Where(complaint => !complaint.Contains("401", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private sealed record Words(
        string Locale,
        string Accept,
        string Apply,
        string Applied,
        string Approve,
        string Link,
        string TryPro,
        string YouHavePro,
        string Waiting,
        string WaitsUntil,
        string Counts,
        string Released,
        string Paid,
        string Commission
    )
    {
        public static readonly Words English = new(
            "en-US",
            "I accept these terms",
            "Apply",
            "We have your application",
            "Approve",
            "Your link",
            "Try Pro",
            "Done: you have Pro.",
            "Waiting",
            "Waits until",
            "Counts",
            "In your wallet",
            "Commission of 5.80",
            "Commission"
        );

        public static readonly Words Spanish = new(
            "es-ES",
            "Acepto estas condiciones",
            "Enviar solicitud",
            "Tenemos tu solicitud",
            "Aprobar",
            "Tu enlace",
            "Probar Pro",
            "Listo: tienes Pro.",
            "En espera",
            "Espera hasta el",
            "Cuenta",
            "En tu billetera",
            "Comisión de 5.80",
            "Comisión"
        );
    }
}
