using System.Text;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.History;

/// <summary>
/// Takes bars away that are older than bars of their length are kept (<c>Market:KeepDays</c>), once longer ones stand in their place: charts of the past become
/// coarser and never lose a stretch. What a feed plays at the moment stays, and so do bars whose longer one does not begin and end with a bar of theirs: it may
/// be half of it that was imported yet.
/// </summary>
internal sealed class CandleRetention(NpgsqlDataSource dataSource, MarketOptions options, LiveBus bus, TimeProvider time)
{
    /// <summary>So much is taken away in one transaction; a run that is cut off has done whole ones.</summary>
    private static readonly long Stretch = 31 * BarInterval.OneDay.Milliseconds;

    /// <summary>What stands in for bars of a length: hours for what is shorter, then days, which are always kept; null for those.</summary>
    public static BarInterval? Successor(BarInterval interval) =>
        interval < BarInterval.OneHour ? BarInterval.OneHour
        : interval < BarInterval.OneDay ? BarInterval.OneDay
        : null;

    public async Task Keep(JobRun run, CancellationToken cancellationToken)
    {
        // Shortest first: hours that are made of old minutes may be too old themselves.
        foreach (var (interval, days) in options.Retention.OrderBy(kept => kept.Key))
        {
            var before = BarInterval.OneDay.Floor(time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds());
            foreach (var (id, symbol) in await WithBars(interval, before, cancellationToken))
            {
                var (taken, from) = (0, (long?)BarLimits.Earliest);
                while (from is { } next)
                {
                    (var bars, from) = await Thin(id, interval, next, before, cancellationToken);
                    taken += bars;
                }

                if (taken > 0)
                {
                    run.Did(taken);
                    await bus.Publish(StoredIntervals.ChangedChannel, Encoding.UTF8.GetBytes(symbol));
                }
            }
        }
    }

    private async Task<List<(int Id, string Symbol)>> WithBars(BarInterval interval, long before, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select s.id, s.symbol from market.symbols s
            where exists (select from market.candles c where c.symbol_id = s.id and c.interval_seconds = $1 and c.t < $2)
                and not exists (select from market.replays r where r.symbol_id = s.id and r.interval_seconds = $1 and r.stopped_at is null)
            order by s.id
            """
        );
        command.With(CandleStore.Seconds(interval)).With(CandleStore.Instant(before));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var symbols = new List<(int, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            symbols.Add((reader.GetInt32(0), reader.GetString(1)));
        }

        return symbols;
    }

    /// <summary>Takes the oldest stretch of bars from an instant on away, whole successors of it.</summary>
    /// <returns>How many bars that were, and from where to go on; null when there is nothing more.</returns>
    private async Task<(int Taken, long? Next)> Thin(int symbolId, BarInterval interval, long start, long before, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await CandleStore.Hold(connection, symbolId, cancellationToken);
        if (await Oldest(connection, symbolId, interval, start, cancellationToken) is not { } oldest || oldest >= before)
        {
            return (0, null);
        }

        var successor = Successor(interval) ?? throw new InvalidOperationException("Nothing stands in for days.");
        var grids = await Sessions.Read(connection, symbolId, cancellationToken);
        var grid = grids.TryGetValue(successor, out var own) ? own : new BarGrid(successor);
        var (from, to) = (grid.Opens(oldest), grid.Opens(Math.Min(before, oldest + Stretch)));
        if (to <= from)
        {
            return (0, null);
        }

        var bars = await Between(connection, symbolId, interval, from, to, cancellationToken);
        var whole = bars.GroupBy(bar => grid.Opens(bar.Time))
            .Where(group => group.First().Time == group.Key && group.Last().Time + interval.Milliseconds == grid.Ends(group.Key))
            .ToDictionary(group => group.Key, group => grid.Ends(group.Key));
        bars.RemoveAll(bar => !whole.ContainsKey(grid.Opens(bar.Time)));
        await CandleStore.Add(connection, [.. RollUps.Longer(grid, from, to, bars, interval).Select(bar => (symbolId, successor, bar))], cancellationToken);
        await using var delete = new NpgsqlCommand(
            """
            delete from market.candles c using unnest($3::timestamptz[], $4::timestamptz[]) as whole (opens, ends)
            where c.symbol_id = $1 and c.interval_seconds = $2 and c.t >= whole.opens and c.t < whole.ends and c.t >= $5 and c.t < $6
            """,
            connection
        ).With(symbolId).With(CandleStore.Seconds(interval)).With(whole.Keys.Select(CandleStore.Instant).ToArray()).With(whole.Values.Select(CandleStore.Instant).ToArray()).With(CandleStore.Instant(from)).With(CandleStore.Instant(to));
        var taken = await delete.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (taken, to);
    }

    /// <summary>Opening instant of the oldest bar that opens at an instant or later; null when there is none.</summary>
    private static async Task<long?> Oldest(NpgsqlConnection connection, int symbolId, BarInterval interval, long start, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select min(t) from market.candles where symbol_id = $1 and interval_seconds = $2 and t >= $3", connection)
            .With(symbolId)
            .With(CandleStore.Seconds(interval))
            .With(CandleStore.Instant(start));
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime oldest ? new DateTimeOffset(oldest).ToUnixTimeMilliseconds() : null;
    }

    /// <summary>The bars that open in [from, to), oldest first.</summary>
    private static async Task<List<Candle>> Between(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        long from,
        long to,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select t, open, high, low, close, volume from market.candles
            where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t < $4 order by t
            """,
            connection
        ).With(symbolId).With(CandleStore.Seconds(interval)).With(CandleStore.Instant(from)).With(CandleStore.Instant(to));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var bars = new List<Candle>();
        while (await reader.ReadAsync(cancellationToken))
        {
            bars.Add(CandleStore.Bar(reader));
        }

        return bars;
    }
}
