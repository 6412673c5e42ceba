using Ami.Modules.Notifications;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>An administrator looks for a mail that the system sent and reads it, without leaving the browser.</summary>
[TestClass]
[Needs<NotificationsModule>]
public class AdminMailJourneyTests
{
    [TestMethod]
    [DataRow("en", ColorScheme.Dark, 1280, "Read the mail", "Confirm your email address", "Confirm my address", "Plain text")]
    [DataRow("es", ColorScheme.Light, 360, "Leer el correo", "Confirma tu correo", "Confirmar mi correo", "Texto")]
    public async Task Admin_FindsAMailAndReadsIt(string language, ColorScheme colors, int width, string read, string subject, string action, string text)
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language, "admin");
        await Mailbox.Of(await WholeSystem.Get()).Arrived(person.Email);

        await person.GoTo("/admin/mails");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(person.Email);
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = person.Email })).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"admin-mails-{language}-{width}");

        await page.GetByRole(AriaRole.Link, new() { Name = subject }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = subject, Level = 1 })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = read }).ClickAsync();
        var link = page.FrameLocator("iframe").GetByRole(AriaRole.Link, new() { Name = action });
        await Expect(link).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^http://localhost:[0-9]+/verify-email#token="));
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"admin-mail-{language}-{width}");
        await page.GetByText(text, new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("pre")).ToContainTextAsync("/verify-email#token=");
        person.Complaints.Where(c => !c.Contains("401", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
