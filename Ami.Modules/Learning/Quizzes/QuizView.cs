namespace Ami.Modules.Learning;

/// <summary>What a quiz asks for.</summary>
/// <param name="Questions">How many an attempt has.</param>
/// <param name="PassMark">From which score on it is passed, in percent.</param>
/// <param name="Attempts">How many one has; null for as many as one likes.</param>
/// <param name="WaitMinutes">From the end of an attempt to the next.</param>
/// <param name="TimeLimitMinutes">How long an attempt lasts; null for as long as one likes.</param>
/// <param name="Grade">Which attempt counts.</param>
/// <param name="Answers">When right answers are shown.</param>
/// <param name="IsFinal">Whether it is the exam of its course.</param>
internal sealed record QuizTerms(
    int Questions,
    int PassMark,
    int? Attempts,
    int WaitMinutes,
    int? TimeLimitMinutes,
    GradePolicy Grade,
    AnswersShown Answers,
    bool IsFinal
);

/// <summary>An attempt of one's own at a glance.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">From 1.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndsAt">When its time is over; null where there is no limit.</param>
/// <param name="SubmittedAt">When it ended; null while it is open.</param>
/// <param name="EndedBy">What ended it; null while it is open.</param>
/// <param name="Percent">What was reached, to one digit; null while it is open.</param>
/// <param name="Passed">Whether that is enough; null while it is open.</param>
internal sealed record AttemptLine(
    Guid Id,
    int Number,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset? SubmittedAt,
    AttemptEnd? EndedBy,
    decimal? Percent,
    bool? Passed
);

/// <summary>Why one may not begin an attempt now.</summary>
internal enum StartObstacle
{
    /// <summary>None is left.</summary>
    Attempts,

    /// <summary>The last one ended only now.</summary>
    Wait,
}

/// <summary>Whether one may begin an attempt now.</summary>
/// <param name="Allowed">Whether one may.</param>
/// <param name="Reason">Why not; null when one may.</param>
/// <param name="At">From when on one may; null when one may now, or never.</param>
internal sealed record NextAttempt(bool Allowed, StartObstacle? Reason, DateTimeOffset? At);

/// <summary>A quiz, and what the caller did of it.</summary>
/// <param name="LessonId">The lesson that it is.</param>
/// <param name="Terms">What it asks for.</param>
/// <param name="Now">The server's time.</param>
/// <param name="Attempts">The caller's, from the first on.</param>
/// <param name="Percent">What counts of them, to one digit; null before the first one ended.</param>
/// <param name="IsPassed">Whether the caller passed: that stays.</param>
/// <param name="Open">The attempt to go on with; null when none is open.</param>
/// <param name="Next">Whether one may begin another one.</param>
internal sealed record QuizView(
    Guid LessonId,
    QuizTerms Terms,
    DateTimeOffset Now,
    IReadOnlyList<AttemptLine> Attempts,
    decimal? Percent,
    bool IsPassed,
    Guid? Open,
    NextAttempt Next
);

/// <summary>What is right, and why; places as the question shows them.</summary>
/// <param name="Explanation">Markdown.</param>
/// <param name="Right">Of options: which are right.</param>
/// <param name="Value">Of a number: which.</param>
/// <param name="Tolerance">How far off is still right.</param>
/// <param name="Unit">The unit of the number; null where there is none.</param>
/// <param name="Order">Of items: which comes first, and so on.</param>
/// <param name="Matches">Of each left side: its right side.</param>
/// <param name="Accepted">Of words: which are right.</param>
/// <param name="Regions">Of a chart: where is right.</param>
internal sealed record SolutionView(
    InBoth Explanation,
    IReadOnlyList<int>? Right,
    decimal? Value,
    decimal? Tolerance,
    int? Unit,
    IReadOnlyList<int>? Order,
    IReadOnlyList<int>? Matches,
    AcceptedView? Accepted,
    IReadOnlyList<MarkRegion>? Regions
);

/// <summary>Words that are right, in both languages.</summary>
/// <param name="Es">In Spanish.</param>
/// <param name="En">In English.</param>
internal sealed record AcceptedView(IReadOnlyList<string> Es, IReadOnlyList<string> En);

/// <summary>A chart that was made for a question: no market's.</summary>
/// <param name="Interval">How long a bar lasts, in words such as <c>15m</c>.</param>
/// <param name="Digits">Behind the decimal point of its prices.</param>
/// <param name="Bars">Open, high, low and close of each.</param>
/// <param name="Levels">Lines across it.</param>
internal sealed record ChartView(string Interval, int Digits, IReadOnlyList<IReadOnlyList<decimal>> Bars, IReadOnlyList<ChartLevel> Levels);

/// <summary>A chart exercise, and how far it is.</summary>
/// <param name="Interval">How long a bar lasts.</param>
/// <param name="Hidden">Whether symbol, dates and the level of prices are hidden until it is over.</param>
/// <param name="Before">How many bars are known at the beginning.</param>
/// <param name="After">How many come.</param>
/// <param name="IsOpen">Whether it was looked at, and is not over.</param>
/// <param name="IsOver">Whether it was looked at, and is over.</param>
internal sealed record QuestionReplay(string Interval, bool Hidden, int Before, int After, bool IsOpen, bool IsOver);

/// <summary>How a question was answered. It comes when right answers may be seen, and not before.</summary>
/// <param name="Share">How much of it was right, from 0 to 1.</param>
/// <param name="Earned">Of its points.</param>
/// <param name="Solution">What is right, and why.</param>
internal sealed record QuestionResult(decimal Share, decimal Earned, SolutionView Solution);

/// <summary>A question of an attempt. What its kind has not is null.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Id">Which.</param>
/// <param name="Topic">The key of the lesson that it is about.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Points">What it counts.</param>
/// <param name="Prompt">Markdown.</param>
/// <param name="Options">To choose from.</param>
/// <param name="Units">Of a number; one is printed beside it, several are chosen from.</param>
/// <param name="Items">To be put in order.</param>
/// <param name="Lefts">To each of which a right side belongs.</param>
/// <param name="Rights">Of these.</param>
/// <param name="Chart">To look at, or to mark.</param>
/// <param name="Replay">What a chart exercise is played on; its scene is behind <c>…/scenes/{position}</c>.</param>
/// <param name="Answer">What was answered; null for nothing yet.</param>
/// <param name="Version">What to send with the next answer.</param>
/// <param name="IsFinal">Whether the answer cannot be changed any more.</param>
/// <param name="Result">How it was answered; null while that may not be seen.</param>
internal sealed record QuestionView(
    int Position,
    Guid Id,
    string Topic,
    QuestionKind Kind,
    int Points,
    InBoth Prompt,
    IReadOnlyList<InBoth>? Options,
    IReadOnlyList<InBoth>? Units,
    IReadOnlyList<InBoth>? Items,
    IReadOnlyList<InBoth>? Lefts,
    IReadOnlyList<InBoth>? Rights,
    ChartView? Chart,
    QuestionReplay? Replay,
    QuestionAnswer? Answer,
    int Version,
    bool IsFinal,
    QuestionResult? Result
);

/// <summary>An attempt of one's own.</summary>
/// <param name="Id">Which.</param>
/// <param name="LessonId">The lesson that the quiz is.</param>
/// <param name="Number">From 1.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndsAt">When its time is over; null where there is no limit.</param>
/// <param name="Now">The server's time.</param>
/// <param name="SubmittedAt">When it ended; null while it is open.</param>
/// <param name="EndedBy">What ended it; null while it is open.</param>
/// <param name="Answers">When right answers are shown.</param>
/// <param name="PassMark">From which score on it is passed, in percent.</param>
/// <param name="Questions">In their order.</param>
/// <param name="Percent">What was reached, to one digit; null while it is open.</param>
/// <param name="Passed">Whether that is enough; null while it is open.</param>
internal sealed record AttemptView(
    Guid Id,
    Guid LessonId,
    int Number,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset Now,
    DateTimeOffset? SubmittedAt,
    AttemptEnd? EndedBy,
    AnswersShown Answers,
    int PassMark,
    IReadOnlyList<QuestionView> Questions,
    decimal? Percent,
    bool? Passed
);
