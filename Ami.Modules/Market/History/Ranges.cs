using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;
using Ami.Quant.Indicators;
using Ami.Quant.Series;

namespace Ami.Modules.Market.History;

/// <summary>Ranges of the bars that charts show, by the indicator that charts use.</summary>
internal sealed class Ranges(ISymbolDirectory symbols, ChartReader reader, StoredIntervals stored, LiveTicks live, TimeProvider time) : IRanges
{
    private const int Period = 14;

    /// <summary>Wilder's average remembers: after this many bars what was before them does not show any more.</summary>
    private const int Bars = 20 * Period;

    public async Task<decimal?> AverageTrueRange(Symbol symbol, CancellationToken cancellationToken = default)
    {
        if (!(await symbols.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return null;
        }

        return await Average(
            spec,
            spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds()),
            spec.Source == PriceSource.Imported ? [] : (await live.Ready(symbol)).Closed,
            cancellationToken
        );
    }

    /// <summary>As the other, of what was over at a clock.</summary>
    internal async Task<decimal?> Average(SymbolSpec spec, long clock, IReadOnlyCollection<LiveBar> closedLately, CancellationToken cancellationToken)
    {
        var hasHours = (await stored.Of(spec, cancellationToken)).Any(layer => layer.Interval <= BarInterval.OneHour);
        var interval = hasHours ? BarInterval.OneHour : BarInterval.OneDay;
        var part = await reader.Read(
            spec,
            interval,
            BarLimits.Earliest,
            long.MaxValue,
            Bars,
            clock,
            null,
            closedLately,
            PriceFactors.Of(spec.Actions, clock),
            cancellationToken
        );
        var (range, average) = (new AverageTrueRange(Period), double.NaN);
        foreach (var bar in part.Closed)
        {
            range.Update(new Bar(bar.Time, (double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, (double)bar.Volume), out average);
        }

        return average > 0 ? (decimal)average : null;
    }
}
