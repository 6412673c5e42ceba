using System.Text;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.History;

/// <summary>
/// Takes bars away that are older than bars of their length are kept (<c>Market:KeepDays</c>), once longer ones stand in their place: charts of the past become
/// coarser and never lose a stretch. What a feed plays at the moment stays.
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
                var taken = 0;
                while (await Thin(id, interval, before, cancellationToken) is var bars and > 0)
                {
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

    /// <summary>Takes the oldest stretch of bars away, whole successors' worth of it.</summary>
    /// <returns>How many bars that were; 0 when there is nothing more.</returns>
    private async Task<int> Thin(int symbolId, BarInterval interval, long before, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // As an import does: one at a time changes the stored bars of a symbol.
        await using (var hold = new NpgsqlCommand("select from market.symbols where id = $1 for update", connection).With(symbolId))
        {
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        if (await Oldest(connection, symbolId, interval, cancellationToken) is not { } oldest || oldest >= before)
        {
            return 0;
        }

        var successor = Successor(interval) ?? throw new InvalidOperationException("Nothing stands in for days.");
        var grids = await Sessions.Read(connection, symbolId, cancellationToken);
        var grid = grids.TryGetValue(successor, out var own) ? own : new BarGrid(successor);
        var (from, to) = (grid.Opens(oldest), grid.Opens(Math.Min(before, oldest + Stretch)));
        var bars = await Between(connection, symbolId, interval, from, to, cancellationToken);
        if (bars.Count == 0)
        {
            return 0;
        }

        await CandleStore.Add(connection, [.. RollUps.Longer(grid, from, to, bars, interval).Select(bar => (symbolId, successor, bar))], cancellationToken);
        await using var delete = new NpgsqlCommand(
            "delete from market.candles where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t < $4",
            connection
        )
            .With(symbolId)
            .With(CandleStore.Seconds(interval))
            .With(CandleStore.Instant(from))
            .With(CandleStore.Instant(to));
        var taken = await delete.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Opening instant of the oldest bar; null when there is none.</summary>
    private static async Task<long?> Oldest(NpgsqlConnection connection, int symbolId, BarInterval interval, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select min(t) from market.candles where symbol_id = $1 and interval_seconds = $2", connection)
            .With(symbolId)
            .With(CandleStore.Seconds(interval));
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
