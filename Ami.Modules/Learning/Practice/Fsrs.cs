using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Ami.Modules.Learning;

/// <summary>
/// When a card is asked next: FSRS-6, "Free Spaced Repetition Scheduler", of the open-spaced-repetition project, with its default parameters. A pure function of
/// what is known of the card, the rating and the time.
/// </summary>
/// <param name="Retention">The probability with which a card should still be known when it is asked again, above 0 and below 1.</param>
/// <param name="LongestInterval">In days, at least 1.</param>
/// <param name="IsFuzzy">
/// Whether intervals of days are spread a little, so that cards that were learnt together do not stay together. By how much follows from the card and the number
/// of its reviews, so the same reviews give the same again.
/// </param>
/// <remarks>
/// Formulas: open-spaced-repetition, "The Algorithm", FSRS-6 (github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm): w0 to w20 are its names.
/// </remarks>
internal sealed record Fsrs(double Retention = 0.9, int LongestInterval = 36_500, bool IsFuzzy = true)
{
    /// <summary>Stability is never less, in days.</summary>
    public const double LeastStability = 0.001;

    /// <summary>Stability is never more, in days: a hundred years.</summary>
    public const double MostStability = 36_500;

    /// <summary>What practice goes by.</summary>
    public static Fsrs Default { get; } = new();

    private static readonly ImmutableArray<double> W =
    [
        0.212,
        1.2931,
        2.3065,
        8.2956,
        6.4133,
        0.8334,
        3.0194,
        0.001,
        1.8722,
        0.1666,
        0.796,
        1.4835,
        0.0614,
        0.2629,
        1.6483,
        0.6014,
        1.8729,
        0.5425,
        0.0912,
        0.0658,
        0.1542,
    ];

    private static readonly ImmutableArray<TimeSpan> LearningSteps = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];
    private static readonly ImmutableArray<TimeSpan> RelearningSteps = [TimeSpan.FromMinutes(10)];
    private static readonly ImmutableArray<(double From, double To, double Share)> FuzzBands = [(2.5, 7, 0.15), (7, 20, 0.1), (20, double.MaxValue, 0.05)];

    private static double Decay => -W[20];

    /// <summary>Makes a card that was not seen for as many days as its stability known with a probability of 90%.</summary>
    private static double Factor => Math.Pow(0.9, 1 / Decay) - 1;

    /// <summary>What is known of a card after a review.</summary>
    /// <param name="before">What was known.</param>
    /// <param name="rating">How well it was remembered.</param>
    /// <param name="at">When.</param>
    /// <param name="days">How many days ago the review before was, at least 0; see <see cref="Memory.DaysBy"/>.</param>
    /// <param name="card">Which, by which intervals are spread.</param>
    public Memory Next(Memory before, Rating rating, DateTimeOffset at, int days, Guid card)
    {
        var (stability, difficulty) = Learnt(before, rating, days);
        var (phase, step, interval) = Schedule(before, rating, stability);
        if (phase == CardPhase.Review && IsFuzzy)
        {
            interval = TimeSpan.FromDays(Spread((int)interval.TotalDays, Draw(card, before.Reviews)));
        }

        return new Memory(phase, step, stability, difficulty, (at + interval).ToUniversalTime(), at.ToUniversalTime(), before.Reviews + 1);
    }

    /// <summary>The probability that a card is known after some days.</summary>
    /// <param name="stability">In days, above 0.</param>
    /// <param name="days">Since it was asked last, at least 0.</param>
    public static double Recall(double stability, double days) => Math.Pow(1 + (Factor * days / stability), Decay);

    private static (double Stability, double Difficulty) Learnt(Memory before, Rating rating, int days)
    {
        if (before.Phase == CardPhase.New)
        {
            return (Bounded(W[(int)rating - 1]), Math.Clamp(FirstDifficulty(rating), 1, 10));
        }

        var (s, d) = (before.Stability, before.Difficulty);
        var stability =
            days < 1 ? SameDay(s, rating)
            : rating == Rating.Again ? Forgotten(s, d, Recall(s, days))
            : Recalled(s, d, Recall(s, days), rating);
        return (Bounded(stability), NextDifficulty(d, rating));
    }

    private static double FirstDifficulty(Rating rating) => W[4] - Math.Exp(W[5] * ((int)rating - 1)) + 1;

    private static double NextDifficulty(double d, Rating rating)
    {
        var change = -W[6] * ((int)rating - 3);
        // The nearer to the top, the less it rises; and it is drawn a little to that of a card that was easy at first.
        var damped = d + (change * (10 - d) / 9);
        return Math.Clamp((W[7] * FirstDifficulty(Rating.Easy)) + ((1 - W[7]) * damped), 1, 10);
    }

    private static double SameDay(double s, Rating rating)
    {
        var growth = Math.Exp(W[17] * ((int)rating - 3 + W[18])) * Math.Pow(s, -W[19]);
        return s * (rating >= Rating.Good ? Math.Max(growth, 1) : growth);
    }

    private static double Recalled(double s, double d, double r, Rating rating)
    {
        var (hard, easy) = (rating == Rating.Hard ? W[15] : 1, rating == Rating.Easy ? W[16] : 1);
        return s * (1 + (Math.Exp(W[8]) * (11 - d) * Math.Pow(s, -W[9]) * (Math.Exp(W[10] * (1 - r)) - 1) * hard * easy));
    }

    private static double Forgotten(double s, double d, double r) =>
        Math.Min(W[11] * Math.Pow(d, -W[12]) * (Math.Pow(s + 1, W[13]) - 1) * Math.Exp(W[14] * (1 - r)), s / Math.Exp(W[17] * W[18]));

    private static double Bounded(double stability) => Math.Clamp(stability, LeastStability, MostStability);

    private (CardPhase Phase, int Step, TimeSpan Interval) Schedule(Memory before, Rating rating, double stability)
    {
        var isReview = before.Phase == CardPhase.Review;
        var again = isReview || before.Phase == CardPhase.Relearning;
        var (phase, steps) = again ? (CardPhase.Relearning, RelearningSteps) : (CardPhase.Learning, LearningSteps);
        return rating switch
        {
            Rating.Again => (phase, 0, steps[0]),
            Rating.Easy => (CardPhase.Review, 0, Interval(stability)),
            _ when isReview => (CardPhase.Review, 0, Interval(stability)),
            Rating.Hard => (phase, before.Step, HardStep(steps, before.Step)),
            _ when before.Step + 1 < steps.Length => (phase, before.Step + 1, steps[before.Step + 1]),
            _ => (CardPhase.Review, 0, Interval(stability)),
        };
    }

    private static TimeSpan HardStep(ImmutableArray<TimeSpan> steps, int step) =>
        step > 0 ? steps[step]
        : steps.Length > 1 ? (steps[0] + steps[1]) / 2
        : steps[0] * 1.5;

    private TimeSpan Interval(double stability) =>
        TimeSpan.FromDays(Math.Clamp(Math.Round(stability / Factor * (Math.Pow(Retention, 1 / Decay) - 1)), 1, LongestInterval));

    private int Spread(int days, double draw)
    {
        if (days < 2.5)
        {
            return days;
        }

        var width = 1 + FuzzBands.Sum(band => band.Share * Math.Max(Math.Min(days, band.To) - band.From, 0));
        var most = Math.Min((int)Math.Round(days + width), LongestInterval);
        var least = Math.Min(Math.Max(2, (int)Math.Round(days - width)), most);
        return least + (int)(draw * (most - least + 1));
    }

    /// <summary>From 0 to below 1; the same for the same card and review.</summary>
    private static double Draw(Guid card, int reviews) =>
        BinaryPrimitives.ReadUInt32BigEndian(ComputedId.Of($"learning.fuzz:{card}/{reviews}").ToByteArray(bigEndian: true)) / 4_294_967_296.0;
}
