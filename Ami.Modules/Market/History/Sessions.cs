using System.Globalization;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.Series;
using Npgsql;

namespace Ami.Modules.Market.History;

/// <summary><c>market.sessions</c>: how long after the grid of their interval the stored bars of a symbol open, when they do not open on it.</summary>
internal static class Sessions
{
    /// <summary>Keeps the phase of an interval that has none yet.</summary>
    /// <param name="connection">In the import's transaction, which holds the symbol's row.</param>
    /// <param name="symbolId">The symbol.</param>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="phase">Milliseconds after the grid.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it is new and not zero, or <c>market.import_session</c> when bars with another phase are stored.</returns>
    public static async Task<Result<bool>> Keep(
        NpgsqlConnection connection,
        int symbolId,
        BarInterval interval,
        long phase,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select coalesce((select offset_seconds from market.sessions where symbol_id = $1 and interval_seconds = $2),
                case when exists (select from market.candles where symbol_id = $1 and interval_seconds = $2) then 0 end)
            """,
            connection
        ).With(symbolId).With(CandleStore.Seconds(interval));
        if (await command.ExecuteScalarAsync(cancellationToken) is int known)
        {
            var kept = known * 1000L;
            var away = Math.Abs(kept - phase);
            var isSame =
                away == 0 || interval >= BarInterval.FourHours && Math.Min(away, interval.Milliseconds - away) == BarInterval.OneHour.Milliseconds && kept != 0;
            return isSame
                ? false
                : Error.Conflict(
                    "market.import_session",
                    $"Nothing was imported: the stored bars open {Text(kept)} after the grid of {interval} bars and those of the file {Text(phase)}. Import it under another symbol."
                );
        }

        if (phase == 0)
        {
            return false;
        }

        await using var insert = new NpgsqlCommand("insert into market.sessions (symbol_id, interval_seconds, offset_seconds) values ($1, $2, $3)", connection)
            .With(symbolId)
            .With(CandleStore.Seconds(interval))
            .With((int)(phase / 1000));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    /// <summary>What a report says of them.</summary>
    public static IEnumerable<string> Evidence(long phase, TableLayout layout, BarInterval interval) =>
        phase == 0
            ? []
            :
            [
                $"Session: bars open {Text(phase)} after the grid of {interval} bars{(layout.Session.Phase == phase ? "" : ", an hour later in part of the year")}",
            ];

    private static string Text(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds).ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
