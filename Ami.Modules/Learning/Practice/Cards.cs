namespace Ami.Modules.Learning;

/// <summary>Where a card comes from.</summary>
internal enum CardOrigin
{
    /// <summary>A lesson: it is everybody's who completed it.</summary>
    Lesson,

    /// <summary>A question that a person got wrong: theirs alone.</summary>
    QuizMistake,

    /// <summary>A rule of theirs that a person broke: theirs alone.</summary>
    BrokenRule,
}

/// <summary>A question and its answer, in both languages. It belongs to a lesson or to a person.</summary>
internal sealed class Card
{
    public required Guid Id { get; init; }

    /// <summary>Whose card it is, or what a person's own is about: only who may read it is asked. Null where one's own is about none.</summary>
    public Guid? LessonId { get; init; }

    /// <summary>Whose own it is; null for a lesson's.</summary>
    public Guid? UserId { get; init; }

    public required CardOrigin Origin { get; init; }

    /// <summary>Its name among those of its lesson, or of its person and origin. It stays when the texts change, and with it what people did.</summary>
    public required string Key { get; init; }

    /// <summary>From 1, among those of its lesson.</summary>
    public required int Position { get; set; }

    public required string FrontEs { get; set; }

    public required string FrontEn { get; set; }

    public required string BackEs { get; set; }

    public required string BackEn { get; set; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Since when it is not asked any more; what people did with it stays.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}

/// <summary>Where a card stands with a person. There is none before their first review of it.</summary>
internal sealed class CardState
{
    public required Guid UserId { get; init; }
    public required Guid CardId { get; init; }

    /// <summary>Moves with each change, so that two devices do not both rate the same showing.</summary>
    public required int Version { get; set; }

    public CardPhase Phase { get; set; }
    public int Step { get; set; }

    /// <summary>In days.</summary>
    public double Stability { get; set; }

    public double Difficulty { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>How often it was asked, without what was undone.</summary>
    public int Reviews { get; set; }

    /// <summary>Since when the person has set it aside.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    /// <summary>All that FSRS knows of it.</summary>
    public Memory Memory
    {
        get => new(Phase, Step, Stability, Difficulty, DueAt, ReviewedAt, Reviews);
        set =>
            (Phase, Step, Stability, Difficulty, DueAt, ReviewedAt, Reviews) = (
                value.Phase,
                value.Step,
                value.Stability,
                value.Difficulty,
                value.DueAt,
                value.ReviewedAt,
                value.Reviews
            );
    }
}

/// <summary>A card was asked and rated. Kept for good: where a card stands follows from its reviews that were not undone.</summary>
internal sealed class CardReview
{
    public required Guid UserId { get; init; }

    /// <summary>The client's, by which a repeated request is known.</summary>
    public required Guid Id { get; init; }

    /// <summary>From 1, in the order of the person's reviews.</summary>
    public required int Number { get; init; }

    public required Guid CardId { get; init; }
    public required Rating Rating { get; init; }

    /// <summary>How sure they were before they saw the back, in percent; null when they did not say.</summary>
    public int? Confidence { get; init; }

    /// <summary>From seeing the front to the rating.</summary>
    public required int Seconds { get; init; }

    public required DateTimeOffset ReviewedAt { get; init; }

    /// <summary>How many days ago the review before was, where the person lived then.</summary>
    public required int Days { get; init; }

    /// <summary>Since when it does not count any more.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    public required CardPhase PhaseBefore { get; init; }
    public required int StepBefore { get; init; }
    public required double StabilityBefore { get; init; }
    public required double DifficultyBefore { get; init; }
    public DateTimeOffset? DueBefore { get; init; }
    public DateTimeOffset? LastBefore { get; init; }
    public required int ReviewsBefore { get; init; }

    /// <summary>What was known of the card before.</summary>
    public Memory Before => new(PhaseBefore, StepBefore, StabilityBefore, DifficultyBefore, DueBefore, LastBefore, ReviewsBefore);
}
