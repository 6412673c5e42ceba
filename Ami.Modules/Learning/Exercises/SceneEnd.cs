using Microsoft.Extensions.Logging;

namespace Ami.Modules.Learning;

/// <summary>How scenes end: what came of them is the answer to their question. The one place that writes it.</summary>
internal static class SceneEnd
{
    /// <summary>A scene as its moves made it; one that ended with its attempt, where that left it.</summary>
    public static SceneRun RunOf(Question question, Scene scene, ILogger logger)
    {
        var run = Again(question, scene, logger);
        if (scene.FinishedAt is not null)
        {
            run.Finish();
        }

        return run;
    }

    /// <summary>Ends a scene whose run is over: it is answered with what came of it, and scored.</summary>
    public static void Finish(AttemptQuestion asked, Scene scene, SceneRun run, DateTimeOffset now)
    {
        var outcome = SceneJudge.Judge(asked.Question.Solution, Terms(asked.Question), scene.Tape, run);
        (scene.FinishedAt, scene.Result) = (now, outcome);
        (asked.Answer, asked.Version, asked.AnsweredAt) = (new QuestionAnswer(R: outcome.R ?? 0), asked.Version + 1, now);
        // It cannot be played again, so what it earned is known; whether that may be seen is another question.
        asked.Earned = Scoring.EarnedBy(asked.Question, outcome.Passed);
    }

    /// <summary>Ends a scene with its attempt: one in which an entry was given counts as it stands, another was not answered.</summary>
    public static void Close(AttemptQuestion asked, Scene scene, DateTimeOffset at, ILogger logger)
    {
        var run = Again(asked.Question, scene, logger);
        var isAnswered = run.Plan is not null;
        run.Finish();
        if (isAnswered)
        {
            Finish(asked, scene, run, at);
        }
        else
        {
            var outcome = SceneJudge.Judge(asked.Question.Solution, Terms(asked.Question), scene.Tape, run);
            (scene.FinishedAt, scene.Result) = (at, outcome with { Passed = [] });
        }
    }

    /// <summary>A move that an engine of another version took may be refused by this one: then the scene is what it was before it, and the rest of the quiz stands.</summary>
    private static SceneRun Again(Question question, Scene scene, ILogger logger)
    {
        var run = SceneRun.After(Terms(question), scene.Tape, scene.Moves);
        if (run.Taken < scene.Moves.Length)
        {
            logger.LogWarning(
                "Of the {Moves} moves in scene {Position} of attempt {Attempt} only {Taken} are taken now",
                scene.Moves.Length,
                scene.Position,
                scene.AttemptId,
                run.Taken
            );
        }

        return run;
    }

    private static ReplayTerms Terms(Question question) =>
        question.Content.Replay ?? throw new InvalidOperationException($"The question {question.Id} is no chart exercise.");
}
