using System.Collections.Concurrent;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Modules.Market.History;

/// <summary>
/// Keeps the stored candles of simulated symbols complete up to the last closed bar: years on the first start, the gap after a pause, one bar a minute
/// while running. All three are the same act, so whatever was missed while a server was away is made up for.
/// </summary>
internal sealed class SimulatedHistory(CandleStore store, SymbolDirectory directory, SimulatedExchange exchange, MarketOptions options, TimeProvider time)
{
    // Above this many bars a COPY per series is faster than one statement for all.
    private const int CopyAbove = 500;

    private static readonly BarInterval Minute = BarInterval.OneMinute,
        Hour = BarInterval.OneHour,
        Day = BarInterval.OneDay;
    private readonly ConcurrentDictionary<(int SymbolId, BarInterval Interval), long> _complete = new();

    /// <summary>As <see cref="Fill"/>; many at once are worth a note.</summary>
    public async Task Keep(JobRun run, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var bars = await Fill(cancellationToken);
        run.Did(bars);
        if (bars > CopyAbove)
        {
            run.Note($"Wrote {bars} simulated candles in {time.GetElapsedTime(started).TotalSeconds:0.0} s");
        }
    }

    /// <summary>Every bar that opens before this is stored; null when that is not known yet.</summary>
    public long? CompleteTo(int symbolId, BarInterval interval) => _complete.TryGetValue((symbolId, interval), out var to) ? to : null;

    /// <summary>What another process writes from now on is not known here: it is looked up when it is this one's turn again.</summary>
    public void Stop() => _complete.Clear();

    /// <summary>Writes every closed bar that is missing.</summary>
    /// <returns>How many were written.</returns>
    public async Task<int> Fill(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var specs = (await directory.All(cancellationToken)).Where(spec => spec.Simulated).ToList();
        (BarInterval Interval, long Days)[] depths = [(Day, options.DailyYears * 366L), (Hour, options.HourlyDays), (Minute, options.MinuteDays)];
        var (written, few) = (0, new List<(int, BarInterval, Candle)>());
        foreach (var (interval, days) in depths)
        {
            foreach (var spec in specs)
            {
                if (exchange.Market(spec.Symbol.Value) is not { } market)
                {
                    continue;
                }

                var from = await CompleteTo(spec.Id, interval, now - days * Day.Milliseconds, cancellationToken);
                var to = interval.Floor(now);
                var missing = Math.Max(0, (to - from) / interval.Milliseconds);
                if (missing == 0)
                {
                    continue;
                }

                var bars = market.Bars(interval, from, to).Select(bar => ToCandle(market.Symbol, bar));
                if (missing > CopyAbove)
                {
                    await store.Copy(spec.Id, interval, bars, cancellationToken);
                }
                else
                {
                    few.AddRange(bars.Select(bar => (spec.Id, interval, bar)));
                }

                if (missing > CopyAbove)
                {
                    _complete[(spec.Id, interval)] = to;
                }

                written += (int)missing;
            }
        }

        await store.Add(few, cancellationToken);
        foreach (var (id, interval, bar) in few)
        {
            _complete[(id, interval)] = bar.Time + interval.Milliseconds;
        }

        return written;
    }

    private async Task<long> CompleteTo(int symbolId, BarInterval interval, long earliest, CancellationToken cancellationToken)
    {
        if (_complete.TryGetValue((symbolId, interval), out var known))
        {
            return known;
        }

        var newest = await store.NewestTime(symbolId, interval, cancellationToken);
        return _complete[(symbolId, interval)] = newest + interval.Milliseconds ?? Math.Max(Day.Floor(earliest), SimulatedMarket.FirstDay);
    }

    private static Candle ToCandle(SimulatedSymbol symbol, in UnitBar bar) =>
        new(bar.Time, symbol.Price(bar.Open), symbol.Price(bar.High), symbol.Price(bar.Low), symbol.Price(bar.Close), symbol.Quantity(bar.Volume));
}
