using Ami.Modules.Learning;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who finds a course that is sold, looks into it, buys it, and gets the money back; and somebody whose plan includes it.</summary>
[TestClass]
[Needs<LearningModule>]
[Needs<PaymentsModule>]
public class CoursesJourneyTests
{
    private static readonly CourseSource Sold = CourseFiles.All.First(course => course.File.Access == CourseOffering.Sold);
    private static readonly LessonFile Preview = Sold.File.Lessons.First(lesson => lesson.Preview);
    private static readonly LessonFile Paid = Sold.File.Lessons.First(lesson => !lesson.Preview);

    [TestMethod]
    [DataRow(
        "en",
        ColorScheme.Light,
        1280,
        "risk",
        "Buy for",
        "Open the course",
        "It is yours.",
        "Mark as done",
        "This lesson is not open to you",
        "Pay back",
        "Reason",
        "Pay back all that is left"
    )]
    [DataRow(
        "es",
        ColorScheme.Dark,
        360,
        "riesgo",
        "Comprar por",
        "Abrir el curso",
        "Es tuyo.",
        "Marcar como hecha",
        "Esta lección no está abierta para ti",
        "Reembolsar",
        "Motivo",
        "Reembolsar todo lo que queda"
    )]
    public async Task Student_BuysACourse_ReadsIt_AndNoLongerAfterTheRefund(
        string language,
        ColorScheme colors,
        int width,
        string words,
        string buy,
        string openCourse,
        string isYours,
        string markDone,
        string closed,
        string refund,
        string reason,
        string refundAll
    )
    {
        await using var person = await Arrive(language, colors, width);
        var page = person.Page;
        await person.SignUp(language, plan: "Free");
        await person.GoTo("/courses");
        await page.GetByRole(AriaRole.Searchbox).FillAsync(words);
        await page.WaitForURLAsync($"**/courses?q={words}");
        await Expect(page.Locator("mark").First).ToBeVisibleAsync();
        await Look(person, $"lessons-found-{language}");
        await page.GetByRole(AriaRole.Link, new() { Name = In(language, Sold.File.Title), Exact = true }).ClickAsync();
        await Look(person, $"course-{language}");

        await page.GetByRole(AriaRole.Link, new() { Name = In(language, Preview.Title) }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToBeVisibleAsync();
        await Look(person, $"lesson-{language}");
        await person.GoTo($"/courses/{Sold.Slug}/{Paid.Key}");
        await Expect(page.GetByText(closed)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);
        await Look(person, $"lesson-closed-{language}");

        await page.GetByRole(AriaRole.Button, new() { Name = buy }).ClickAsync();
        await page.Locator("input[name=number]").FillAsync("4242424242424242");
        await page.Locator("input[name=expiry]").FillAsync("12 / 34");
        await page.Locator("input[name=cvc]").FillAsync("123");
        await page.Locator("input[name=name]").FillAsync("Ada Byron");
        await page.Locator("button[name=pay]").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = openCourse }).ClickAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByText(isYours)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = In(language, Paid.Title) }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = markDone }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = markDone })).ToHaveCountAsync(0);
        await person.GoTo("/courses");
        await Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Look(person, $"my-courses-{language}");

        await PayBack(person, language, refund, reason, refundAll);
        await person.GoTo($"/courses/{Sold.Slug}/{Paid.Key}");
        await Expect(page.GetByText(closed)).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = buy })).ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("en", ColorScheme.Dark, 360, "Included in your plan.", "Start", "This lesson is not open to you")]
    [DataRow("es", ColorScheme.Light, 1280, "Incluido en tu plan.", "Empezar", "Esta lección no está abierta para ti")]
    public async Task Subscriber_WhosePlanIncludesIt_ReadsItUntilThePlanEnds(
        string language,
        ColorScheme colors,
        int width,
        string included,
        string start,
        string closed
    )
    {
        await using var person = await Arrive(language, colors, width);
        var page = person.Page;
        await person.SignUp(language);
        await person.GoTo($"/courses/{Sold.Slug}");
        await Expect(page.GetByText(included)).ToBeVisibleAsync();
        await Look(person, $"course-included-{language}");
        await page.GetByRole(AriaRole.Button, new() { Name = start, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForURLAsync($"**/courses/{Sold.Slug}/{Sold.File.Lessons[1].Key}");
        await Expect(page.GetByRole(AriaRole.Article)).ToBeVisibleAsync();
        await TakeANote(person, language, Sold.File.Lessons[1]);
        await person.Subscribe("Free");
        await person.GoTo($"/courses/{Sold.Slug}/{Paid.Key}");
        await Expect(page.GetByText(closed)).ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }

    /// <summary>Writes a note on the lesson that is open, marks the lesson, and finds both among all of theirs.</summary>
    private static async Task TakeANote(Person person, string language, LessonFile lesson)
    {
        var page = person.Page;
        var note = page.GetByRole(AriaRole.Textbox, new() { Name = In(language, new("Nota 1", "Note 1")), Exact = true });
        await page.GetByRole(AriaRole.Button, new() { Name = In(language, new("Añadir una nota", "Add a note")) }).ClickAsync();
        await note.FillAsync("Mi regla: primero el stop.");
        await Expect(page.GetByText(In(language, new("Guardada", "Saved")), new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = In(language, new("Marcador", "Bookmark")), Exact = true }).ClickAsync();
        await Look(person, $"lesson-note-{language}");
        await page.ReloadAsync();
        await Expect(note).ToHaveValueAsync("Mi regla: primero el stop.");
        await person.GoTo("/notes");
        await Expect(page.GetByText("Mi regla: primero el stop.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = In(language, lesson.Title), Exact = true })).ToHaveCountAsync(2);
        await Look(person, $"notes-{language}");
    }

    private static Task<Person> Arrive(string language, ColorScheme colors, int width) => Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);

    private static string In(string language, InBoth text) => language == "en" ? text.En : text.Es;

    private static async Task Look(Person person, string name)
    {
        await person.Rest();
        (await person.Page.SeriousFindings()).ShouldBeEmpty(name);
        (await person.Page.FitsTheScreen()).ShouldBeTrue($"{name} is too wide");
        await person.Picture(name);
    }

    /// <summary>What staff do to pay back what somebody bought; done when the purchase is withdrawn.</summary>
    private static async Task PayBack(Person buyer, string language, string refund, string reason, string refundAll)
    {
        await using var admin = await Arrive(language, ColorScheme.Light, 1280);
        await admin.SignUp(language, "admin");
        var page = admin.Page;
        var userId = await WholeSystem.Scalar<Guid>("select id from identity.users where normalized_email = upper($1)", buyer.Email);
        await page.GotoAsync($"/admin/payments/invoices?userId={userId}");
        await page.Locator("main tbody button").First.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = refund, Exact = true }).ClickAsync();
        await page.GetByLabel(reason).FillAsync("Not as expected.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = refundAll }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Eventually.BecomesTrueAsync(
            async () => await WholeSystem.Scalar<string>("select state from payments.purchases where user_id = $1", userId) == "Withdrawn",
            CancellationToken.None
        );
    }
}
