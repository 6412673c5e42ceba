using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who completes a lesson and practises its cards, by keyboard and by touch.</summary>
[TestClass]
[Needs<LearningModule>]
public class PracticeJourneyTests
{
    private static readonly CourseSource Free = CourseFiles.All.First(course => course.File.Access == CourseOffering.Free);
    private static readonly LessonFile Lesson = Free.File.Lessons[0];

    [TestMethod]
    [DataRow(
        "en",
        ColorScheme.Light,
        1280,
        "No cards yet",
        "Mark as done",
        "Practise its cards",
        "Practise 3 cards",
        "Set aside",
        "Take back:",
        "To the overview",
        "too few",
        "Your progress",
        "Leaderboard",
        "Name that others see",
        "Streak: 1 day"
    )]
    [DataRow(
        "es",
        ColorScheme.Dark,
        360,
        "Todavía no hay tarjetas",
        "Marcar como hecha",
        "Practicar sus tarjetas",
        "Practicar 3 tarjetas",
        "Apartar",
        "Recuperar:",
        "Al resumen",
        "muy pocas",
        "Tu progreso",
        "Clasificación",
        "Nombre que ven los demás",
        "Racha: 1 día"
    )]
    public async Task Student_CompletesALesson_PractisesItsCards(
        string language,
        ColorScheme colors,
        int width,
        string empty,
        string markDone,
        string toPractice,
        string start,
        string setAside,
        string takeBack,
        string toOverview,
        string tooFew,
        string toProgress,
        string leaderboard,
        string publicName,
        string streak
    )
    {
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        var cards = Free.Cards[Lesson.Key];
        cards.Length.ShouldBe(3, "the texts of this test say so");
        await person.SignUp(language);
        await person.GoTo("/practice");
        await Expect(page.GetByText(empty)).ToBeVisibleAsync();
        await Look(person, $"practice-empty-{language}");

        await person.GoTo($"/courses/{Free.Slug}/{Lesson.Key}");
        await page.GetByRole(AriaRole.Button, new() { Name = markDone }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = toPractice }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = start }).ClickAsync();
        await Expect(page.GetByText(In(language, cards[0].Front))).ToBeVisibleAsync();
        await Look(person, $"practice-front-{language}");

        // Wholly by keyboard: sure by 80%, not known; taken back; known at once.
        await page.Keyboard.PressAsync("8");
        await Expect(page.GetByText(In(language, cards[0].Back))).ToBeVisibleAsync();
        await Look(person, $"practice-back-{language}");
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByText(In(language, cards[1].Front))).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("u");
        await Expect(page.GetByText(In(language, cards[0].Front))).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("8");
        await page.Keyboard.PressAsync("4");
        await Expect(page.GetByText(In(language, cards[1].Front))).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText(In(language, cards[1].Back))).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("4");
        await Expect(page.GetByText(In(language, cards[2].Front))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = setAside, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = toOverview }).ClickAsync();

        await Expect(page.Locator("main svg[role=img]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = tooFew })).ToBeVisibleAsync();
        await Look(person, $"practice-overview-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = takeBack }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = takeBack })).ToHaveCountAsync(0);

        // A lesson and the first card of a day.
        await page.GetByRole(AriaRole.Link, new() { Name = toProgress }).ClickAsync();
        await Expect(page.Locator("main dl")).ToContainTextAsync("25 XP");
        await Look(person, $"progress-{language}");
        await page.GetByRole(AriaRole.Link, new() { Name = leaderboard }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = publicName }).FillAsync("Ana Pérez");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Ana Pérez" })).ToBeVisibleAsync();
        await Look(person, $"leaderboard-{language}");
        await person.GoTo("/");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = streak })).ToBeVisibleAsync();
        await Look(person, $"home-streak-{language}");
        person.Complaints.ShouldBeEmpty();
    }

    private static string In(string language, InBoth text) => language == "en" ? text.En : text.Es;

    private static async Task Look(Person person, string name)
    {
        await person.Rest();
        (await person.Page.SeriousFindings()).ShouldBeEmpty(name);
        (await person.Page.FitsTheScreen()).ShouldBeTrue($"{name} is too wide");
        await person.Picture(name);
    }
}
