using System.Net.Http.Json;
using Ami.Modules.Learning;
using Ami.Quant.Trading;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Scenes on bars of these tests, and what people ask of them.</summary>
internal static class ScenePlay
{
    /// <summary>Of every bar that is to come, and of none that is known.</summary>
    public const decimal CanaryPrice = 123.457m;
    public const decimal CanaryVolume = 98_765.43m;

    /// <summary>What the lesson would do: it wins.</summary>
    public static SceneMove Right { get; } = new(SceneMoveKind.Place, Side.Buy, SceneOrderType.Market, 10, Stop: 99.5m, Target: 105);

    public static SceneMove Finish { get; } = new(SceneMoveKind.Finish);

    public static SceneMove Step(int bars, bool? untilFill = null) => new(SceneMoveKind.Step, Bars: bars, UntilFill: untilFill);

    /// <summary>The last bar that is known closes above its average, and each that comes reaches the canary.</summary>
    public static SceneTape Tape()
    {
        var tape = ExerciseShelf.Tape([.. Enumerable.Repeat((101m, CanaryPrice, 100.9m, 102m), ExerciseShelf.After)]) with { Digits = 3 };
        return tape with
        {
            H = tape.H.SetItem(ExerciseShelf.Before - 1, 101.5m),
            C = tape.C.SetItem(ExerciseShelf.Before - 1, 101),
            V = [.. tape.V.Select((volume, bar) => bar < ExerciseShelf.Before ? volume : CanaryVolume)],
        };
    }

    /// <summary>Chooses the bars of a scene before anybody looks at it.</summary>
    public static Task<int> Plant(this ApiHost host, AttemptView attempt, int position) =>
        host.InScope(services =>
            services
                .GetRequiredService<UnitOfWork>()
                .Run(async ct =>
                {
                    var db = services.GetRequiredService<LearningDb>();
                    db.Scenes.Add(
                        new Scene
                        {
                            AttemptId = attempt.Id,
                            Position = position,
                            Symbol = "SECRET-SIM",
                            StartsAt = new DateTimeOffset(2021, 6, 14, 0, 0, 0, TimeSpan.Zero),
                            EndsAt = new DateTimeOffset(2021, 6, 17, 0, 0, 0, TimeSpan.Zero),
                            Scale = 1,
                            Tape = Tape(),
                        }
                    );
                    return await db.SaveChangesAsync(ct);
                })
        );

    public static string Path(AttemptView attempt, int position, string more = "") =>
        $"/api/quizzes/{attempt.LessonId}/attempts/{attempt.Id}/scenes/{position}{more}";

    public static Task<HttpResponseMessage> Look(this HttpClient client, AttemptView attempt, int position = 1) => client.GetAsync(Path(attempt, position));

    public static Task<HttpResponseMessage> Bars(this HttpClient client, AttemptView attempt, string? interval, int position = 1) =>
        client.GetAsync(Path(attempt, position, interval is null ? "/bars" : $"/bars?interval={interval}"));

    public static Task<HttpResponseMessage> Move(this HttpClient client, AttemptView attempt, int version, SceneMove move, int position = 1) =>
        client.PostAsJsonAsync(Path(attempt, position, "/moves"), new MoveRequest(version, move), Answers.Json);
}
