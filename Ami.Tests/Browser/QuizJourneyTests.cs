using System.Globalization;
using System.Text.RegularExpressions;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Browser;

/// <summary>Somebody who takes quizzes: closes the tab in the middle of an exam and goes on, and finds what they got wrong in their practice.</summary>
[TestClass]
[Needs<LearningModule>]
public partial class QuizJourneyTests
{
    private static readonly CourseSource Free = CourseFiles.All.First(course => course.File.Access == CourseOffering.Free);
    private static readonly LessonFile Exam = Free.File.Lessons.First(lesson => lesson.Quiz is { TimeLimitMinutes: not null });
    private static readonly LessonFile Check = Free.File.Lessons.First(lesson => lesson.Quiz is { Answers: AnswersShown.AfterAttempt });
    private static readonly LessonFile EachChecked = Free.File.Lessons.First(lesson => lesson.Quiz is { Answers: AnswersShown.AfterQuestion });

    /// <summary>What the page says, in one language.</summary>
    private sealed record Words(
        string Start,
        string GoOn,
        string Answered,
        string TimeLeft,
        string Finish,
        string Hidden,
        string Wrong,
        string BecameCards,
        string Practise,
        string StartPractice,
        string CheckMine
    );

    private static readonly Words English = new(
        "Start",
        "Go on with your attempt",
        "answered",
        "Time left",
        "Finish",
        "Right answers are shown when you have passed",
        "Wrong",
        "What you got wrong, and not right since",
        "Practise",
        "Practise 1 card",
        "Check my answer"
    );

    private static readonly Words Spanish = new(
        "Empezar",
        "Seguir con tu intento",
        "respondida",
        "Tiempo restante",
        "Terminar",
        "Las respuestas correctas se muestran cuando hayas aprobado",
        "Incorrecta",
        "Lo que fallaste, y no acertaste después",
        "Practicar",
        "Practicar 1 tarjeta",
        "Comprobar mi respuesta"
    );

    [TestMethod]
    [DataRow("en", ColorScheme.Light, 1280)]
    [DataRow("es", ColorScheme.Dark, 360)]
    public async Task Student_ClosesTheTabInAnExam_GoesOn_AndPractisesWhatTheyGotWrong(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? English : Spanish;
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language);

        // An exam in a tab that is closed after two answers.
        var tab = await page.Context.NewPageAsync();
        await tab.GotoAsync(Path(Exam));
        await tab.GetByRole(AriaRole.Button, new() { Name = words.Start, Exact = true }).ClickAsync();
        await Expect(tab.GetByRole(AriaRole.Timer, new() { Name = words.TimeLeft })).ToBeVisibleAsync();
        foreach (var question in (await ToAnswer(person, Exam)).Take(2))
        {
            await AnswerWrongly(tab, question);
        }

        await tab.CloseAsync();
        await person.GoTo(Path(Exam));
        await Look(person, $"quiz-overview-{language}");
        await page.GetByRole(AriaRole.Link, new() { Name = words.GoOn }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Button, new() { Name = $", {words.Answered}" })).ToHaveCountAsync(2);
        var shown = Seconds(await page.GetByRole(AriaRole.Timer).InnerTextAsync());
        shown.ShouldBeInRange(await SecondsLeft(person) - 5, await SecondsLeft(person) + 5);
        await Look(person, $"quiz-question-{language}");
        await Finish(person, words, language);
        await Expect(page.GetByText(words.Hidden)).ToBeVisibleAsync();
        await Expect(page.GetByText(words.Wrong, new() { Exact = true })).ToHaveCountAsync(0);

        // A quiz that shows what is right when it is over.
        await person.GoTo(Path(Check));
        await page.GetByRole(AriaRole.Button, new() { Name = words.Start, Exact = true }).ClickAsync();
        await Expect(page.Locator("form h2")).ToBeVisibleAsync();
        var wrong = (await ToAnswer(person, Check))[0];
        await AnswerWrongly(page, wrong);
        await Finish(person, words, language);
        await Expect(page.GetByText(words.Wrong, new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(page.GetByText(words.BecameCards)).ToBeVisibleAsync();
        await Look(person, $"quiz-review-{language}");
        await page.GetByRole(AriaRole.Link, new() { Name = words.Practise, Exact = true }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.StartPractice }).ClickAsync();
        var front = await WholeSystem.Scalar<string>(
            $"select split_part(front_{language}, chr(10), 1) from learning.cards c join identity.users u on u.id = c.user_id where u.email = $1",
            person.Email
        );
        await Expect(page.GetByRole(AriaRole.Article).GetByText(front)).ToBeVisibleAsync();
        person.Complaints.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("es", ColorScheme.Light, 1280)]
    [DataRow("en", ColorScheme.Dark, 360)]
    public async Task Student_ChecksAnAnswer_WithoutAConnectionItIsKept_AndThenSaysWhy(string language, ColorScheme colors, int width)
    {
        var words = language == "en" ? English : Spanish;
        await using var person = await Person.Arrive(language == "en" ? "en-US" : "es-ES", colors, width);
        var page = person.Page;
        await person.SignUp(language);
        await person.GoTo(Path(EachChecked));
        await page.GetByRole(AriaRole.Button, new() { Name = words.Start, Exact = true }).ClickAsync();
        await Expect(page.Locator("form h2")).ToBeVisibleAsync();
        var question = (await ToAnswer(person, EachChecked))[0];
        await Go(page, question.Position);
        await Choose(page, question);
        await person.Rest();
        await page.Context.SetOfflineAsync(true);
        await page.GetByRole(AriaRole.Button, new() { Name = words.CheckMine }).ClickAsync();
        await Expect(page.Locator("[data-state=notSaved]")).ToBeVisibleAsync();
        await Expect(page.GetByText(words.Wrong, new() { Exact = true })).ToHaveCountAsync(0);
        await Look(person, $"quiz-offline-{language}", isConnected: false);
        await page.Context.SetOfflineAsync(false);
        await Expect(page.GetByText(words.Wrong, new() { Exact = true })).ToBeVisibleAsync();
        await Look(person, $"quiz-checked-{language}");
    }

    /// <summary>A question of the open attempt that has no chart, and what is wrong about it: the place of an option; null for a number.</summary>
    private sealed record Asked(int Position, int? WrongOption, bool HasUnits);

    private static string Path(LessonFile lesson) => $"/courses/{Free.Slug}/{lesson.Key}";

    private static async Task<IReadOnlyList<Asked>> ToAnswer(Person person, LessonFile lesson)
    {
        var found = await WholeSystem.Scalar<string>(
            """
            select string_agg(concat_ws(':', a.position,
                case q.kind when 'Single' then (
                    select min(o.place - 1) from unnest(a.option_order) with ordinality o(own, place) where o.own <> (q.solution #>> '{right,0}')::int
                ) else -1 end,
                coalesce(jsonb_array_length(q.content -> 'units'), 0)), ' ' order by a.position)
            from learning.attempt_questions a
            join learning.questions q on q.id = a.question_id
            join learning.attempts t on t.id = a.attempt_id
            join identity.users u on u.id = t.user_id
            where u.email = $1 and t.lesson_id = $2 and t.submitted_at is null and q.kind in ('Single', 'Numeric') and not q.content ? 'chart'
            """,
            person.Email,
            Free.LessonId(lesson.Key)
        );
        return
        [
            .. found
                .Split(' ')
                .Select(one => one.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray())
                .Select(parts => new Asked(parts[0], parts[1] < 0 ? null : parts[1], parts[2] > 1)),
        ];
    }

    private static async Task Go(IPage page, int position)
    {
        var number = page.Locator($"nav ol button:text-is('{position}')");
        await number.ClickAsync();
        await Expect(number).ToHaveAttributeAsync("aria-current", "step");
    }

    private static async Task Choose(IPage page, Asked question)
    {
        if (question.WrongOption is { } option)
        {
            // Digits are the question's while the focus is in it.
            await page.Locator("form h2").FocusAsync();
            await page.Keyboard.PressAsync($"{option + 1}");
            await Expect(page.GetByRole(AriaRole.Radio).Nth(option)).ToBeCheckedAsync();
            return;
        }

        await page.Locator("form input[inputmode=decimal]").FillAsync("987654,5");
        if (question.HasUnits)
        {
            await page.Locator("form select").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }
    }

    private static async Task AnswerWrongly(IPage page, Asked question)
    {
        await Go(page, question.Position);
        await page.RunAndWaitForResponseAsync(
            () => Choose(page, question),
            response => response.Request.Method == "PUT" && response.Url.Contains("/answers/", StringComparison.Ordinal) && response.Ok
        );
    }

    private static async Task Finish(Person person, Words words, string language)
    {
        var page = person.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = words.Finish, Exact = true }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToBeVisibleAsync();
        await Look(person, $"quiz-finish-{language}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = words.Finish, Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2, NameRegex = Percent() })).ToBeVisibleAsync();
    }

    private static int Seconds(string clock) =>
        clock.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).Aggregate((sum, part) => (60 * sum) + part);

    private static Task<int> SecondsLeft(Person person) =>
        WholeSystem.Scalar<int>(
            "select extract(epoch from t.ends_at - now())::int from learning.attempts t join identity.users u on u.id = t.user_id where u.email = $1",
            person.Email
        );

    private static async Task Look(Person person, string name, bool isConnected = true)
    {
        if (isConnected)
        {
            await person.Rest();
        }

        (await person.Page.SeriousFindings()).ShouldBeEmpty(name);
        (await person.Page.FitsTheScreen()).ShouldBeTrue($"{name} is too wide");
        await person.Picture(name);
    }

    [GeneratedRegex("%")]
    private static partial Regex Percent();
}
