using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Streaming;

/// <content>What open bars are made of that was before the ticks, and when that is read anew.</content>
internal sealed partial class SymbolBroadcast
{
    private readonly HashSet<CandleKind> _seeding = [];

    /// <summary>Begins bars anew whose prices are to be adjusted otherwise than they were: corporate actions were imported. Called about once a second.</summary>
    public async Task CheckAdjustments()
    {
        if (_folders.IsEmpty || !(await directory.Find(symbol)).Try(out var spec, out _))
        {
            return;
        }

        foreach (var (kind, folder) in _folders)
        {
            var factors = await adjustments.Of(spec, kind.Adjustment, Clock(spec), CancellationToken.None);
            lock (folder)
            {
                if (!folder.IsBy(factors))
                {
                    folder.Forget();
                }
            }
        }
    }

    private void BeginSeed(CandleKind kind, CandleFolder folder)
    {
        lock (_seeding)
        {
            if (!_seeding.Add(kind))
            {
                return;
            }
        }

        _ = Task.Run(() => Seed(kind, folder));
    }

    private async Task Seed(CandleKind kind, CandleFolder folder)
    {
        var interval = kind.Interval;
        try
        {
            if (tape.Last is not { } tick || !(await directory.Find(symbol)).Try(out var spec, out _))
            {
                return;
            }

            var generation = stored.Generation(symbol);
            var factors = await adjustments.Of(spec, kind.Adjustment, Math.Max(tick.MarketTime, Clock(spec)), CancellationToken.None);
            var grid = await stored.Grid(spec, interval, CancellationToken.None);
            var opens = grid.Opens(tick.Forming.Time);
            // A bar that is one base bar has nothing behind it.
            var part =
                tick.Forming.Time == opens
                    ? new ChartPart(interval, [], null, false)
                    : await reader.Read(spec, interval, opens, long.MaxValue, 1, tick.MarketTime, tick, tape.Closed, factors, CancellationToken.None);
            if (stored.Generation(symbol) != generation)
            {
                return;
            }

            lock (folder)
            {
                folder.Seed(part.Partial, tick.Forming.Time, grid, factors);
            }
        }
        catch (Exception e) when (Core.DatabaseFaults.IsTransient(e))
        {
            logger.LogWarning(e, "The open {Interval} bar of {Symbol} cannot be read now; it is tried again with the next tick", interval, symbol);
        }
        finally
        {
            lock (_seeding)
            {
                _seeding.Remove(kind);
            }
        }
    }

    private long Clock(SymbolSpec spec) => spec.ClockAt(time.GetUtcNow().ToUnixTimeMilliseconds());
}
