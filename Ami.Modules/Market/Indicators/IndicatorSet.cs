using Ami.Quant.Series;

namespace Ami.Modules.Market.Indicators;

/// <summary>Indicators that are wanted together, of one symbol.</summary>
/// <param name="Wishes">Which, in the order of the answer.</param>
/// <param name="Benchmark">What those that compare compare with.</param>
/// <param name="Since">Where those that count from a first bar begin, Unix milliseconds; null for the first bar that is shown.</param>
internal sealed record IndicatorSet(IReadOnlyList<IndicatorWish> Wishes, Symbol? Benchmark, long? Since)
{
    /// <summary>So many bars at most are counted from a first one.</summary>
    public const int MostCounted = 10_000;

    /// <summary>Whether one of them counts from a first bar.</summary>
    public bool Counts => Wishes.Any(wish => wish.Spec.CountsFromStart);

    /// <summary>How many bars before those that are shown have to be read.</summary>
    /// <param name="interval">Length of a bar.</param>
    /// <param name="shown">How many are shown.</param>
    /// <param name="end">Where they end, Unix milliseconds.</param>
    public int Lead(BarInterval interval, int shown, long end)
    {
        var lead = Wishes.Max(wish => wish.Lead(interval));
        // One more than fit, for where bars do not open on the grid.
        return Counts && Since is { } since ? Math.Max(lead, (int)((end - since) / interval.Milliseconds) + 2 - shown) : lead;
    }

    /// <summary>Whether the first bar that counts lies farther back than is read.</summary>
    public bool CountsTooMany(BarInterval interval, long end) => Counts && Since is { } since && (end - since) / interval.Milliseconds > MostCounted;

    /// <summary>What two sets have in common that give the same values.</summary>
    public string Key =>
        $"{string.Join(';', Wishes.Select(wish => wish.Key))}|{(Wishes.Any(wish => wish.Spec.NeedsBenchmark) ? Benchmark : null)}|{(Counts ? Since : null)}";
}
