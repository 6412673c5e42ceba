using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>
/// Somebody confirms their address, changes their password and their address, forgets the password, and takes the account back at the old address: every link
/// comes out of a real mail.
/// </summary>
[TestClass]
public class AccountJourneyTests
{
    private const string Changed = "eleven blue kites";
    private const string Reset = "twelve green boats";

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Person_ConfirmsChangesForgetsAndRestores_WithMailedLinks(string language, ColorScheme colors, int width)
    {
        var words = Words.In(language);
        var mailbox = Mailbox.Of(await WholeSystem.Get());
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        var moved = "moved-" + person.Email;

        // Signed up: a banner asks to confirm, the link in the mail does, and the banner goes.
        await person.SignUp(language);
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = words.Confirm })).ToBeVisibleAsync();
        await Look(page, $"{language}-banner");
        await page.GotoAsync((await mailbox.Arrived(person.Email, words.ConfirmSubject)).LinkPath);
        await Expect(Heading(page, words.Confirmed)).ToBeVisibleAsync();
        page.Url.ShouldNotContain("token");
        await Look(page, $"{language}-confirmed");
        await Expect(page.GetByRole(AriaRole.Complementary, new() { Name = words.Confirm })).ToBeHiddenAsync();

        // The same link a second time.
        await page.GotoAsync("/");
        await page.GotoAsync(mailbox.Newest(person.Email, words.ConfirmSubject).LinkPath);
        await Expect(Heading(page, words.BrokenLink)).ToBeVisibleAsync();
        await Look(page, $"{language}-broken-link");

        // Another password: first a common one, then a good one.
        await page.GotoAsync("/account/security");
        await page.GetByRole(AriaRole.Button, new() { Name = words.ChangePassword }).ClickAsync();
        await page.GetByLabel(words.CurrentPassword, new() { Exact = true }).FillAsync(Person.Password);
        await page.GetByLabel(words.NewPassword, new() { Exact = true }).FillAsync("Password123!");
        await page.GetByRole(AriaRole.Button, new() { Name = words.SavePassword }).ClickAsync();
        await Expect(page.GetByText(words.CommonPassword)).ToBeVisibleAsync();
        await Look(page, $"{language}-change-password");
        await page.GetByLabel(words.NewPassword, new() { Exact = true }).FillAsync(Changed);
        await page.GetByRole(AriaRole.Button, new() { Name = words.SavePassword }).ClickAsync();
        await Expect(page.GetByText(words.PasswordChanged)).ToBeVisibleAsync();
        await mailbox.Arrived(person.Email, words.PasswordChangedSubject);

        // Another address, by the link mailed there.
        await page.GetByRole(AriaRole.Button, new() { Name = words.ChangeEmail }).ClickAsync();
        await page.GetByLabel(words.NewEmail).FillAsync(moved);
        await Look(page, $"{language}-change-email");
        await page.GetByRole(AriaRole.Button, new() { Name = words.SendLink }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.Done }).ClickAsync();
        await page.GotoAsync((await mailbox.Arrived(moved, words.NewEmailSubject)).LinkPath);
        await Expect(Heading(page, words.Confirmed)).ToBeVisibleAsync();
        await page.GotoAsync("/account/security");
        await Expect(page.GetByRole(AriaRole.Main).GetByText(moved)).ToBeVisibleAsync();
        await Look(page, $"{language}-security");

        // Forgotten: signed out everywhere, and in again with a new one.
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = words.Forgot }).ClickAsync();
        await Expect(Heading(page, words.Forgot)).ToBeVisibleAsync();
        await page.Locator("input[type=email]").FillAsync(moved);
        await Look(page, $"{language}-forgot");
        await page.GetByRole(AriaRole.Button, new() { Name = words.SendLink }).ClickAsync();
        await Expect(Heading(page, words.Mailbox)).ToBeVisibleAsync();
        await Look(page, $"{language}-forgot-sent");
        await page.GotoAsync((await mailbox.Arrived(moved, words.ResetSubject)).LinkPath);
        await Look(page, $"{language}-reset");
        await page.GetByLabel(words.NewPassword, new() { Exact = true }).FillAsync(Reset);
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page, words.ResetDone)).ToBeVisibleAsync();
        await Look(page, $"{language}-reset-done");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = words.SignIn }).ClickAsync();
        await page.Locator("input[type=email]").FillAsync(moved);
        await page.Locator("input[type=password]").FillAsync(Reset);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("/");

        // It was not them: the old address takes the account back and chooses a password.
        await page.GotoAsync(mailbox.Newest(person.Email, words.MovedSubject).LinkPath);
        await Look(page, $"{language}-restore");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Restore }).ClickAsync();
        await page.GetByLabel(words.NewPassword, new() { Exact = true }).FillAsync("thirteen red drums");
        await Look(page, $"{language}-restored");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Heading(page, words.ResetDone)).ToBeVisibleAsync();
        (await WholeSystem.Scalar<long>("select count(*) from identity.users where email = $1 and email_confirmed", person.Email)).ShouldBe(1);
    }

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = name });

    private static async Task Look(IPage page, string label)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        (await page.SeriousFindings()).ShouldBeEmpty(label);
        (await page.FitsTheScreen()).ShouldBeTrue($"{label} is wider than the screen");
        await page.Picture($"account-{label}", isWhole: false);
    }

    /// <summary>What the pages and mails say.</summary>
    private sealed record Words(
        string Confirm,
        string ConfirmSubject,
        string Confirmed,
        string BrokenLink,
        string ChangePassword,
        string CurrentPassword,
        string NewPassword,
        string SavePassword,
        string CommonPassword,
        string PasswordChanged,
        string PasswordChangedSubject,
        string ChangeEmail,
        string NewEmail,
        string SendLink,
        string Done,
        string NewEmailSubject,
        string Forgot,
        string Mailbox,
        string ResetSubject,
        string ResetDone,
        string SignIn,
        string MovedSubject,
        string Restore
    )
    {
        public static Words In(string language) =>
            language == "en"
                ? new(
                    Confirm: "Confirm your address",
                    ConfirmSubject: "Confirm your email",
                    Confirmed: "Your address is confirmed",
                    BrokenLink: "This link does not work any more",
                    ChangePassword: "Change password",
                    CurrentPassword: "Current password",
                    NewPassword: "New password",
                    SavePassword: "Save the password",
                    CommonPassword: "among the first passwords",
                    PasswordChanged: "Your password is changed",
                    PasswordChangedSubject: "password has changed",
                    ChangeEmail: "Change address",
                    NewEmail: "New email",
                    SendLink: "Send the link",
                    Done: "Done",
                    NewEmailSubject: "Confirm your new",
                    Forgot: "Forgot your password?",
                    Mailbox: "Look in your mailbox",
                    ResetSubject: "Choose a new password",
                    ResetDone: "Your new password is saved",
                    SignIn: "Sign in",
                    MovedSubject: "no longer uses",
                    Restore: "Get my account back"
                )
                : new(
                    Confirm: "Confirma tu correo",
                    ConfirmSubject: "Confirma tu correo",
                    Confirmed: "Tu correo está confirmado",
                    BrokenLink: "Este enlace ya no sirve",
                    ChangePassword: "Cambiar la contraseña",
                    CurrentPassword: "Contraseña actual",
                    NewPassword: "Contraseña nueva",
                    SavePassword: "Guardar la contraseña",
                    CommonPassword: "una de las primeras contraseñas",
                    PasswordChanged: "Tu contraseña cambió",
                    PasswordChangedSubject: "contraseña ha cambiado",
                    ChangeEmail: "Cambiar el correo",
                    NewEmail: "Correo nuevo",
                    SendLink: "Enviar el enlace",
                    Done: "Listo",
                    NewEmailSubject: "Confirma tu correo nuevo",
                    Forgot: "¿Olvidaste tu contraseña?",
                    Mailbox: "Revisa tu correo",
                    ResetSubject: "Elige una contraseña",
                    ResetDone: "Tu contraseña nueva está guardada",
                    SignIn: "Entrar",
                    MovedSubject: "ya no usa",
                    Restore: "Recuperar mi cuenta"
                );
    }
}
