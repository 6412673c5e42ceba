using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Market.History;

/// <summary>Closed bars in <c>market.candles</c>.</summary>
internal sealed class CandleStore(NpgsqlDataSource dataSource)
{
    /// <summary>The newest bars that open in [from, to), oldest first.</summary>
    public async Task<List<Candle>> Newest(int symbolId, BarInterval interval, long from, long to, int limit, CancellationToken cancellationToken)
    {
        var bars = await Read("desc", symbolId, interval, from, to, limit, cancellationToken);
        bars.Reverse();
        return bars;
    }

    /// <summary>The oldest bars that open in [from, to), oldest first.</summary>
    public Task<List<Candle>> Oldest(int symbolId, BarInterval interval, long from, long to, int limit, CancellationToken cancellationToken) =>
        Read("asc", symbolId, interval, from, to, limit, cancellationToken);

    /// <summary>The intervals of which a symbol has any bar, longest first.</summary>
    public async Task<IReadOnlyList<BarInterval>> Stored(int symbolId, CancellationToken cancellationToken)
    {
        // Hops from one interval to the next along the primary key instead of reading every bar.
        await using var command = dataSource.CreateCommand(
            """
            with recursive hops as (
                select max(interval_seconds) as length from market.candles where symbol_id = $1
                union all
                select (select max(interval_seconds) from market.candles where symbol_id = $1 and interval_seconds < hops.length)
                from hops where hops.length is not null
            )
            select length from hops where length is not null
            """
        );
        command.With(symbolId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var intervals = new List<BarInterval>();
        while (await reader.ReadAsync(cancellationToken))
        {
            intervals.Add(new BarInterval(reader.GetInt32(0) * 1000L));
        }

        return intervals;
    }

    /// <summary>Opening instant of the newest bar; null when there is none.</summary>
    public async Task<long?> NewestTime(int symbolId, BarInterval interval, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select max(t) from market.candles where symbol_id = $1 and interval_seconds = $2");
        command.With(symbolId).With(Seconds(interval));
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime newest ? UnixMilliseconds(newest) : null;
    }

    /// <summary>Adds many bars at once (COPY); all or none. Bars that exist already make it fail.</summary>
    public async Task Copy(int symbolId, BarInterval interval, IEnumerable<Candle> bars, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var import = await connection.BeginBinaryImportAsync(
            "copy market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume) from stdin (format binary)",
            cancellationToken
        );
        var seconds = Seconds(interval);
        foreach (var bar in bars)
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(symbolId, NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(seconds, NpgsqlDbType.Integer, cancellationToken);
            await WriteBar(import, bar, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }

    /// <summary>Adds a few bars of any symbols and intervals; those that exist already stay as they are.</summary>
    public async Task Add(IReadOnlyList<(int SymbolId, BarInterval Interval, Candle Bar)> bars, CancellationToken cancellationToken)
    {
        if (bars.Count == 0)
        {
            return;
        }

        await using var command = dataSource.CreateCommand(
            """
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select * from unnest($1::int[], $2::int[], $3::timestamptz[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[])
            on conflict do nothing
            """
        );
        command
            .With(bars.Select(b => b.SymbolId).ToArray())
            .With(bars.Select(b => Seconds(b.Interval)).ToArray())
            .With(bars.Select(b => Instant(b.Bar.Time)).ToArray())
            .With(bars.Select(b => b.Bar.Open).ToArray())
            .With(bars.Select(b => b.Bar.High).ToArray())
            .With(bars.Select(b => b.Bar.Low).ToArray())
            .With(bars.Select(b => b.Bar.Close).ToArray())
            .With(bars.Select(b => b.Bar.Volume).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes t, open, high, low, close, volume of a row of a binary COPY.</summary>
    internal static async Task WriteBar(NpgsqlBinaryImporter import, Candle bar, CancellationToken cancellationToken)
    {
        await import.WriteAsync(Instant(bar.Time), NpgsqlDbType.TimestampTz, cancellationToken);
        await import.WriteAsync(bar.Open, NpgsqlDbType.Numeric, cancellationToken);
        await import.WriteAsync(bar.High, NpgsqlDbType.Numeric, cancellationToken);
        await import.WriteAsync(bar.Low, NpgsqlDbType.Numeric, cancellationToken);
        await import.WriteAsync(bar.Close, NpgsqlDbType.Numeric, cancellationToken);
        await import.WriteAsync(bar.Volume, NpgsqlDbType.Numeric, cancellationToken);
    }

    internal static int Seconds(BarInterval interval) => checked((int)(interval.Milliseconds / 1000));

    internal static DateTime Instant(long unixMilliseconds) => DateTime.UnixEpoch.AddMilliseconds(unixMilliseconds);

    private static long UnixMilliseconds(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    // Reads of at most so many bars mostly find that many.
    private const int SizedAtOnce = 10_000;

    private async Task<List<Candle>> Read(string order, int symbolId, BarInterval interval, long from, long to, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select t, open, high, low, close, volume from market.candles
            where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t < $4 order by t {order} limit $5
            """
        );
        command.With(symbolId).With(Seconds(interval)).With(Instant(from)).With(Instant(to)).With(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        // At its size from the start: growing would leave several times as much behind, most of it large objects that only a full collection takes away.
        var bars = new List<Candle>(limit <= SizedAtOnce ? limit : 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            bars.Add(
                new Candle(
                    UnixMilliseconds(reader.GetDateTime(0)),
                    reader.GetDecimal(1),
                    reader.GetDecimal(2),
                    reader.GetDecimal(3),
                    reader.GetDecimal(4),
                    reader.GetDecimal(5)
                )
            );
        }

        return bars;
    }
}
