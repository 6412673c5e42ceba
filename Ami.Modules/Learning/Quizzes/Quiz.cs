using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>Which attempt of a quiz counts.</summary>
internal enum GradePolicy
{
    /// <summary>The one with the highest score.</summary>
    Best,

    /// <summary>All of them, each as much.</summary>
    Average,

    /// <summary>The first; others are practice.</summary>
    First,

    /// <summary>The one that was taken last.</summary>
    Last,
}

/// <summary>When right answers are shown.</summary>
internal enum AnswersShown
{
    /// <summary>Each as soon as it is answered; an answer is final then.</summary>
    AfterQuestion,

    /// <summary>When the attempt is over.</summary>
    AfterAttempt,

    /// <summary>When the quiz is passed, or no attempt is left.</summary>
    AfterPass,

    /// <summary>Never: only the total is told.</summary>
    Never,
}

/// <summary>What ended an attempt.</summary>
internal enum AttemptEnd
{
    /// <summary>Whoever took it.</summary>
    Student,

    /// <summary>Its time was over: what had been answered counts.</summary>
    Time,
}

/// <summary>How a question is answered.</summary>
internal enum QuestionKind
{
    /// <summary>One of several options.</summary>
    Single,

    /// <summary>All options that are right.</summary>
    Multiple,

    /// <summary>A number, with a unit where there are several.</summary>
    Numeric,

    /// <summary>Things in their order.</summary>
    Ordering,

    /// <summary>What belongs to what.</summary>
    Matching,

    /// <summary>A few words.</summary>
    Text,

    /// <summary>A point on the chart.</summary>
    Mark,

    /// <summary>Trades on a chart that goes on bar by bar: a chart exercise.</summary>
    Replay,
}

/// <summary>So many questions about a topic.</summary>
/// <param name="Topic">The key of the lesson that they are about.</param>
/// <param name="Count">How many an attempt has.</param>
/// <param name="Exercises">Whether of its chart exercises alone; otherwise of everything else.</param>
internal sealed record TopicDraw(string Topic, int Count, bool Exercises = false)
{
    /// <summary>Whether it draws questions of a kind.</summary>
    public bool Takes(QuestionKind kind) => Exercises == (kind == QuestionKind.Replay);
}

/// <summary>What makes a lesson a quiz.</summary>
internal sealed class Quiz
{
    public required Guid LessonId { get; init; }
    public required ImmutableArray<TopicDraw> Draw { get; set; }

    /// <summary>In percent.</summary>
    public required int PassMark { get; set; }

    /// <summary>How many a person has; null for as many as they like.</summary>
    public int? Attempts { get; set; }

    /// <summary>From the end of an attempt to the next.</summary>
    public required int WaitMinutes { get; set; }

    public int? TimeLimitMinutes { get; set; }
    public required GradePolicy Grade { get; set; }
    public required AnswersShown Answers { get; set; }

    /// <summary>Whether it is the exam of its course.</summary>
    public required bool IsFinal { get; set; }
}

/// <summary>A question of a course. It is never changed: an edited one is another one, so that an attempt shows and scores what was drawn.</summary>
internal sealed class Question
{
    public required Guid Id { get; init; }
    public required Guid CourseId { get; init; }

    /// <summary>The key of the lesson that it is about.</summary>
    public required string Topic { get; init; }

    /// <summary>Its name within the topic. It stays when the question is edited.</summary>
    public required string Key { get; init; }

    public required QuestionKind Kind { get; init; }
    public required int Points { get; init; }

    /// <summary>What whoever is asked may see.</summary>
    public required QuestionContent Content { get; init; }

    /// <summary>What is right, and why. It leaves the server through <see cref="Reveal"/> alone.</summary>
    public required QuestionSolution Solution { get; init; }

    /// <summary>Since when it is not drawn any more.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}
