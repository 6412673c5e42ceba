namespace Ami.Modules.Learning;

/// <summary>What people are shown of quizzes. What is right is shown where <see cref="Reveal"/> allows it.</summary>
internal static class QuizViews
{
    public static QuizView Of(QuizStanding standing)
    {
        var quiz = standing.Quiz;
        return new QuizView(
            LessonId: quiz.LessonId,
            Terms: new QuizTerms(
                quiz.Draw.Sum(topic => topic.Count),
                quiz.PassMark,
                quiz.Attempts,
                quiz.WaitMinutes,
                quiz.TimeLimitMinutes,
                quiz.Grade,
                quiz.Answers,
                quiz.IsFinal
            ),
            Now: standing.Now,
            Attempts: [.. standing.Attempts.Select(Line)],
            Percent: standing.Grade?.Percent,
            IsPassed: standing.IsPassed,
            Open: standing.Open?.Id,
            Next: standing.Next
        );
    }

    /// <summary>An attempt with its questions, which are loaded.</summary>
    public static AttemptView Of(Attempt attempt, QuizStanding standing) =>
        new(
            Id: attempt.Id,
            LessonId: attempt.LessonId,
            Number: attempt.Number,
            StartedAt: attempt.StartedAt,
            EndsAt: attempt.EndsAt,
            Now: standing.Now,
            SubmittedAt: attempt.SubmittedAt,
            EndedBy: attempt.EndedBy,
            Answers: attempt.Answers,
            PassMark: attempt.PassMark,
            Questions: [.. attempt.Questions.OrderBy(asked => asked.Position).Select(asked => Of(attempt, asked, standing))],
            Percent: attempt.Score?.Percent,
            Passed: attempt.Passed
        );

    public static QuestionView Of(Attempt attempt, AttemptQuestion asked, QuizStanding standing)
    {
        var (question, content) = (asked.Question, asked.Question.Content);
        var isOver = Reveal.IsFinal(attempt, asked);
        return new QuestionView(
            Position: asked.Position,
            Id: question.Id,
            Topic: question.Topic,
            Kind: question.Kind,
            Points: question.Points,
            Prompt: content.Prompt,
            Options: AnswerPlaces.Shown(asked, content.Options),
            Units: content.Units,
            Items: AnswerPlaces.Shown(asked, content.Items),
            Lefts: content.Lefts,
            Rights: AnswerPlaces.Shown(asked, content.Rights),
            Chart: content.Chart is { } chart ? new ChartView(chart.Interval, chart.Digits, [.. chart.Bars], chart.Levels ?? []) : null,
            Replay: content.Replay is { } replay
                ? new QuestionReplay(replay.Interval, replay.Hidden, replay.Before, replay.After, asked.IsPlayed && !isOver, asked.IsPlayed && isOver)
                : null,
            Answer: AnswerPlaces.Show(asked),
            Version: asked.Version,
            IsFinal: isOver,
            Result: Reveal.Of(attempt, asked, standing.IsSettled) ? Result(asked) : null
        );
    }

    private static AttemptLine Line(Attempt attempt) =>
        new(attempt.Id, attempt.Number, attempt.StartedAt, attempt.EndsAt, attempt.SubmittedAt, attempt.EndedBy, attempt.Score?.Percent, attempt.Passed);

    private static QuestionResult Result(AttemptQuestion asked)
    {
        var (solution, earned) = (asked.Question.Solution, asked.Earned ?? 0);
        return new QuestionResult(
            Share: Rounded(earned, asked.Question.Points),
            Earned: Rounded(earned, 1),
            Solution: new SolutionView(
                Explanation: solution.Explanation,
                Right: AnswerPlaces.Shown(asked, solution.Right)?.Sort(),
                Value: solution.Value,
                Tolerance: solution.Tolerance,
                Unit: solution.Factors?.IndexOf(1) is { } unit ? unit : null,
                Order: AnswerPlaces.Shown(asked, solution.Order),
                Matches: AnswerPlaces.Shown(asked, solution.Matches),
                Accepted: solution.Accepted is { } accepted ? new AcceptedView(accepted.Es, accepted.En) : null,
                Regions: solution.Regions
            )
        );
    }

    /// <summary>To four digits: for showing alone.</summary>
    private static decimal Rounded(int parts, int points) => Math.Round((decimal)parts / Scoring.Parts / points, 4, MidpointRounding.AwayFromZero);
}
