using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Market.History;

/// <summary>What of some bars was stored already.</summary>
/// <param name="Present">How many.</param>
/// <param name="Differing">Of those, how many are stored with other values.</param>
/// <param name="Others">Bars that are stored between them.</param>
internal readonly record struct MergedBars(int Present, int Differing, int Others);

/// <summary>Bars of which a symbol has any.</summary>
/// <param name="Grid">When they open.</param>
/// <param name="IsRolledUp">Whether they are made of shorter ones.</param>
internal readonly record struct CandleLayer(BarGrid Grid, bool IsRolledUp)
{
    /// <summary>Their length.</summary>
    public BarInterval Interval => Grid.Interval;

    public string Table => IsRolledUp ? "market.rollups" : "market.candles";
}

/// <summary>Closed bars in <c>market.candles</c>, and in <c>market.rollups</c>.</summary>
internal sealed class CandleStore(NpgsqlDataSource dataSource)
{
    /// <summary>After every bar, Unix milliseconds.</summary>
    public const long Latest = 253_402_214_400_000;

    /// <summary>The newest bars that open in [from, to), oldest first.</summary>
    public async Task<List<Candle>> Newest(int symbolId, CandleLayer layer, long from, long to, int limit, CancellationToken cancellationToken)
    {
        var bars = await Read(layer.Table, "desc", symbolId, layer.Interval, from, to, limit, cancellationToken);
        bars.Reverse();
        return bars;
    }

    /// <summary>The oldest bars that open in [from, to), oldest first.</summary>
    public Task<List<Candle>> Oldest(int symbolId, BarInterval interval, long from, long to, int limit, CancellationToken cancellationToken) =>
        Read("market.candles", "asc", symbolId, interval, from, to, limit, cancellationToken);

    /// <summary>For each of many moments, the newest bar that opened by then, where there is one.</summary>
    /// <param name="symbolId">The symbol.</param>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="moments">Unix milliseconds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Opening instant and close, with the index of the moment.</returns>
    public async Task<List<(int Index, (long Time, decimal Close) Bar)>> NewestBy(
        int symbolId,
        BarInterval interval,
        long[] moments,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            """
            select m.i, c.t, c.close from unnest($3::timestamptz[]) with ordinality m (at, i)
            cross join lateral (
                select t, close from market.candles where symbol_id = $1 and interval_seconds = $2 and t <= m.at order by t desc limit 1
            ) c
            """
        );
        command.With(symbolId).With(Seconds(interval)).With(moments.Select(Instant).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. await reader.All(row => ((int)row.GetInt64(0) - 1, (UnixMilliseconds(row.GetDateTime(1)), row.GetDecimal(2))), cancellationToken)];
    }

    /// <summary>The bars of which a symbol has any: longest first, what was imported before what is rolled up.</summary>
    public async Task<IReadOnlyList<CandleLayer>> Stored(int symbolId, CancellationToken cancellationToken)
    {
        // Hops from one interval to the next along the primary key instead of reading every bar.
        await using var command = dataSource.CreateCommand(
            """
            with recursive hops as (
                select max(interval_seconds) as length from market.candles where symbol_id = $1
                union all
                select (select max(interval_seconds) from market.candles where symbol_id = $1 and interval_seconds < hops.length)
                from hops where hops.length is not null
            ), layers as (
                select length, false as rolled_up from hops where length is not null
                union all
                select length, true from unnest($2::int[]) as length
                where exists (select from market.rollups where symbol_id = $1 and interval_seconds = length)
            )
            select length, coalesce(s.offset_seconds, 0), rolled_up, s.zone
            from layers left join market.sessions s on s.symbol_id = $1 and s.interval_seconds = length
            order by length desc, rolled_up
            """
        );
        command.With(symbolId).With(RollUps.Levels.Select(Seconds).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var layers = new List<CandleLayer>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var zone = await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetString(3);
            layers.Add(new CandleLayer(Sessions.Grid(reader.GetInt32(0), reader.GetInt32(1), zone), reader.GetBoolean(2)));
        }

        return layers;
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
        await Copy(connection, "market.candles", symbolId, interval, bars, cancellationToken);
    }

    /// <summary>As the other, over a connection and into one of the two tables.</summary>
    internal static async Task Copy(
        NpgsqlConnection connection,
        string table,
        int symbolId,
        BarInterval interval,
        IEnumerable<Candle> bars,
        CancellationToken cancellationToken
    )
    {
        await using var import = await connection.BeginBinaryImportAsync(
            $"copy {table} (symbol_id, interval_seconds, t, open, high, low, close, volume) from stdin (format binary)",
            cancellationToken
        );
        var seconds = Seconds(interval);
        foreach (var bar in bars)
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(symbolId, NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(seconds, NpgsqlDbType.Integer, cancellationToken);
            await import.WriteAsync(Instant(bar.Time), NpgsqlDbType.TimestampTz, cancellationToken);
            await import.WriteAsync(bar.Open, NpgsqlDbType.Numeric, cancellationToken);
            await import.WriteAsync(bar.High, NpgsqlDbType.Numeric, cancellationToken);
            await import.WriteAsync(bar.Low, NpgsqlDbType.Numeric, cancellationToken);
            await import.WriteAsync(bar.Close, NpgsqlDbType.Numeric, cancellationToken);
            await import.WriteAsync(bar.Volume, NpgsqlDbType.Numeric, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }

    /// <summary>Adds those of many bars that are not stored, in the connection's transaction, which must be the only one to add bars of the symbol.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="symbolId">The symbol.</param>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="bars">Oldest first, each once.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal static async Task<MergedBars> Merge(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        List<Candle> bars,
        CancellationToken cancellationToken
    )
    {
        var (present, differing, others) = (new HashSet<long>(), 0, 0);
        await using (var command = new NpgsqlCommand(
                """
                select t, open, high, low, close, volume from market.candles
                where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t <= $4 order by t
                """,
                connection
            ).With(symbolId).With(Seconds(interval)).With(Instant(bars[0].Time)).With(Instant(bars[^1].Time)))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var next = 0;
            while (await reader.ReadAsync(cancellationToken))
            {
                var stored = Bar(reader);
                while (next < bars.Count && bars[next].Time < stored.Time)
                {
                    next++;
                }

                if (next < bars.Count && bars[next].Time == stored.Time)
                {
                    present.Add(stored.Time);
                    differing += bars[next] == stored ? 0 : 1;
                }
                else
                {
                    others++;
                }
            }
        }

        await Copy(connection, "market.candles", symbolId, interval, bars.Where(bar => !present.Contains(bar.Time)), cancellationToken);
        return new MergedBars(present.Count, differing, others);
    }

    /// <summary>Until the connection's transaction ends, nobody else changes the stored bars of a symbol's past: as imports, back-fills and retention do.</summary>
    internal static async Task Hold(NpgsqlConnection connection, int symbolId, CancellationToken cancellationToken)
    {
        await using var hold = new NpgsqlCommand("select from market.symbols where id = $1 for update", connection).With(symbolId);
        await hold.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds a few bars of any symbols and intervals; those that exist already stay as they are.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> Add(IReadOnlyList<(int SymbolId, BarInterval Interval, Candle Bar)> bars, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await Add(connection, bars, cancellationToken);
    }

    /// <summary>As the other, over a connection.</summary>
    internal static async Task<int> Add(
        NpgsqlConnection connection,
        IReadOnlyList<(int SymbolId, BarInterval Interval, Candle Bar)> bars,
        CancellationToken cancellationToken
    )
    {
        if (bars.Count == 0)
        {
            return 0;
        }

        await using var command = new NpgsqlCommand(
            """
            insert into market.candles (symbol_id, interval_seconds, t, open, high, low, close, volume)
            select * from unnest($1::int[], $2::int[], $3::timestamptz[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[])
            on conflict do nothing
            """,
            connection
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
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads t, open, high, low, close and volume, the first columns of a row.</summary>
    internal static Candle Bar(NpgsqlDataReader reader) =>
        new(
            UnixMilliseconds(reader.GetDateTime(0)),
            reader.GetDecimal(1),
            reader.GetDecimal(2),
            reader.GetDecimal(3),
            reader.GetDecimal(4),
            reader.GetDecimal(5)
        );

    internal static int Seconds(BarInterval interval) => checked((int)(interval.Milliseconds / 1000));

    internal static DateTime Instant(long unixMilliseconds) => DateTime.UnixEpoch.AddMilliseconds(unixMilliseconds);

    private static long UnixMilliseconds(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    // Reads of at most so many bars mostly find that many.
    private const int SizedAtOnce = 10_000;

    private async Task<List<Candle>> Read(
        string table,
        string order,
        int symbolId,
        BarInterval interval,
        long from,
        long to,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select t, open, high, low, close, volume from {table}
            where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t < $4 order by t {order} limit $5
            """
        );
        command.With(symbolId).With(Seconds(interval)).With(Instant(from)).With(Instant(to)).With(limit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        // At its size from the start: growing would leave several times as much behind, most of it large objects that only a full collection takes away.
        var bars = new List<Candle>(limit <= SizedAtOnce ? limit : 0);
        while (await reader.ReadAsync(cancellationToken))
        {
            bars.Add(Bar(reader));
        }

        return bars;
    }
}
