using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Mailing;
using Ami.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Notifications as a newcomer meets them: the bell, the centre, the choices, and the link in a mail.</summary>
[TestClass]
[Needs<NotificationsModule>]
public class NotificationJourneyTests
{
    [TestMethod]
    [DataRow(
        "en",
        ColorScheme.Light,
        1280,
        "Notifications",
        "Welcome to AMI",
        "Mark all as read",
        "Choose notifications",
        "Welcome: By mail",
        "Stop these mails",
        "Send them again"
    )]
    [DataRow(
        "es",
        ColorScheme.Dark,
        360,
        "Avisos",
        "Te damos la bienvenida a AMI",
        "Marcar todo como leído",
        "Elegir avisos",
        "Bienvenida: Por correo",
        "Dejar de recibirlos",
        "Volver a recibirlos"
    )]
    public async Task Newcomer_ReadsChoosesAndUnsubscribes(
        string language,
        ColorScheme colors,
        int width,
        string bell,
        string welcome,
        string markAll,
        string choose,
        string choice,
        string stop,
        string again
    )
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language);

        // The welcome comes from a silo, through the outbox and the live stream.
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{bell}, 1 ") }).ClickAsync();
        var centre = page.GetByRole(AriaRole.Dialog, new() { Name = bell });
        await Expect(centre.GetByRole(AriaRole.Heading, new() { Name = welcome })).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"notifications-{language}-{width}");
        await centre.GetByRole(AriaRole.Button, new() { Name = markAll }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = bell, Exact = true })).ToBeVisibleAsync();

        await centre.GetByRole(AriaRole.Link, new() { Name = choose }).ClickAsync();
        var email = page.GetByRole(AriaRole.Switch, new() { Name = choice });
        await Expect(email).Not.ToBeCheckedAsync();
        await page.RunAndWaitForResponseAsync(() => email.PressAsync("Space"), response => response.Request.Method == "PUT");
        await Expect(email).ToBeCheckedAsync();
        await page.ReloadAsync();
        await Expect(email).ToBeCheckedAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();

        // The link of a mail works for whoever holds it, signed in or not.
        await using var reader = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        await reader.Page.GotoAsync(await UnsubscribeLink(person.Email));
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = stop }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Button, new() { Name = again })).ToBeVisibleAsync();
        (await reader.Page.SeriousFindings()).ShouldBeEmpty();
        await reader.Picture($"unsubscribed-{language}-{width}");
        await page.ReloadAsync();
        await Expect(email).Not.ToBeCheckedAsync();
    }

    private static async Task<string> UnsubscribeLink(string email)
    {
        var run = (await WholeSystem.Get()).Run;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [MasterKey.Setting] = run.MasterKey, [PublicUrl.Setting] = run.Url })
            .Build();
        var userId = await WholeSystem.Scalar<Guid>("select id from identity.users where email = $1", email);
        return new UnsubscribeLinks(new MasterKey(configuration), new PublicUrl(configuration)).Of(userId, "notifications.welcome").Page;
    }
}
