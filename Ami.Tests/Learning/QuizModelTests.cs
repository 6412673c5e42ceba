using System.Net;
using Ami.Modules.Learning;
using Ami.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Ami.Tests.Learning;

/// <summary>Whatever people do with a quiz, in whatever order and how often, comes to what a simple model says.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class QuizModelTests : ApiTests<QuizModelTests>
{
    /// <param name="What">0 to 9 answers, 10 submits, 11 starts, 12 waits.</param>
    /// <param name="Place">Which question.</param>
    /// <param name="How">Right, wrong, partly, nothing, or with an old version.</param>
    /// <param name="Times">How often it is sent.</param>
    public readonly record struct Step(int What, int Place, int How, int Times);

    [TestInitialize]
    public async Task Publish() => await Host.Publish(QuizShelf.All);

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Quiz_AfterAnything_StandsAsTheModelSays(int quiz) =>
        Prop.ForAll(
                Arb.From(
                    (
                        from what in Gen.Choose(0, 12)
                        from place in Gen.Choose(0, 6)
                        from how in Gen.Choose(0, 4)
                        from times in Gen.Choose(1, 2)
                        select new Step(what, place, how, times)
                    )
                        .ArrayOf()
                        .Where(steps => steps.Length <= 40)
                ),
                steps => Play(QuizShelf.All[quiz], steps).GetAwaiter().GetResult()
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithStartSize(10).WithEndSize(40));

    private static async Task Play(CourseSource course, Step[] steps)
    {
        var person = await Host.SignUp();
        var model = new QuizModel(course.File.Lessons[^1].Quiz.ShouldNotBeNull());
        AttemptView? shown = null;
        foreach (var step in steps)
        {
            if (step.What == 12)
            {
                Host.Time.Advance(TimeSpan.FromMinutes(4 + (step.Place * 10)));
                model.Wait(4 + (step.Place * 10));
                person = await ApiHost.SignIn(person);
                continue;
            }

            for (var i = 0; i < step.Times; i++)
            {
                shown = await Do(person.Client, course, step, shown, model);
            }
        }

        var quiz = await person.Client.Quiz(course);
        model.Wait(0);
        quiz.Attempts.Select(attempt => (attempt.Percent, attempt.Passed, attempt.EndedBy)).ShouldBe(model.Ended);
        (quiz.Percent, quiz.IsPassed, quiz.Next.Allowed).ShouldBe((model.Percent, model.IsPassed, model.MayStart));
        (await person.Client.Course(course)).Lessons[^1].IsDone.ShouldBe(model.IsPassed);
        foreach (var line in quiz.Attempts)
        {
            var text = await person.Client.GetStringAsync($"/api/quizzes/{course.QuizId()}/attempts/{line.Id}");
            text.Contains(QuizShelf.Canary, StringComparison.Ordinal).ShouldBe(model.Shows(line.Number), $"attempt {line.Number}");
        }
    }

    private static async Task<AttemptView?> Do(HttpClient client, CourseSource course, Step step, AttemptView? shown, QuizModel model)
    {
        if (step.What == 11 || shown is null)
        {
            var may = model.Start();
            using var started = await client.Start(course);
            started.IsSuccessStatusCode.ShouldBe(may, await started.Content.ReadAsStringAsync());
            return may ? await started.Read<AttemptView>() : shown;
        }

        if (step.What == 10)
        {
            model.Submit(shown.Number);
            return await client.Submit(shown).Read<AttemptView>();
        }

        var question = shown.Questions[step.Place];
        var (answer, sixths) = step.How switch
        {
            1 => (question.Wrong(), 0),
            2 => question.Partly(),
            3 => (null, 0),
            _ => (question.Right(), 6),
        };
        var sent = question with { Version = step.How == 4 ? question.Version - 1 : question.Version };
        // Where no part of an answer can be right, partly is wrongly.
        var how =
            step.How == 4 ? 0
            : step.How == 2 && sixths == 0 ? 1
            : step.How;
        var expected = model.Answer(shown.Number, step.Place, how, answer is null ? null : sixths, sent.Version);
        using var kept = await client.Answer(shown, sent, answer);
        (kept.StatusCode == HttpStatusCode.OK ? null : await kept.Code()).ShouldBe(expected);
        var version = model.Version(shown.Number, step.Place);
        return shown with
        {
            Questions = [.. shown.Questions.Select(one => one.Position == question.Position && expected is null ? one with { Version = version } : one)],
        };
    }
}
