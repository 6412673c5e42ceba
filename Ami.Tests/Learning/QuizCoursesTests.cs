using System.Net;
using System.Text;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Quizzes as their courses change, close and go, and as their people leave.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class QuizCoursesTests : ApiTests<QuizCoursesTests>
{
    private static readonly CourseSource Free = QuizShelf.Course("quiz-moving", "\"answers\": \"afterAttempt\", \"timeLimitMinutes\": 10");

    private static readonly CourseSource Sold = QuizShelf.Course(
        "quiz-moving",
        "\"answers\": \"afterAttempt\", \"timeLimitMinutes\": 10",
        access: "sold",
        more: ", \"prices\": { \"USD\": 9 }"
    );

    [TestInitialize]
    public async Task Publish() => await Host.Publish([Free, QuizShelf.AtOnce]);

    [TestMethod]
    public async Task Course_Closed_NeitherShowsNorTakesAnything_AndTheClockGoesOn()
    {
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(Free);
        await Host.Publish([Sold, QuizShelf.AtOnce]);
        var question = attempt.Questions[0];
        foreach (
            var answer in new[]
            {
                await person.Client.GetAsync($"/api/quizzes/{Free.QuizId()}"),
                await person.Client.Start(Free),
                await person.Client.GetAsync($"/api/quizzes/{Free.QuizId()}/attempts/{attempt.Id}"),
                await person.Client.Answer(attempt, question, question.Right()),
                await person.Client.Submit(attempt),
            }
        )
        {
            using (answer)
            {
                (answer.StatusCode, await answer.Code()).ShouldBe((HttpStatusCode.Forbidden, "learning.not_bought"));
            }
        }

        using (var nobody = await Host.Anonymous().GetAsync($"/api/quizzes/{Free.QuizId()}"))
        {
            nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        var staff = await Host.SignUpStaff("instructor");
        (await staff.Client.Begin(Free)).Id.ShouldNotBe(attempt.Id, "theirs is theirs");
        Host.Time.Advance(TimeSpan.FromMinutes(11));
        await Host.Publish([Free, QuizShelf.AtOnce]);
        person = await ApiHost.SignIn(person);
        (await person.Client.Attempt(attempt)).EndedBy.ShouldBe(AttemptEnd.Time);
    }

    [TestMethod]
    public async Task Question_Edited_StaysAsItWasDrawn()
    {
        var person = (await Host.SignUp()).Client;
        var attempt = await person.Begin(QuizShelf.AtOnce);
        var edited = QuizShelf.Course("quiz-at-once", "\"answers\": \"afterQuestion\"", first: QuizShelf.Edited);
        (await Host.Publish([Free, edited])).ShouldBe(1);
        One(await person.Attempt(attempt)).ShouldBe("**One**?");
        await person.Submit(attempt);
        One(await person.Begin(QuizShelf.AtOnce)).ShouldBe("Another one?");
        (await Host.Publish([Free, QuizShelf.AtOnce])).ShouldBe(1);
        One(await (await Host.SignUp()).Client.Begin(QuizShelf.AtOnce)).ShouldBe("**One**?");
        var questions = await Host.InScope(services =>
            services.GetRequiredService<LearningDb>().Questions.AsNoTracking().Where(question => question.CourseId == QuizShelf.AtOnce.Id).ToListAsync()
        );
        (questions.Count, questions.Count(question => question.RetiredAt is null)).ShouldBe((8, 7));
        static string One(AttemptView attempt) => attempt.Questions.Single(question => question.Kind == QuestionKind.Single).Prompt.En;
    }

    [TestMethod]
    public async Task Quiz_ThatBecomesAnArticle_IsNoneAnyMore()
    {
        var person = (await Host.SignUp()).Client;
        await person.Begin(Free);
        await Host.Publish([Shelf.Course("quiz-moving", "free", "a", "a", "a", "a", keys: ["first", "second", "check"]), QuizShelf.AtOnce]);
        (await person.GetAsync($"/api/quizzes/{Free.QuizId()}").Code()).ShouldBe("learning.quiz_unknown");
        (await person.Complete(Free, "check")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Host.Publish([Free, QuizShelf.AtOnce]);
        var again = await person.Quiz(Free);
        (again.Attempts.Count, again.IsPassed).ShouldBe((1, false), "having read the article is not passing");
    }

    [TestMethod]
    public void Units_OfANumber_StandInAnOrderThatTellsNothing()
    {
        var number = Free.Questions["first"].Single(question => question.Kind == QuestionKind.Numeric);
        number.Content.Units.ShouldNotBeNull().Select(unit => unit.En).ShouldBe(["%", "USD", "cents"]);
        number.Solution.Factors.ShouldNotBeNull().ShouldBe([null, 1, 0.01m]);
    }

    [TestMethod]
    public void Card_OfALongQuestion_IsCutBetweenCharacters()
    {
        var texts = new InBoth(string.Concat(Enumerable.Repeat("😀", 700)), "x" + string.Concat(Enumerable.Repeat("😀", 700)));
        var asked = new AttemptQuestion
        {
            AttemptId = Guid.Empty,
            Position = 1,
            QuestionId = Guid.Empty,
            OptionOrder = [],
            Question = new Question
            {
                Id = Guid.Empty,
                CourseId = Guid.Empty,
                Topic = "a",
                Key = "a",
                Kind = QuestionKind.Text,
                Points = 1,
                Content = new QuestionContent(texts),
                Solution = new QuestionSolution(texts, Accepted: new AcceptedTexts(["a"], ["a"])),
            },
        };
        var card = MistakeCard.Of(asked, Guid.Empty, Guid.Empty);
        new[] { card.FrontEs, card.FrontEn }.ShouldAllBe(text =>
            text.Length >= 998 && text.Length <= 1000 && !text.EnumerateRunes().Contains(Rune.ReplacementChar)
        );
    }

    [TestMethod]
    public async Task Erase_Person_TakesTheirAttemptsAndNobodyElses()
    {
        var (leaving, staying) = (await Host.SignUp(), await Host.SignUp());
        await leaving.Client.Take(QuizShelf.AtOnce, rightly: false);
        await staying.Client.Take(QuizShelf.AtOnce, rightly: false);
        var (people, questions) = await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(leaving.UserId, ct));
            var db = services.GetRequiredService<LearningDb>();
            var mine = db.AttemptQuestions.Where(question => db.Attempts.Any(attempt => attempt.Id == question.AttemptId && attempt.UserId == staying.UserId));
            return (await db.Attempts.Select(attempt => attempt.UserId).ToListAsync(), await mine.CountAsync());
        });
        people.ShouldNotContain(leaving.UserId);
        people.ShouldContain(staying.UserId);
        questions.ShouldBe(7);
    }

    [TestMethod]
    [DataRow("\"kind\": \"single\"", "\"kind\": \"multiple\", \"value\": 1", "value")]
    [DataRow("\"right\": true }, { \"es\": \"no\"", "\"right\": true }, { \"right\": true, \"es\": \"no\"", "one right option")]
    [DataRow("\"en\": \"maybe\"", "\"en\": \"no\"", "the same")]
    [DataRow("\"tolerance\": 0.5,", "", "tolerance")]
    [DataRow("\"factor\": 1 }", "\"factor\": 2 }", "factor 1")]
    [DataRow("\"key\": \"some\"", "\"key\": \"one\"", "same key")]
    [DataRow("\"es\": \"canaryword uno\"", "\"es\": \" \"", "empty")]
    public void Question_ThatIsWrong_IsRefused(string right, string wrong, string told)
    {
        QuizShelf.Edited.ShouldContain(right);
        Should
            .Throw<InvalidDataException>(() =>
                QuizShelf.Course("wrong", "\"answers\": \"never\"", first: QuizShelf.Edited.Replace(right, wrong, StringComparison.Ordinal))
            )
            .Message.ShouldContain(told);
    }

    [TestMethod]
    [DataRow("\"answers\": \"never\", \"attempts\": 0", 70)]
    [DataRow("\"answers\": \"never\", \"timeLimitMinutes\": 601", 70)]
    [DataRow("\"answers\": \"sometimes\"", 70)]
    [DataRow("\"answers\": \"never\"", 101)]
    public void Quiz_ThatIsWrong_IsRefused(string terms, int passMark) =>
        Should.Throw<InvalidDataException>(() => QuizShelf.Course("wrong", terms, passMark: passMark)).Message.ShouldContain("wrong/course.json");

    [TestMethod]
    public void Quiz_DrawingMoreThanThereIs_IsRefused() =>
        Should
            .Throw<InvalidDataException>(() => QuizShelf.Course("wrong", "\"answers\": \"never\"", first: "[]"))
            .Message.ShouldContain("first has 0 questions, 4 are drawn");
}
