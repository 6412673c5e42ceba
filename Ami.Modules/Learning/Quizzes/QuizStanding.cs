namespace Ami.Modules.Learning;

/// <summary>A quiz and all that one person did of it, as it is now.</summary>
/// <param name="Quiz">Which.</param>
/// <param name="Attempts">Theirs, from the first on.</param>
/// <param name="Now">When.</param>
internal sealed record QuizStanding(Quiz Quiz, IReadOnlyList<Attempt> Attempts, DateTimeOffset Now)
{
    public Attempt? Open => Attempts.SingleOrDefault(attempt => attempt.SubmittedAt is null);

    /// <summary>Whether they passed it, now or ever.</summary>
    public bool IsPassed => Attempts.Any(attempt => attempt.Reached == true);

    /// <summary>What counts; null before an attempt ended.</summary>
    public Score? Grade => Score.Of(Quiz.Grade, [.. Attempts.Select(attempt => attempt.Score).OfType<Score>()]);

    /// <summary>Whether nothing that the right answers tell could help them any more.</summary>
    public bool IsSettled => IsPassed || (Open is null && Attempts.Count >= Quiz.Attempts);

    /// <summary>Whether they may begin an attempt, or go on with the one that is open.</summary>
    public NextAttempt Next =>
        Open is not null ? new NextAttempt(true, null, null)
        : Attempts.Count >= Quiz.Attempts ? new NextAttempt(false, StartObstacle.Attempts, null)
        : Attempts.Max(attempt => attempt.SubmittedAt)?.AddMinutes(Quiz.WaitMinutes) is { } at && at > Now ? new NextAttempt(false, StartObstacle.Wait, at)
        : new NextAttempt(true, null, null);
}
