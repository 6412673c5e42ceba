using Ami.Modules.Market.Domain;

namespace Ami.Modules.Market.Charts;

/// <summary>Bars of several lengths in the order of time, of which none begins inside another: those that were added first count.</summary>
internal sealed class LayeredBars
{
    private List<long> _ends = [];

    /// <summary>The bars, oldest first.</summary>
    public List<Candle> Bars { get; private set; } = [];

    /// <summary>Where the last ends, Unix milliseconds; the smallest number when there is none.</summary>
    public long End => _ends is [.., var last] ? last : long.MinValue;

    /// <summary>Adds bars where there are none yet.</summary>
    /// <param name="bars">Oldest first; not used any more by the caller.</param>
    /// <param name="length">Of each, milliseconds.</param>
    public void Add(List<Candle> bars, long length)
    {
        // Thousands of bars when a chart of quarters is made of minutes: not copied for nothing.
        if (Bars.Count == 0)
        {
            (Bars, _ends) = (bars, bars.ConvertAll(bar => bar.Time + length));
            return;
        }

        if (bars.Count == 0)
        {
            return;
        }

        var (merged, ends) = (new List<Candle>(Bars.Count + bars.Count), new List<long>(Bars.Count + bars.Count));
        var mine = 0;
        foreach (var bar in bars)
        {
            for (; mine < Bars.Count && Bars[mine].Time <= bar.Time; mine++)
            {
                merged.Add(Bars[mine]);
                ends.Add(_ends[mine]);
            }

            var isFree = (ends.Count == 0 || ends[^1] <= bar.Time) && (mine == Bars.Count || Bars[mine].Time >= bar.Time + length);
            if (isFree)
            {
                merged.Add(bar);
                ends.Add(bar.Time + length);
            }
        }

        for (; mine < Bars.Count; mine++)
        {
            merged.Add(Bars[mine]);
            ends.Add(_ends[mine]);
        }

        (Bars, _ends) = (merged, ends);
    }
}
