using Ami.Modules.Growth;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Ideas, announcements and invitations, as people and staff meet them.</summary>
[TestClass]
[Needs<GrowthModule>]
public class GrowthJourneyTests
{
    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280, "In one line", "Post", "State", "Planned", "Answer", "Save", "Our answer", "Decide or answer")]
    [DataRow(
        "es",
        ColorScheme.Dark,
        360,
        "En una línea",
        "Proponer",
        "Estado",
        "Planificada",
        "Respuesta",
        "Guardar",
        "Nuestra respuesta",
        "Decidir o responder"
    )]
    public async Task Idea_PostedAndAnswered_IsSeenByEverybody(
        string language,
        ColorScheme colors,
        int width,
        string inOneLine,
        string post,
        string state,
        string planned,
        string answer,
        string save,
        string ourAnswer,
        string decide
    )
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language, "admin");
        var title = $"Candles by moonlight ({language})";
        await page.GotoAsync("/feedback?dialog=new");
        await page.GetByLabel(inOneLine, new() { Exact = true }).FillAsync(title);
        await page.Locator("[role=dialog] textarea").FillAsync("Because one cannot sleep.\n\nAnd because the night is long.");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"growth-post-{language}-{width}");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = post, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await Expect(page.Locator("main button[aria-pressed=true]")).ToBeVisibleAsync();
        await person.Picture($"growth-idea-{language}-{width}");

        await person.GoTo("/admin/feedback");
        await page.GetByRole(AriaRole.Button, new() { Name = title }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = decide }).ClickAsync();
        await page.GetByLabel(state, new() { Exact = true }).Last.SelectOptionAsync(planned);
        await page.GetByLabel(answer, new() { Exact = true }).FillAsync("Next spring.");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"growth-answer-{language}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await person.GoTo("/feedback");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"growth-board-{language}-{width}");
        await page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = ourAnswer })).ToBeVisibleAsync();
        await person.Picture($"growth-answered-{language}-{width}");
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("en", ColorScheme.Dark, 1280, "Title in English", "Text in English", "Title in Spanish", "Text in Spanish", "Close this announcement")]
    [DataRow("es", ColorScheme.Light, 360, "Título en inglés", "Texto en inglés", "Título en español", "Texto en español", "Cerrar este anuncio")]
    public async Task Announcement_Important_ComesWithThePageUntilItIsClosed(
        string language,
        ColorScheme colors,
        int width,
        string titleEn,
        string textEn,
        string titleEs,
        string textEs,
        string close
    )
    {
        // Everybody else of these tests is on another plan, and sees nothing of it.
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language, "admin", "Basic");
        await page.GotoAsync("/admin/announcements?dialog=new");
        await page.GetByLabel(titleEn).FillAsync($"A night without prices ({language})");
        await page.GetByLabel(textEn).FillAsync("We move the servers.\n\nOrders wait until morning.");
        await page.GetByLabel(titleEs).FillAsync($"Una noche sin precios ({language})");
        await page.GetByLabel(textEs).FillAsync("Mudamos los servidores.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Locator("[role=dialog] select").Nth(1).SelectOptionAsync("basic");
        await page.Locator("[role=dialog] select").Last.SelectOptionAsync("now");
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"growth-editor-{language}-{width}");
        await page.Locator("[role=dialog] button[type=submit]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await person.WatchLayout();
        await person.GoTo("/account/data");
        var banner = page.GetByRole(AriaRole.Button, new() { Name = close });
        await Expect(banner).ToBeVisibleAsync();
        (await person.LayoutShift()).ShouldBeLessThan(PagesTests.MostShift);
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"growth-banner-{language}-{width}");
        await banner.ClickAsync();
        await Expect(banner).ToHaveCountAsync(0);
        await person.GoTo("/news");
        await Expect(banner).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await person.Picture($"growth-news-{language}-{width}");
        await person.GoTo("/admin/announcements");
        await person.Picture($"growth-announcements-{language}-{width}");
    }

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280, "Invitation link")]
    [DataRow("es", ColorScheme.Dark, 360, "Enlace de invitación")]
    public async Task Invitation_MadeByAMember_OpensTheSignUpOfAFriend(string language, ColorScheme colors, int width, string make)
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language);
        await person.GoTo("/account/invitations");
        await page.GetByRole(AriaRole.Button, new() { Name = make }).ClickAsync();
        var link = page.GetByLabel(make, new() { Exact = true }).And(page.Locator("input"));
        await Expect(link).ToBeVisibleAsync();
        (await page.SeriousFindings()).ShouldBeEmpty();
        await person.Picture($"growth-invitations-{language}-{width}");

        await using var friend = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        await friend.Page.GotoAsync(new Uri(await link.InputValueAsync()).PathAndQuery);
        await Expect(friend.Page.Locator("input[type=email]")).ToBeVisibleAsync();
        (await friend.Page.SeriousFindings()).ShouldBeEmpty();
    }
}
