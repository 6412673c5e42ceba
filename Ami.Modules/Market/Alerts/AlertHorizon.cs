using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.History;
using Ami.Modules.Market.Sources;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Alerts;

/// <summary>Up to when every bar of a symbol is stored that there will ever be, as far as the silo that leads the feed knows.</summary>
internal sealed class AlertHorizon(SimulatedHistory simulated, SourceHistory sources)
{
    // What live symbols store; longer ones are made of them.
    private static readonly BarInterval[] Stored = [BarInterval.OneMinute, BarInterval.OneHour, BarInterval.OneDay];

    /// <summary>By the symbol's clock, Unix milliseconds. Null where nothing comes (imported history that is not played), or nothing is known yet.</summary>
    /// <param name="spec">The symbol.</param>
    /// <param name="interval">Of bars of which length.</param>
    /// <param name="now">The time, Unix milliseconds.</param>
    public long? Of(SymbolSpec spec, BarInterval interval, long now) =>
        spec.Source switch
        {
            PriceSource.Replay => spec.ClockAt(now),
            PriceSource.Simulated => Least(interval, stored => simulated.CompleteTo(spec.Id, stored)),
            PriceSource.Binance or PriceSource.Polygon => Least(interval, stored => sources.CompleteTo(spec.Id, stored)),
            _ => null,
        };

    private static long? Least(BarInterval interval, Func<BarInterval, long?> completeTo)
    {
        var least = long.MaxValue;
        foreach (var stored in Stored)
        {
            if (stored > interval)
            {
                break;
            }

            if (completeTo(stored) is not { } to)
            {
                return null;
            }

            least = Math.Min(least, to);
        }

        return least;
    }
}
