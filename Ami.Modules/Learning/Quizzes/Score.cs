using System.Numerics;

namespace Ami.Modules.Learning;

/// <summary>A score as it was earned, exactly: so much of so much. Rounded for showing alone.</summary>
/// <param name="Earned">From 0 to <paramref name="Points"/>, in the same unit.</param>
/// <param name="Points">Above 0.</param>
internal readonly record struct Score(BigInteger Earned, BigInteger Points)
{
    /// <summary>In percent, rounded half up to one digit.</summary>
    public decimal Percent => (decimal)(((2 * 1000 * Earned) + Points) / (2 * Points)) / 10;

    /// <summary>Whether it is enough.</summary>
    /// <param name="mark">In percent.</param>
    public bool Reaches(int mark) => Earned * 100 >= mark * Points;

    /// <summary>Whether it is higher than another one.</summary>
    public bool IsAbove(Score other) => Earned * other.Points > other.Earned * Points;

    /// <summary>What counts of several attempts; null without any.</summary>
    /// <param name="policy">Which of them.</param>
    /// <param name="attempts">Those that ended, from the first on.</param>
    public static Score? Of(GradePolicy policy, IReadOnlyList<Score> attempts) =>
        attempts.Count == 0
            ? null
            : policy switch
            {
                GradePolicy.Best => attempts.Aggregate((best, next) => next.IsAbove(best) ? next : best),
                GradePolicy.First => attempts[0],
                GradePolicy.Last => attempts[^1],
                GradePolicy.Average => Average(attempts),
                _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such policy."),
            };

    /// <summary>Each as much, whatever its questions counted.</summary>
    private static Score Average(IReadOnlyList<Score> attempts)
    {
        var sum = attempts.Aggregate((sum, next) => new Score((sum.Earned * next.Points) + (next.Earned * sum.Points), sum.Points * next.Points));
        return sum with { Points = sum.Points * attempts.Count };
    }
}
