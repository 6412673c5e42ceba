using Ami.Modules.Identity;
using Ami.TestKit;
using Ami.Tests.Identity;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody turns two-step sign-in on, signs in with it elsewhere, and ends sessions from the list.</summary>
[TestClass]
public class TwoStepJourneyTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Person_TurnsTwoStepSignInOn_UsesItAndEndsASession(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? Words.English : Words.Spanish;
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language);
        await person.GoTo("/account/security");

        // The app scans, shows a code, and the recovery codes are shown once.
        await page.GetByRole(AriaRole.Button, new() { Name = words.TurnOn }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = words.Qr })).ToBeVisibleAsync();
        var secret = Authenticator.Decode(
            (await page.GetByRole(AriaRole.Dialog).Locator("code").TextContentAsync() ?? "").Replace(" ", "", StringComparison.Ordinal)
        );
        await Look(page, $"setup-{language}");
        var usedStep = Now;
        await page.GetByLabel(words.CodeShown).FillAsync(Totp.Code(secret, usedStep));
        await page.Keyboard.PressAsync("Enter");
        var codes = page.GetByRole(AriaRole.List, new() { Name = words.RecoveryCodes }).GetByRole(AriaRole.Listitem);
        await Expect(codes).ToHaveCountAsync(10);
        var recovery = await codes.AllTextContentsAsync();
        await Look(page, $"codes-{language}");
        await page.GetByLabel(words.Stored).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Done }).ClickAsync();
        await Expect(page.GetByText(words.TenLeft)).ToBeVisibleAsync();

        // Another browser: password, then a code that is refused, then one that is not.
        await using var elsewhere = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var other = elsewhere.Page;
        await other.GotoAsync("/sign-in?next=%2Faccount");
        await other.Locator("input[type=email]").FillAsync(person.Email);
        await other.Locator("input[type=password]").FillAsync(Person.Password);
        await other.Keyboard.PressAsync("Enter");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Name = words.TwoStep })).ToBeVisibleAsync();
        var code = other.GetByLabel(words.Code, new() { Exact = true });
        await code.FillAsync(Totp.Code(secret, usedStep));
        await other.Keyboard.PressAsync("Enter");
        await Expect(other.GetByText(words.WrongCode)).ToBeVisibleAsync();
        await Look(other, $"second-step-{language}");
        await other.GetByLabel(words.Remember).CheckAsync();
        await code.FillAsync(Totp.Code(secret, usedStep + 1));
        await other.Keyboard.PressAsync("Enter");
        await other.WaitForURLAsync("**/account");

        // A sensitive act long after signing in: the app asks who it is and goes on by itself.
        await Forget(person.Email);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.NewCodes }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.MakeCodes }).ClickAsync();
        var asked = page.GetByRole(AriaRole.Dialog, new() { Name = words.IsItYou });
        await Expect(asked).ToBeVisibleAsync();
        await Look(page, $"confirm-{language}");
        await asked.GetByLabel(words.Code, new() { Exact = true }).FillAsync(recovery[0]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(codes).ToHaveCountAsync(10);
        (await codes.AllTextContentsAsync()).ShouldNotContain(recovery[1]);
        await page.GetByLabel(words.Stored).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Done }).ClickAsync();

        // Both sessions and the remembered browser are listed; ending the other one signs it out at once.
        var sessions = page.GetByRole(AriaRole.List, new() { Name = words.Sessions }).GetByRole(AriaRole.Listitem);
        await Expect(sessions).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.List, new() { Name = words.Remembered }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Look(page, $"security-{language}");
        await sessions.Filter(new() { HasNot = page.GetByText(words.Current, new() { Exact = true }) }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(sessions).ToHaveCountAsync(1);
        await other.WaitForURLAsync("**/sign-in**");
        await Mailbox.Of(await WholeSystem.Get()).Arrived(person.Email, words.NewDeviceMail, TestContext.CancellationToken);
    }

    private static long Now => Totp.StepOf(TimeProvider.System.GetUtcNow());

    /// <summary>As if everybody's sign-in to this account were long ago.</summary>
    private static Task Forget(string email) =>
        WholeSystem.Scalar<Guid>(
            "update identity.sessions set confirmed_at = created_at - interval '1 hour' where user_id = (select id from identity.users where email = $1) returning user_id",
            email
        );

    private static async Task Look(IPage page, string name)
    {
        (await page.SeriousFindings()).ShouldBeEmpty(name);
        await page.Picture($"two-step-{name}");
    }

    private sealed record Words(
        string TurnOn,
        string Qr,
        string CodeShown,
        string RecoveryCodes,
        string Stored,
        string Done,
        string TenLeft,
        string TwoStep,
        string Code,
        string WrongCode,
        string Remember,
        string NewCodes,
        string MakeCodes,
        string IsItYou,
        string Sessions,
        string Remembered,
        string Current,
        string NewDeviceMail
    )
    {
        public static Words English { get; } =
            new(
                TurnOn: "Turn on",
                Qr: "QR code for your authenticator app",
                CodeShown: "Code that the app shows now",
                RecoveryCodes: "Recovery codes",
                Stored: "I have stored them safely",
                Done: "Done",
                TenLeft: "10 recovery codes left.",
                TwoStep: "Two-step sign-in",
                Code: "Code",
                WrongCode: "This code is not right.",
                Remember: "Do not ask again in this browser for 30 days",
                NewCodes: "New recovery codes",
                MakeCodes: "Make new codes",
                IsItYou: "Is it you?",
                Sessions: "Where you are signed in",
                Remembered: "Remembered browsers",
                Current: "This one",
                NewDeviceMail: "new device"
            );

        public static Words Spanish { get; } =
            new(
                TurnOn: "Activar",
                Qr: "Código QR para tu aplicación de autenticación",
                CodeShown: "Código que muestra ahora la aplicación",
                RecoveryCodes: "Códigos de recuperación",
                Stored: "Los he guardado en un lugar seguro",
                Done: "Listo",
                TenLeft: "Te quedan 10 códigos de recuperación.",
                TwoStep: "Verificación en dos pasos",
                Code: "Código",
                WrongCode: "Este código no es correcto.",
                Remember: "No volver a pedirlo en este navegador durante 30 días",
                NewCodes: "Códigos de recuperación nuevos",
                MakeCodes: "Crear códigos nuevos",
                IsItYou: "¿Eres tú?",
                Sessions: "Dónde has entrado",
                Remembered: "Navegadores recordados",
                Current: "Esta",
                NewDeviceMail: "dispositivo nuevo"
            );
    }
}
