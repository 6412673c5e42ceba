using Ami.Quant.Randomness;

namespace Ami.Quant.Backtesting;

/// <summary>A place where knowing the future changed what a strategy did.</summary>
/// <param name="CutTime">Opening instant of the last bar that the truncated run was given, Unix milliseconds UTC.</param>
/// <param name="WithFuture">What the run over all bars decided; null when it decided nothing there.</param>
/// <param name="WithoutFuture">What the truncated run decided instead; null when it decided nothing there.</param>
public sealed record LookAheadFinding(long CutTime, Decision? WithFuture, Decision? WithoutFuture);

/// <summary>The verdict of a probe.</summary>
/// <param name="CutsTested">How many truncations were run.</param>
/// <param name="Findings">The first difference of every truncation that showed one.</param>
public sealed record LookAheadReport(int CutsTested, IReadOnlyList<LookAheadFinding> Findings)
{
    /// <summary>True when no truncation changed a decision.</summary>
    public bool Passed => Findings.Count == 0;
}

/// <summary>
/// Finds look-ahead: truncates the bars, runs again, and reports any change in the decisions up to the cut. Half of the cuts are at bars where
/// the full run decided something, because that is where a peek of a single bar shows.
/// </summary>
/// <remarks>
/// The strategy must be built from the bars that the probe hands over. One that keeps a reference to the full series by other ways cannot be
/// caught by truncation.
/// </remarks>
public static class LookAheadProbe
{
    /// <summary>Probes a strategy.</summary>
    /// <param name="instruments">All bars.</param>
    /// <param name="create">Builds a new strategy from the bars it is given; vector signals must be computed in here.</param>
    /// <param name="settings">Account and costs; default as for <see cref="Backtest"/>.</param>
    /// <param name="cuts">Truncations to run, at least 1; default 40.</param>
    /// <param name="seed">Chooses the cuts.</param>
    public static LookAheadReport Run(
        IReadOnlyList<Instrument> instruments,
        Func<IReadOnlyList<Instrument>, IStrategy> create,
        BacktestSettings? settings = null,
        int cuts = 40,
        ulong seed = 1
    )
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfLessThan(cuts, 1);
        var recorded = (settings ?? new BacktestSettings()) with { RecordDecisions = true, CloseAtEnd = false };
        var full = Backtest.Run(instruments, create(instruments), recorded);
        var findings = new List<LookAheadFinding>();
        var times = CutTimes(full, cuts, seed);
        foreach (var cut in times)
        {
            Instrument[] known = [.. instruments.Select(i => i with { Bars = i.Bars.Slice(0, BarsUntil(i, cut)) })];
            var truncated = Backtest.Run(known, create(known), recorded);
            if (FirstDifference(full, truncated, cut) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return new LookAheadReport(times.Count, findings);
    }

    private static List<long> CutTimes(BacktestResult full, int cuts, ulong seed)
    {
        var random = new RandomStream(seed);
        var chosen = new SortedSet<long>();
        // The last instant is no cut: nothing would be cut off.
        var last = full.Time.Length - 1;
        var decided = full.Decisions.Select(d => d.Time).Where(t => t < full.Time[last]).Distinct().ToArray();
        for (var i = 0; i < cuts && last > 0; i++)
        {
            chosen.Add(i % 2 == 0 && decided.Length > 0 ? decided[random.NextBounded(decided.Length)] : full.Time[random.NextBounded(last)]);
        }

        return [.. chosen];
    }

    private static int BarsUntil(Instrument instrument, long time)
    {
        var found = instrument.Bars.Time.BinarySearch(time);
        return found < 0 ? ~found : found + 1;
    }

    private static LookAheadFinding? FirstDifference(BacktestResult full, BacktestResult truncated, long cut)
    {
        var known = full.Decisions.TakeWhile(d => d.Time <= cut).ToArray();
        for (var i = 0; i < Math.Max(known.Length, truncated.Decisions.Count); i++)
        {
            Decision? with = i < known.Length ? known[i] : null;
            Decision? without = i < truncated.Decisions.Count ? truncated.Decisions[i] : null;
            if (with != without)
            {
                return new LookAheadFinding(cut, with, without);
            }
        }

        return null;
    }
}
