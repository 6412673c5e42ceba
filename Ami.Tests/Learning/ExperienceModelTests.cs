using Ami.Modules.Learning;
using Ami.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>
/// Whatever people do, in whatever order, how often it is sent, on how many devices at once, and wherever their clocks are: what they have earned and their
/// streak are those of a model that keeps a list.
/// </summary>
[TestClass]
[Needs<LearningModule>]
public sealed class ExperienceModelTests : ApiTests<ExperienceModelTests>
{
    private static readonly string[] Zones = ["UTC", "Pacific/Honolulu", "Pacific/Kiritimati", "Europe/Madrid", "Asia/Kathmandu"];

    private static readonly CourseSource Cards = Shelf.Course(
        "experience-cards",
        "free",
        "Tarjetas",
        "Cards",
        "Algo.",
        "Something.",
        cards: [.. Enumerable.Range(1, 6).Select(n => $"card-{n}")]
    );

    /// <param name="What">0 to 2 complete a lesson, 3 to 5 rate cards, 6 takes a rating back, 7 sends an old rating again, 8 takes a quiz, 9 moves, 10 and 11 wait.</param>
    /// <param name="How">Which, how long, or where.</param>
    /// <param name="Times">How often it is sent at once.</param>
    public readonly record struct Step(int What, int How, int Times);

    [TestInitialize]
    public async Task Publish() => await Host.Publish([Cards, QuizShelf.AtOnce]);

    [TestMethod]
    public void Experience_AfterAnything_IsWhatTheModelSays() =>
        Prop.ForAll(
                Arb.From(
                    (from what in Gen.Choose(0, 11) from how in Gen.Choose(0, 5) from times in Gen.Choose(1, 3) select new Step(what, how, times))
                        .ArrayOf()
                        .Where(steps => steps.Length <= 40)
                ),
                steps => Play(steps).GetAwaiter().GetResult()
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithStartSize(15).WithEndSize(40));

    private static async Task Play(Step[] steps)
    {
        Host.Time.ToNoon();
        var person = await Host.SignUp();
        await person.Client.MoveTo("UTC");
        var model = new ExperienceModel();
        var ratings = new List<(SessionCard Card, Guid Id)>();
        foreach (var step in steps)
        {
            if (step.What >= 10)
            {
                Host.Time.Advance(TimeSpan.FromHours(step.How * 11));
                person = await ApiHost.SignIn(person);
                continue;
            }

            await Do(person.Client, step, ratings, model);
        }

        var mine = await person.Client.Experience();
        var now = Host.Time.GetUtcNow();
        (mine.Total, mine.ThisWeek).ShouldBe((model.Total, model.Week(now)));
        (mine.Streak.Days, mine.Streak.IsToday).ShouldBe(model.Streak(now));
        mine.Level.ShouldBe(Level.Of(model.Total));
        var weeks = await Host.InScope(services =>
            services.GetRequiredService<LearningDb>().ExperienceWeeks.Where(one => one.UserId == person.UserId).SumAsync(one => one.Points)
        );
        weeks.ShouldBe(model.Total);
    }

    private static async Task Do(HttpClient client, Step step, List<(SessionCard Card, Guid Id)> ratings, ExperienceModel model)
    {
        var now = Host.Time.GetUtcNow();
        switch (step.What)
        {
            case <= 2:
                var key = Cards.File.Lessons[step.What].Key;
                await Together(step.Times, () => client.Complete(Cards, key));
                model.Complete(key, now);
                break;
            case <= 5:
                foreach (var card in (await client.Session()).Take(step.How + 1))
                {
                    var id = Guid.CreateVersion7();
                    await Together(step.Times, () => client.Rate(card, Rating.Good, id: id));
                    ratings.Add((card, id));
                    model.Rate(card.Stand.Id, id, Host.Time.GetUtcNow());
                }

                break;
            case 6 when ratings.Count > 0:
                await Together(step.Times, () => client.Undo(ratings[^1].Id));
                model.Undo(ratings[^1].Id);
                break;
            case 7 when ratings.Count > 0:
                var (old, known) = ratings[step.How % ratings.Count];
                await Together(step.Times, () => client.Rate(old, Rating.Good, id: known));
                break;
            case 8:
                await client.Take(QuizShelf.AtOnce, rightly: step.How > 2);
                model.Quiz(step.How > 2, Host.Time.GetUtcNow());
                break;
            case 9:
                await client.MoveTo(Zones[step.How % Zones.Length]);
                model.Zone = Zones[step.How % Zones.Length];
                break;
            default:
                break;
        }
    }

    private static async Task Together(int times, Func<Task<HttpResponseMessage>> send)
    {
        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, times).Select(_ => send())))
        {
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            answer.Dispose();
        }
    }
}
