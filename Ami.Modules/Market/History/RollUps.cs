using Ami.Modules.Market.Domain;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.History;

/// <summary>
/// <c>market.rollups</c>: hours, quarters and days made of shorter imported bars, so that a chart of years does not read a million minutes. They are derived: an
/// import makes those anew whose bars it added. Where bars of several lengths are stored the longest that fits counts, and no bar counts twice.
/// </summary>
internal static class RollUps
{
    /// <summary>What is rolled up, shortest first.</summary>
    public static readonly BarInterval[] Levels = [BarInterval.OneHour, BarInterval.FourHours, BarInterval.OneDay];

    /// <summary>Makes the bars of all levels anew that hold what an import added.</summary>
    /// <param name="connection">In the import's transaction.</param>
    /// <param name="symbolId">The symbol.</param>
    /// <param name="interval">Length of the bars imported.</param>
    /// <param name="merged">What of them was stored already.</param>
    /// <param name="bars">The file's bars, oldest first.</param>
    /// <param name="all">Whether the grid of a level has changed, so that all its bars are made anew.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task Renew(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        MergedBars merged,
        List<Candle> bars,
        bool all,
        CancellationToken cancellationToken
    )
    {
        if (merged.Present == bars.Count && !all || interval >= Levels[^1] && !all)
        {
            return;
        }

        // A day more on each side: where sessions shift the grid, a day holds what two days of UTC have.
        var day = BarInterval.OneDay;
        var from = all ? BarLimits.Earliest : day.Floor(bars[0].Time) - day.Milliseconds;
        var to = all ? CandleStore.Latest : day.Floor(bars[^1].Time) + 2 * day.Milliseconds;
        var grids = await Sessions.Read(connection, symbolId, cancellationToken);
        var levels = Levels.Select(level => new Level(grids.TryGetValue(level, out var grid) ? grid : new BarGrid(level), from, to)).ToList();
        if (merged is { Present: 0, Others: 0 } && !all && await IsAlone(connection, symbolId, interval, from, to, bars, cancellationToken))
        {
            foreach (var bar in bars)
            {
                levels.ForEach(level => level.Add(bar, interval));
            }
        }
        else
        {
            await Stored(connection, symbolId, from, to, (bar, length) => levels.ForEach(level => level.Add(bar, length)), cancellationToken);
        }

        foreach (var level in levels)
        {
            await using var delete = new NpgsqlCommand(
                "delete from market.rollups where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t < $4",
                connection
            )
                .With(symbolId)
                .With(CandleStore.Seconds(level.Interval))
                .With(CandleStore.Instant(level.From))
                .With(CandleStore.Instant(level.To));
            await delete.ExecuteNonQueryAsync(cancellationToken);
            await CandleStore.Copy(connection, "market.rollups", symbolId, level.Interval, level.Bars(), cancellationToken);
        }
    }

    /// <summary>The longer bars that bars of one length make.</summary>
    /// <param name="grid">When the longer ones open.</param>
    /// <param name="from">When the first may open at the earliest, Unix milliseconds.</param>
    /// <param name="to">When the last has ended at the latest.</param>
    /// <param name="bars">Oldest first.</param>
    /// <param name="length">Of each of them.</param>
    public static List<Candle> Longer(BarGrid grid, long from, long to, List<Candle> bars, BarInterval length)
    {
        var level = new Level(grid, from, to);
        bars.ForEach(bar => level.Add(bar, length));
        return level.Bars();
    }

    /// <summary>Whether the stretch holds nothing but the bars that were just stored, between which there are no others of their length.</summary>
    private static async Task<bool> IsAlone(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        long from,
        long to,
        List<Candle> bars,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select not exists (select from market.candles
                where symbol_id = $1 and interval_seconds = any($7) and t >= $3 and t < $4)
            and not exists (select from market.candles where symbol_id = $1 and interval_seconds = $2 and t >= $3 and t < $5)
            and not exists (select from market.candles where symbol_id = $1 and interval_seconds = $2 and t > $6 and t < $4)
            """,
            connection
        ).With(symbolId).With(CandleStore.Seconds(interval)).With(CandleStore.Instant(from)).With(CandleStore.Instant(to)).With(CandleStore.Instant(bars[0].Time)).With(CandleStore.Instant(bars[^1].Time)).With(ChartInterval.Stored.Where(other => other < Levels[^1] && other != interval).Select(CandleStore.Seconds).ToArray());
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task Stored(
        NpgsqlConnection connection,
        int symbolId,
        long from,
        long to,
        Action<Candle, BarInterval> add,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select t, open, high, low, close, volume, interval_seconds from market.candles
            where symbol_id = $1 and interval_seconds < 86400 and t >= $2 and t < $3 order by t, interval_seconds desc
            """,
            connection
        ).With(symbolId).With(CandleStore.Instant(from)).With(CandleStore.Instant(to));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            add(CandleStore.Bar(reader), new BarInterval(reader.GetInt32(6) * 1000L));
        }
    }

    /// <summary>Puts the bars of one level together.</summary>
    private sealed class Level(BarGrid grid, long from, long to)
    {
        private readonly List<Candle> _bars = [];
        private Candle? _current;
        private long _ends = long.MinValue;
        private long _covered = long.MinValue;

        public BarInterval Interval => grid.Interval;

        public long From { get; } = grid.Next(from);

        public long To { get; } = grid.Opens(to);

        public List<Candle> Bars() => _current is { } last ? [.. _bars, last] : _bars;

        public void Add(in Candle bar, BarInterval length)
        {
            if (length >= Interval || Interval.Milliseconds % length.Milliseconds != 0 || bar.Time < _covered || bar.Time < From || bar.Time >= To)
            {
                return;
            }

            _covered = bar.Time + length.Milliseconds;
            if (_current is { } open && bar.Time < _ends)
            {
                _current = open.Then(bar);
                return;
            }

            if (_current is { } done)
            {
                _bars.Add(done);
            }

            _current = bar with { Time = grid.Opens(bar.Time) };
            _ends = grid.Ends(bar.Time);
        }
    }
}
