namespace Ami.Modules.Learning;

/// <summary>A person takes a quiz, under the terms of when they began.</summary>
internal sealed class Attempt
{
    public required Guid Id { get; init; }
    public required Guid LessonId { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>From 1, among those of the person and the quiz.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its time is over; null where it has as much as one likes.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public DateTimeOffset? SubmittedAt { get; set; }
    public AttemptEnd? EndedBy { get; set; }

    /// <summary>In percent.</summary>
    public required int PassMark { get; init; }

    public required AnswersShown Answers { get; init; }

    /// <summary>Of all its questions.</summary>
    public required int Points { get; init; }

    /// <summary>In <see cref="Scoring.Parts"/> of a point; null while it is open.</summary>
    public int? Earned { get; set; }

    /// <summary>Whether its own score is enough; null while it is open.</summary>
    public bool? Passed { get; set; }

    /// <summary>Whether what counts of all attempts was enough with it: the quiz is passed then, and stays so. Null while it is open.</summary>
    public bool? Reached { get; set; }

    public List<AttemptQuestion> Questions { get; } = [];

    /// <summary>What was reached; null while it is open.</summary>
    public Score? Score => Earned is { } earned ? new Score(earned, Points * Scoring.Parts) : null;

    /// <summary>Whether its time is over. At the very end it is.</summary>
    public bool IsOver(DateTimeOffset now) => SubmittedAt is null && EndsAt <= now;
}

/// <summary>A question that was drawn for an attempt, and how it was answered.</summary>
internal sealed class AttemptQuestion
{
    public required Guid AttemptId { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public required Guid QuestionId { get; init; }

    public Question Question { get; init; } = null!;

    /// <summary>Which option, item or right side of the question stands where; empty for kinds that have none.</summary>
    public required int[] OptionOrder { get; init; }

    /// <summary>In the question's own order; null while it is not answered.</summary>
    public QuestionAnswer? Answer { get; set; }

    /// <summary>Moves with each change, so that two devices do not overwrite each other.</summary>
    public int Version { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>In <see cref="Scoring.Parts"/> of a point; null until it was checked.</summary>
    public int? Earned { get; set; }

    /// <summary>Of a chart exercise, whether its scene was chosen.</summary>
    public bool IsPlayed { get; set; }
}
