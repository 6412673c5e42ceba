using System.Globalization;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Import.Reading;
using Ami.Modules.Market.Symbols;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.History;

/// <summary>What an import found about the hours of a market.</summary>
/// <param name="IsNew">Whether bars open otherwise than those did that were made before.</param>
/// <param name="Opening">When the market opens, if its bars show it.</param>
internal readonly record struct KeptSession(bool IsNew, Opening? Opening);

/// <summary><c>market.sessions</c>: where the bars of a symbol open, when they do not open on the grid of their interval. Also of bars that are made of shorter ones.</summary>
internal static class Sessions
{
    /// <summary>Where the bars of a symbol open; what is not in it opens on its grid.</summary>
    public static async Task<Dictionary<BarInterval, BarGrid>> Read(NpgsqlConnection connection, int symbolId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select interval_seconds, offset_seconds, zone from market.sessions where symbol_id = $1", connection).With(
            symbolId
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var grids = new Dictionary<BarInterval, BarGrid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var grid = Grid(reader.GetInt32(0), reader.GetInt32(1), await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2));
            grids[grid.Interval] = grid;
        }

        return grids;
    }

    /// <summary>A grid as it is stored.</summary>
    public static BarGrid Grid(int intervalSeconds, int offsetSeconds, string? zone) =>
        new(new BarInterval(intervalSeconds * 1000L), offsetSeconds * 1000L, zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone));

    /// <summary>Keeps where the bars of a file open, and where those are to open that are made of them.</summary>
    /// <param name="connection">In the import's transaction, which holds the symbol's row, before the bars are stored.</param>
    /// <param name="symbolId">The symbol.</param>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="times">When they open, oldest first.</param>
    /// <param name="phase">How long after the grid the earliest of a day open, milliseconds.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was found, or <c>market.import_session</c> when bars with another phase are stored.</returns>
    public static async Task<Result<KeptSession>> Keep(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        IReadOnlyList<long> times,
        long phase,
        CancellationToken cancellationToken
    )
    {
        var grids = await Read(connection, symbolId, cancellationToken);
        var stored = await StoredIntervals(connection, symbolId, cancellationToken);
        var told = await Calendars.OpeningOf(connection, symbolId, cancellationToken);
        var plan = new SessionPlan(grids, stored, interval, times, told);
        if (plan.NeedsAll(phase))
        {
            plan = new SessionPlan(grids, stored, interval, await AllTimes(connection, symbolId, interval, times, cancellationToken), told);
        }

        if (!plan.Decide(phase).Try(out var decided, out var refused))
        {
            return refused;
        }

        foreach (var grid in decided.Grids)
        {
            await using var upsert = new NpgsqlCommand(
                """
                insert into market.sessions (symbol_id, interval_seconds, offset_seconds, zone) values ($1, $2, $3, $4)
                on conflict (symbol_id, interval_seconds) do update set offset_seconds = excluded.offset_seconds, zone = excluded.zone
                """,
                connection
            ).With(symbolId).With(CandleStore.Seconds(grid.Interval)).With((int)(grid.Phase / 1000));
            upsert.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = grid.Zone?.Id });
            await upsert.ExecuteNonQueryAsync(cancellationToken);
        }

        return new KeptSession(decided.Grids.Count > 0, decided.Opening);
    }

    /// <summary>What a report says of them.</summary>
    public static IEnumerable<ImportEvidence> Evidence(long phase, TableLayout layout, BarInterval interval, Opening? opening)
    {
        if (phase != 0)
        {
            yield return ImportEvidence.Of(
                layout.Session.Phase == phase ? "session.phase" : "session.phase_moves",
                ("phase", Text(phase)),
                ("interval", interval.ToString())
            );
        }

        if (opening is var (clock, zone))
        {
            yield return ImportEvidence.Of("session.opening", ("clock", Text(clock)), ("zone", zone?.Id ?? "UTC"));
        }
    }

    /// <summary>A time of the day.</summary>
    public static string Text(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds).ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <summary>Lengths of the bars of a symbol that are stored.</summary>
    internal static async Task<HashSet<BarInterval>> StoredIntervals(NpgsqlConnection connection, int symbolId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select length from unnest($2::int[]) as length
            where exists (select from market.candles where symbol_id = $1 and interval_seconds = length)
            """,
            connection
        ).With(symbolId).With(ChartInterval.Stored.Select(CandleStore.Seconds).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var intervals = new HashSet<BarInterval>();
        while (await reader.ReadAsync(cancellationToken))
        {
            intervals.Add(new BarInterval(reader.GetInt32(0) * 1000L));
        }

        return intervals;
    }

    /// <summary>When the bars of the file and those that are stored open.</summary>
    private static async Task<IReadOnlyList<long>> AllTimes(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        IReadOnlyList<long> times,
        CancellationToken cancellationToken
    )
    {
        // Bars of less than a day show the same openings, whatever their length.
        int[] alike =
            interval <= BarInterval.OneHour
                ? [.. ChartInterval.Stored.Where(length => length <= BarInterval.OneHour).Select(CandleStore.Seconds)]
                : [CandleStore.Seconds(interval)];
        await using var command = new NpgsqlCommand("select t from market.candles where symbol_id = $1 and interval_seconds = any($2)", connection)
            .With(symbolId)
            .With(alike);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var all = new HashSet<long>(times);
        while (await reader.ReadAsync(cancellationToken))
        {
            all.Add(new DateTimeOffset(reader.GetDateTime(0)).ToUnixTimeMilliseconds());
        }

        return [.. all.Order()];
    }
}
