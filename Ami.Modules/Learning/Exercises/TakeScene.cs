using System.Security.Claims;
using Ami.Quant.Trading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Learning;

/// <summary>Plays chart exercises, through the gate of the attempts that they are of: what closes an attempt closes its scenes.</summary>
internal sealed class TakeScene(LearningDb db, TakeQuiz quizzes, QuizStandings standings, SceneMaker maker, ILogger<TakeScene> logger)
{
    /// <summary>How often bars are chosen for one scene, where others take some of them meanwhile.</summary>
    private const int MostChoices = 3;

    /// <summary>A scene of an attempt, with all that is to be known to play it.</summary>
    /// <param name="Standing">Where its person stands.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="Asked">Its question.</param>
    /// <param name="Scene">The scene.</param>
    /// <param name="Logger">Is told of moves that are not taken any more.</param>
    private sealed record Played(QuizStanding Standing, Attempt Attempt, AttemptQuestion Asked, Scene Scene, ILogger Logger)
    {
        public SceneRun Run { get; } = SceneEnd.RunOf(Asked.Question, Scene, Logger);

        public SceneView View() => SceneViews.Of(Asked.Question, Scene, Run, Reveal.Of(Attempt, Asked, Standing.IsSettled));
    }

    /// <summary>A scene as it is now; chosen when it is looked at first.</summary>
    public async Task<Kept<SceneView>> Look(Guid lesson, Guid id, int position, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        Scene? made = null;
        for (var choices = 0; ; choices++)
        {
            var (found, question, taken) = await Open(lesson, id, position, made, person, cancellationToken);
            if (question is null)
            {
                return found;
            }

            // History is read while nobody waits for this attempt; who came first meanwhile has chosen.
            made = choices < MostChoices ? await maker.Make(id, position, question, taken, cancellationToken) : null;
            if (made is null)
            {
                return new Kept<SceneView>(null, LearningErrors.NoHistory);
            }
        }
    }

    /// <summary>Longer bars, made of those that are over.</summary>
    public Task<Kept<SceneBars>> Bars(Guid lesson, Guid id, int position, string? interval, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        With(
            lesson,
            id,
            position,
            person,
            (played, _) =>
                Task.FromResult(
                    SceneViews.Bars(played.Scene, played.Run, interval) is { } bars
                        ? new Kept<SceneBars>(bars, null)
                        : new Kept<SceneBars>(null, LearningErrors.SceneInterval)
                ),
            cancellationToken
        );

    /// <summary>Makes a move; the same again changes nothing. Where another was made meanwhile, the refusal comes with how it is.</summary>
    public Task<Kept<SceneView>> Move(Guid lesson, Guid id, int position, MoveRequest request, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        With(
            lesson,
            id,
            position,
            person,
            async (played, ct) =>
            {
                if (request.Move is not { IsComplete: true } move)
                {
                    return new Kept<SceneView>(null, LearningErrors.MoveInvalid);
                }

                var scene = played.Scene;
                // A move that was sent before the newest ones as well: the answer to it may be late, or its request.
                if (request.Version < scene.Version && scene.MoveAt(request.Version) == move)
                {
                    return new Kept<SceneView>(played.View(), null);
                }

                if (Barred(played, request) is { } barred)
                {
                    return new Kept<SceneView>(barred.IsFinal ? null : played.View(), barred.Why);
                }

                if (played.Run.Do(move) is var refusal and not Refusal.None)
                {
                    return new Kept<SceneView>(null, LearningErrors.MoveRefused(NameOf(refusal)));
                }

                // Behind one that is not taken any more nothing counts: it goes on from there.
                (scene.Moves, scene.Version) = (scene.Moves[..played.Run.Taken].Add(move), scene.Version + 1);
                if (played.Run.IsOver)
                {
                    SceneEnd.Finish(played.Asked, scene, played.Run, played.Standing.Now);
                }

                await db.SaveChangesAsync(ct);
                return new Kept<SceneView>(played.View(), null);
            },
            cancellationToken
        );

    private static (Error Why, bool IsFinal)? Barred(Played played, MoveRequest request) =>
        played.Attempt.EndedBy is { } ended ? (ended == AttemptEnd.Time ? LearningErrors.QuizTimeOver : LearningErrors.AttemptOver, true)
        : played.Scene.FinishedAt is not null || played.Run.IsOver ? (LearningErrors.SceneOver, true)
        : request.Version != played.Scene.Version ? (LearningErrors.SceneMoved, false)
        // What is held can always be brought to an end.
        : played.Scene.Version >= SceneMove.Most && request.Move.Kind != SceneMoveKind.Finish ? (LearningErrors.TooManyMoves, true)
        : null;

    /// <summary>Shows a scene, the one that was made where there was none. Where one has to be made, it says of what, and what of history is taken already.</summary>
    private async Task<(Kept<SceneView> Found, Question? Wanted, IReadOnlyList<SceneSpan> Taken)> Open(
        Guid lesson,
        Guid id,
        int position,
        Scene? made,
        ClaimsPrincipal person,
        CancellationToken cancellationToken
    )
    {
        var (wanted, taken) = ((Question?)null, (IReadOnlyList<SceneSpan>)[]);
        var found = await quizzes.WithAttempt(
            lesson,
            id,
            person,
            async (standing, attempt, ct) =>
            {
                if (await Asked(attempt, position, ct) is not { } asked)
                {
                    return new Kept<SceneView>(null, LearningErrors.SceneUnknown);
                }

                var scene = await db.Scenes.FindAsync([id, position], ct);
                if (scene is null && attempt.SubmittedAt is null)
                {
                    taken = await Taken(attempt, asked.Question.CourseId, ct);
                    // Another question of the attempt may have been given some of these bars meanwhile: what came of one would be known in the other.
                    if (made is null || taken.Any(span => span.IsOfAttempt && span.Meets(made.Symbol, made.StartsAt, made.EndsAt)))
                    {
                        wanted = asked.Question;
                    }
                    else
                    {
                        scene = db.Scenes.Add(made).Entity;
                        await db.SaveChangesAsync(ct);
                    }
                }

                return scene is null
                    ? new Kept<SceneView>(null, LearningErrors.SceneUnknown)
                    : new Kept<SceneView>(new Played(standing, attempt, asked, scene, logger).View(), null);
            },
            cancellationToken
        );
        return (found, wanted, taken);
    }

    private Task<Kept<T>> With<T>(
        Guid lesson,
        Guid id,
        int position,
        ClaimsPrincipal person,
        Func<Played, CancellationToken, Task<Kept<T>>> work,
        CancellationToken cancellationToken
    )
        where T : class =>
        quizzes.WithAttempt(
            lesson,
            id,
            person,
            async (standing, attempt, ct) =>
                await Asked(attempt, position, ct) is { } asked && await db.Scenes.FindAsync([id, position], ct) is { } scene
                    ? await work(new Played(standing, attempt, asked, scene, logger), ct)
                    : new Kept<T>(null, LearningErrors.SceneUnknown),
            cancellationToken
        );

    /// <summary>The question at a position, if it is a chart exercise.</summary>
    private async Task<AttemptQuestion?> Asked(Attempt attempt, int position, CancellationToken cancellationToken)
    {
        await standings.Fill(attempt, cancellationToken);
        return attempt.Questions.Find(asked => asked.Position == position && asked.Question.Kind == QuestionKind.Replay);
    }

    /// <summary>What the person has seen of history in the course, whichever quiz of it that was in.</summary>
    private async Task<IReadOnlyList<SceneSpan>> Taken(Attempt attempt, Guid course, CancellationToken cancellationToken) =>
        await (
            from scene in db.Scenes
            join other in db.Attempts on scene.AttemptId equals other.Id
            join lesson in db.Lessons on other.LessonId equals lesson.Id
            where other.UserId == attempt.UserId && lesson.CourseId == course
            select new SceneSpan(scene.Symbol, scene.StartsAt, scene.EndsAt, scene.AttemptId == attempt.Id)
        ).ToListAsync(cancellationToken);

    /// <summary>As it is written in answers.</summary>
    private static string NameOf(Refusal refusal) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(refusal.ToString());
}
