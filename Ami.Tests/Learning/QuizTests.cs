using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Learning;

/// <summary>Taking quizzes: what is refused, what a repeat does, who sees what and when.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class QuizTests : ApiTests<QuizTests>
{
    [TestInitialize]
    public async Task Publish() => await Host.Publish([.. Shelf.All, .. QuizShelf.All, QuizShelf.WithExam]);

    [TestMethod]
    public async Task Start_ManyAtOnce_IsOneAttemptThatTellsNothing()
    {
        var person = (await Host.SignUp()).Client;
        var before = await person.Quiz(QuizShelf.AtOnce);
        (before.Terms.Questions, before.Open, before.Percent, before.IsPassed, before.Next.Allowed).ShouldBe((7, null, null, false, true));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => person.Start(QuizShelf.AtOnce)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(7);
        var attempts = await Task.WhenAll(answers.Select(answer => answer.Read<AttemptView>()));
        attempts.Select(attempt => attempt.Id).Distinct().ShouldHaveSingleItem();
        (await person.Quiz(QuizShelf.AtOnce)).Open.ShouldBe(attempts[0].Id);
        foreach (var answer in answers)
        {
            await TellsNothing(answer);
        }
    }

    [TestMethod]
    public async Task Answer_CheckedAtOnce_IsFinalAndExplained()
    {
        var person = (await Host.SignUp()).Client;
        var attempt = await person.Begin(QuizShelf.AtOnce);
        var question = attempt.Questions.Single(one => one.Kind == QuestionKind.Ordering);
        var (partly, sixths) = question.Partly();
        var kept = await person.Answer(attempt, question, partly).Read<QuestionView>();
        (kept.IsFinal, kept.Version, kept.Result?.Share).ShouldBe((true, 1, Math.Round(sixths / 6m, 4)));
        kept.Result.ShouldNotBeNull().Solution.Explanation.En.ShouldBe("canaryword four");
        kept.Result.Solution.Order.ShouldBe(question.Right().Order);
        (await person.Answer(attempt, question, partly).Read<QuestionView>()).Version.ShouldBe(1, "again changes nothing");
        using var refused = await person.Answer(attempt, kept, question.Right());
        var told = await refused.Content.ReadFromJsonAsync<JsonElement>();
        (told.GetProperty("code").GetString(), told.GetProperty("current").GetProperty("version").GetInt32()).ShouldBe(("learning.answer_final", 1));
        (await person.Answer(attempt, kept, null).Code()).ShouldBe("learning.answer_final");
        (await person.Attempt(attempt)).Questions.Count(one => one.Result is not null).ShouldBe(1);
    }

    [TestMethod]
    public async Task Answer_ByTwoDevices_IsNotOverwrittenUnseen()
    {
        var person = (await Host.SignUp()).Client;
        var attempt = await person.Begin(QuizShelf.Timed);
        var question = attempt.Questions[0];
        var kept = await person.Answer(attempt, question, question.Wrong()).Read<QuestionView>();
        (kept.Version, kept.IsFinal, kept.Result).ShouldBe((1, false, null));
        using (var refused = await person.Answer(attempt, question, question.Right()))
        {
            (refused.StatusCode, await refused.Code()).ShouldBe((HttpStatusCode.Conflict, "learning.answer_changed"));
            await TellsNothing(refused, isRefused: true);
        }

        (await person.Answer(attempt, question, question.Wrong()).Read<QuestionView>()).Version.ShouldBe(1, "again changes nothing");
        (await person.Answer(attempt, kept, null).Read<QuestionView>()).Answer.ShouldBeNull();
        (await person.Answer(attempt, kept with { Version = 2 }, new QuestionAnswer(Text: "", Bar: 3)).Code()).ShouldBe("learning.answer_invalid");
        (await person.Answer(attempt, kept with { Position = 8 }, null).Code()).ShouldBe("learning.question_unknown");
        var stranger = (await Host.SignUp()).Client;
        (await stranger.Answer(attempt, kept, question.Right()).Code()).ShouldBe("learning.attempt_unknown");
        (await stranger.Submit(attempt).Code()).ShouldBe("learning.attempt_unknown");
        (await stranger.GetAsync($"/api/quizzes/{attempt.LessonId}/attempts/{attempt.Id}").Code()).ShouldBe("learning.attempt_unknown");
        (await person.GetAsync($"/api/quizzes/{QuizShelf.Timed.LessonId("first")}").Code()).ShouldBe("learning.quiz_unknown");
    }

    [TestMethod]
    public async Task Submit_TwentyTimesAtOnce_CountsOnce()
    {
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(QuizShelf.Passing);
        foreach (var question in attempt.Questions)
        {
            (await person.Client.Answer(attempt, question, question.Right())).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.Client.Submit(attempt).Read<AttemptView>()));
        answers.ShouldAllBe(one => one.Percent == 100 && one.Passed == true && one.SubmittedAt == answers[0].SubmittedAt);
        (await person.Client.Answer(attempt, attempt.Questions[0], attempt.Questions[0].Wrong()).Code()).ShouldBe("learning.attempt_over");
        var quiz = await person.Client.Quiz(QuizShelf.Passing);
        (quiz.Attempts.Count, quiz.Percent, quiz.IsPassed, quiz.Open).ShouldBe((1, 100, true, null));
        var lesson = (await person.Client.Course(QuizShelf.Passing)).Lessons[^1];
        (lesson.Kind, lesson.IsDone).ShouldBe((LessonKind.Quiz, true));
        (await person.Client.Get<MyLearning.MyCourses>("/api/me/learning")).Courses.ShouldHaveSingleItem().Slug.ShouldBe("quiz-passing");
    }

    [TestMethod]
    public async Task Complete_Quiz_IsNotDoneByReading()
    {
        var person = (await Host.SignUp()).Client;
        (await person.Complete(QuizShelf.AtOnce, "check").Code()).ShouldBe("learning.quiz_to_pass");
        await person.Take(QuizShelf.AtOnce, rightly: false);
        (await person.Course(QuizShelf.AtOnce)).Lessons[^1].IsDone.ShouldBeFalse();
        (await person.Take(QuizShelf.AtOnce, rightly: true)).Passed.ShouldBe(true);
        await person.Take(QuizShelf.AtOnce, rightly: false);
        (await person.Course(QuizShelf.AtOnce)).Lessons[^1].IsDone.ShouldBeTrue("it stays done");
    }

    [TestMethod]
    public async Task Time_IsOver_CountsWhatWasAnsweredBefore()
    {
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(QuizShelf.Timed);
        attempt.EndsAt.ShouldBe(attempt.StartedAt.AddMinutes(10));
        await person.Client.Answer(attempt, attempt.Questions[0], attempt.Questions[0].Right());
        Host.Time.Advance(TimeSpan.FromMinutes(9));
        person = await ApiHost.SignIn(person);
        (await person.Client.Answer(attempt, attempt.Questions[1], attempt.Questions[1].Wrong())).StatusCode.ShouldBe(HttpStatusCode.OK);
        Host.Time.Advance(TimeSpan.FromMinutes(1));
        person = await ApiHost.SignIn(person);
        (await person.Client.Answer(attempt, attempt.Questions[2], attempt.Questions[2].Right()).Code()).ShouldBe("learning.quiz_time_over");
        using (var again = await person.Client.Answer(attempt, attempt.Questions[0], attempt.Questions[0].Right()))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.OK, "it had arrived in time, whatever became of the answer to it");
        }

        var closed = await person.Client.Submit(attempt).Read<AttemptView>();
        (closed.EndedBy, closed.SubmittedAt, closed.Percent, closed.Passed).ShouldBe((AttemptEnd.Time, attempt.EndsAt, 14.3m, false));
        closed.Questions.ShouldAllBe(question => question.Result != null);
        var next = (await person.Client.Quiz(QuizShelf.Timed)).Next;
        (next.Allowed, next.Reason, next.At).ShouldBe((false, StartObstacle.Wait, attempt.EndsAt?.AddHours(1)));
        (await person.Client.Start(QuizShelf.Timed).Code()).ShouldBe("learning.quiz_wait");
    }

    [TestMethod]
    public async Task Time_NobodyCameBack_IsEndedByTheSchedule()
    {
        var (person, other) = (await Host.SignUp(), await Host.SignUp());
        var attempt = await person.Client.Begin(QuizShelf.Timed);
        foreach (var question in attempt.Questions)
        {
            await person.Client.Answer(attempt, question, question.Right());
        }

        Host.Time.Advance(TimeSpan.FromMinutes(5));
        other = await ApiHost.SignIn(other);
        var open = await other.Client.Begin(QuizShelf.Timed);
        Host.Time.Advance(TimeSpan.FromMinutes(5));
        await CloseDue();
        await CloseDue();
        var rows = await Host.InScope(services => services.GetRequiredService<LearningDb>().Attempts.AsNoTracking().ToListAsync());
        var (mine, others) = (rows.Single(row => row.Id == attempt.Id), rows.Single(row => row.Id == open.Id));
        (mine.EndedBy, mine.SubmittedAt, mine.Passed, mine.Earned).ShouldBe((AttemptEnd.Time, attempt.EndsAt, true, 7 * Scoring.Parts));
        others.SubmittedAt.ShouldBeNull("its time is not over");
        person = await ApiHost.SignIn(person);
        (await person.Client.Course(QuizShelf.Timed)).Lessons[^1].IsDone.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Attempt_AfterARestart_GoesOnWhereItWas()
    {
        var person = await Host.SignUp();
        var attempt = await person.Client.Begin(QuizShelf.Timed);
        var kept = await person.Client.Answer(attempt, attempt.Questions[3], attempt.Questions[3].Right()).Read<QuestionView>();
        await using var other = Host.StartAnother();
        using var elsewhere = other.Anonymous();
        elsewhere.DefaultRequestHeaders.Authorization = person.Client.DefaultRequestHeaders.Authorization;
        var again = await elsewhere.Begin(QuizShelf.Timed);
        (again.Id, again.StartedAt, again.EndsAt).ShouldBe((attempt.Id, attempt.StartedAt, attempt.EndsAt));
        JsonSerializer.Serialize(again.Questions[3], Answers.Json).ShouldBe(JsonSerializer.Serialize(kept, Answers.Json));
    }

    [TestMethod]
    public async Task Reveal_AfterPass_WaitsForItOrForTheLastAttempt()
    {
        var (failing, passing) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        foreach (var person in new[] { failing, passing })
        {
            var first = await person.Take(QuizShelf.Passing, rightly: false);
            (first.Percent, first.Passed).ShouldBe((0, false));
            first.Questions.ShouldAllBe(question => question.Result == null && question.IsFinal);
            await TellsNothing(await person.GetAsync($"/api/quizzes/{first.LessonId}/attempts/{first.Id}"));
            (await person.Practice()).Cards.ShouldBe(0, "a card would tell");
            var second = await person.Take(QuizShelf.Passing, rightly: person == passing);
            second.Questions.ShouldAllBe(question => question.Result != null);
            (await person.Attempt(first)).Questions.ShouldAllBe(question => question.Result != null);
            (await person.Start(QuizShelf.Passing).Code()).ShouldBe("learning.no_attempt_left");
            (await person.Quiz(QuizShelf.Passing)).Next.Reason.ShouldBe(StartObstacle.Attempts);
            (await person.Practice()).Cards.ShouldBe(person == passing ? 0 : 6, "what was known the last time needs no card, and a chart has none");
        }
    }

    [TestMethod]
    public async Task Reveal_Never_TellsTheTotalAlone()
    {
        var person = (await Host.SignUp()).Client;
        var attempt = await person.Begin(QuizShelf.Silent);
        await person.Answer(attempt, attempt.Questions[0], attempt.Questions[0].Right());
        using var answer = await person.Submit(attempt);
        await TellsNothing(answer);
        (await answer.Read<AttemptView>()).Percent.ShouldBe(14.3m);
        (await person.Practice()).Cards.ShouldBe(0);
    }

    [TestMethod]
    public async Task Mistake_OfAnAttemptThatEnded_IsPractised()
    {
        var person = (await Host.SignUp()).Client;
        var attempt = await person.Begin(QuizShelf.AtOnce);
        var question = attempt.Questions.Single(one => one.Kind == QuestionKind.Single);
        await person.Answer(attempt, question, question.Wrong());
        (await person.Practice()).Cards.ShouldBe(0, "the attempt goes on");
        await person.Submit(attempt);
        var card = (await person.Session()).ShouldHaveSingleItem();
        (card.Origin, card.Lesson?.Key, card.BackEn).ShouldBe((CardOrigin.QuizMistake, "first", "• yes\n\ncanaryword one"));
        card.FrontEn.Split('\n').ShouldBe(["One?", "• yes", "• no", "• maybe"], ignoreOrder: true);
        await person.Take(QuizShelf.AtOnce, rightly: false);
        (await person.Practice()).Cards.ShouldBe(6, "each once");
    }

    [TestMethod]
    public async Task Exam_Underway_ClosesTheOtherQuizzesOfItsCourse()
    {
        var person = (await Host.SignUp()).Client;
        var ended = await person.Take(QuizShelf.WithExam, rightly: false);
        var open = await person.Begin(QuizShelf.WithExam);
        (await person.Practice()).Cards.ShouldBe(6);
        var exam = await person.Begin(QuizShelf.WithExam, "exam");
        foreach (
            var answer in new[]
            {
                await person.GetAsync($"/api/quizzes/{ended.LessonId}/attempts/{ended.Id}"),
                await person.GetAsync($"/api/quizzes/{open.LessonId}/attempts/{open.Id}"),
                await person.Start(QuizShelf.WithExam),
                await person.Answer(open, open.Questions[0], open.Questions[0].Wrong()),
                await person.Submit(open),
            }
        )
        {
            (await answer.Code()).ShouldBe("learning.exam_underway");
        }

        (await person.Practice()).Cards.ShouldBe(0, "a card tells the answer, too");
        (await person.Quiz(QuizShelf.WithExam)).Attempts.Count.ShouldBe(2, "what was reached is no answer");
        (await person.Start(QuizShelf.AtOnce)).StatusCode.ShouldBe(HttpStatusCode.Created, "it is of another course");
        await TellsNothing(await person.Submit(exam));
        (await person.Attempt(ended)).Questions.ShouldAllBe(question => question.Result != null);
        await person.Submit(open).Read<AttemptView>();
        (await person.Practice()).Cards.ShouldBe(6);
        await person.Begin(QuizShelf.WithExam, "exam");
        (await person.Start(QuizShelf.WithExam).Code()).ShouldBe("learning.exam_underway");
    }

    [TestMethod]
    public async Task Submit_WhereAClockWentBack_EndsNoEarlierThanItBegan()
    {
        var person = (await Host.SignUp()).Client;
        var attempt = await person.Begin(QuizShelf.AtOnce);
        Host.Time.Advance(TimeSpan.FromSeconds(-3));
        try
        {
            (await person.Submit(attempt).Read<AttemptView>()).SubmittedAt.ShouldBe(attempt.StartedAt);
        }
        finally
        {
            Host.Time.Advance(TimeSpan.FromSeconds(3));
        }
    }

    private static Task CloseDue() =>
        new CloseAttempts(Host.Services.GetRequiredService<IServiceScopeFactory>(), Host.Time).Close(
            new JobRun("test", NullLogger.Instance),
            CancellationToken.None
        );

    /// <summary>An answer of the server says nothing of what is right.</summary>
    private static async Task TellsNothing(HttpResponseMessage answer, bool isRefused = false)
    {
        answer.IsSuccessStatusCode.ShouldBe(!isRefused);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("prompt");
        foreach (var word in new[] { QuizShelf.Canary, "solution", "explanation", "earned", "share" })
        {
            text.ShouldNotContain(word, Case.Sensitive);
        }
    }
}
