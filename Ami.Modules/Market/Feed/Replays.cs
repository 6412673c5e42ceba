using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.History;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.Feed;

/// <summary>Starts and stops replays of imported history.</summary>
internal sealed class Replays(NpgsqlDataSource dataSource, SymbolDirectory directory, CandleStore store, LiveBus bus, TimeProvider time)
{
    // Left for consumers to take the last ticks after the last bar was played.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Plays a symbol's history from a moment on as if it happened now, in place of a replay that may be running.</summary>
    /// <param name="symbol">An imported symbol.</param>
    /// <param name="from">Market time to begin at; null for the first bar.</param>
    /// <param name="speed">Market seconds per second, greater than zero.</param>
    /// <param name="cancellationToken">Cancels before anything is changed.</param>
    /// <returns>What is played, or why not.</returns>
    public async Task<Result<ReplayClock>> Start(Symbol symbol, DateTimeOffset? from, double speed, CancellationToken cancellationToken)
    {
        if (!(await directory.Find(symbol, cancellationToken)).Try(out var spec, out var error))
        {
            return error;
        }

        if (spec.Source is not (PriceSource.Imported or PriceSource.Replay))
        {
            return Error.Conflict("market.replay_not_imported", $"{symbol} is live by itself. Only imported history can be played.");
        }

        var (interval, first) = await ToPlay(spec, from?.ToUnixTimeMilliseconds() ?? 0, cancellationToken);
        if (first is not { } bar)
        {
            return Error.Conflict("market.replay_no_bars", $"{symbol} has no bars{(from is { } at ? $" from {at:u} on" : string.Empty)}.");
        }

        var fastest = ReplayClock.MaximumBarsPerSecond * interval.Milliseconds / 1000.0;
        if (!(speed >= 0.001 && speed <= fastest))
        {
            return Error.Invalid("market.replay_speed", $"With bars of {interval} the speed is at most {fastest:0}, and at least 0.001.");
        }

        var clock = new ReplayClock(interval.Milliseconds, bar.Time, time.GetUtcNow().ToUnixTimeMilliseconds(), Math.Round(speed, 3));
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("update market.replays set stopped_at = $2 where symbol_id = $1 and stopped_at is null")
                .With(spec.Id)
                .With(DateTimeOffset.FromUnixTimeMilliseconds(clock.StartedAt))
        );
        batch.BatchCommands.Add(
            new("insert into market.replays (id, symbol_id, interval_seconds, from_time, speed, started_at) values ($1, $2, $3, $4, $5, $6)")
            {
                Parameters =
                {
                    new() { Value = TimeOrderedId.New(time.GetUtcNow()) },
                    new() { Value = spec.Id },
                    new() { Value = CandleStore.Seconds(interval) },
                    new() { Value = CandleStore.Instant(clock.From) },
                    new() { Value = (decimal)clock.Speed },
                    new() { Value = CandleStore.Instant(clock.StartedAt) },
                },
            }
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await Changed();
        return clock;
    }

    /// <summary>Stops a symbol's replay.</summary>
    /// <returns>False when none was running, or <c>market.symbol_unknown</c>.</returns>
    public async Task<Result<bool>> Stop(Symbol symbol, CancellationToken cancellationToken)
    {
        if (!(await directory.Find(symbol, cancellationToken)).Try(out var spec, out var error))
        {
            return error;
        }

        await using var command = dataSource.CreateCommand(
            "update market.replays set stopped_at = greatest($2, started_at) where symbol_id = $1 and stopped_at is null"
        );
        command.With(spec.Id).With(time.GetUtcNow());
        var stopped = await command.ExecuteNonQueryAsync(cancellationToken) > 0;
        if (stopped)
        {
            await Changed();
        }

        return stopped;
    }

    /// <summary>Stops replays whose last bar was played.</summary>
    /// <returns>How many.</returns>
    public async Task<int> StopFinished(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            update market.replays r set stopped_at = $1
            where r.stopped_at is null and r.from_time + ($1 - $2 - r.started_at) * r.speed::float8 >
                (select max(c.t) + make_interval(secs => r.interval_seconds) from market.candles c
                 where c.symbol_id = r.symbol_id and c.interval_seconds = r.interval_seconds)
            """
        );
        command.With(time.GetUtcNow()).With(Grace);
        var stopped = await command.ExecuteNonQueryAsync(cancellationToken);
        if (stopped > 0)
        {
            await Changed();
        }

        return stopped;
    }

    /// <summary>Of the stored intervals, the one whose bars begin soonest at or after a time; the shortest of several.</summary>
    private async Task<(BarInterval Interval, Candle? First)> ToPlay(SymbolSpec spec, long from, CancellationToken cancellationToken)
    {
        (BarInterval Interval, Candle? First) best = default;
        foreach (var layer in await store.Stored(spec.Id, cancellationToken))
        {
            // What is derived is not played: the bars that it is made of are.
            if (layer.IsRolledUp)
            {
                continue;
            }

            var interval = layer.Interval;
            var bars = await store.Oldest(spec.Id, interval, from, long.MaxValue >> 16, 1, cancellationToken);
            if (bars.Count > 0 && (best.First is not { } found || bars[0].Time < found.Time + best.Interval.Milliseconds))
            {
                best = (interval, bars[0]);
            }
        }

        return best;
    }

    private async Task Changed()
    {
        await directory.Refresh();
        await bus.Publish(SymbolDirectory.ChangedChannel, default);
    }
}
