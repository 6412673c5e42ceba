namespace Ami.Quant.MonteCarlo;

/// <summary>What is to be projected: wealth over time under a return model, with payments and fees.</summary>
public sealed record Projection
{
    /// <summary>How returns come about.</summary>
    public required ReturnModel Returns { get; init; }

    /// <summary>Wealth at the start, money, not negative.</summary>
    public double InitialWealth { get; init; }

    /// <summary>Number of steps, at least 1.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps in a year: 12 for months, 252 for trading days.</summary>
    public required double StepsPerYear { get; init; }

    /// <summary>Contributions and withdrawals; default none.</summary>
    public IReadOnlyList<CashFlow> Flows { get; init; } = [];

    /// <summary>Fee on wealth per year, a fraction; default 0. Charged evenly over the steps.</summary>
    public double AnnualFee { get; init; }

    /// <summary>Number of paths, at least 1; default 10,000.</summary>
    public int Paths { get; init; } = 10_000;

    /// <summary>Chooses the paths. The same seed gives the same result on any number of threads, and on any machine.</summary>
    public ulong Seed { get; init; }

    /// <summary>Steps between recorded points of the fan, at least 1; the last step is always recorded. Default: one year.</summary>
    public int? RecordEvery { get; init; }

    /// <summary>Threads to use; 0 (default) uses all processors.</summary>
    public int MaximumThreads { get; init; }

    /// <summary>The steps after which wealth is recorded, 1-based, ascending.</summary>
    internal int[] RecordedSteps()
    {
        var every = RecordEvery ?? Math.Max(1, (int)Math.Round(StepsPerYear));
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        var steps = new List<int>();
        for (long step = every; step < Steps; step += every)
        {
            steps.Add((int)step);
        }

        steps.Add(Steps);
        return [.. steps];
    }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Paths, 1);
        if (!(StepsPerYear > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(StepsPerYear), StepsPerYear, "Steps per year must be positive.");
        }

        if (!(InitialWealth >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(InitialWealth), InitialWealth, "Wealth must not be negative.");
        }

        if (!(AnnualFee >= 0 && AnnualFee < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(AnnualFee), AnnualFee, "The fee must be in [0, 1).");
        }
    }
}
