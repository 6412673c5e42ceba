using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Watchlists;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Alerts;

/// <summary>
/// What becomes of alerts when the watchlist that they are about changes, in the transaction that changes it. At which symbols they are looked at are the rows of
/// <c>market.alert_symbols</c>; those and the list change together.
/// </summary>
internal static class AlertsOnLists
{
    /// <summary>One change at a time of a person's alerts, and of the watchlists that they are about.</summary>
    public static Task Hold(UnitOfWork unitOfWork, Guid userId, CancellationToken cancellationToken) =>
        unitOfWork.Hold($"market.alerts:{userId}", cancellationToken);

    /// <summary>The symbols of a person's list; null where there is no such list.</summary>
    public static async Task<string[]?> SymbolsOf(MarketDb db, Guid userId, Guid listId, CancellationToken cancellationToken) =>
        await db.Watchlists.AsNoTracking().SingleOrDefaultAsync(list => list.UserId == userId && list.Id == listId, cancellationToken) is { } found
            ? SymbolsOf(KeepWatchlists.Items(found))
            : null;

    /// <summary>The symbols among lines of a list.</summary>
    public static string[] SymbolsOf(IEnumerable<WatchItem> items) => [.. items.Select(item => item.Symbol).OfType<string>()];

    /// <summary>Begins at the symbols of an alert's list.</summary>
    public static Task Begin(UnitOfWork unitOfWork, Alert alert, string[] symbols, CancellationToken cancellationToken) =>
        Join(unitOfWork, "a.user_id = $1 and a.id = $2", alert.UserId, alert.Id, symbols, alert.Since, cancellationToken);

    /// <summary>
    /// They follow the list: what comes into it begins anew, what leaves it is looked at no more. Told from the rows and not from what the list was before, so
    /// that what is amiss with them is put right.
    /// </summary>
    /// <param name="unitOfWork">The transaction, in which alerts are held.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="listId">Which list.</param>
    /// <param name="symbols">Its symbols from now on.</param>
    /// <param name="all">All symbols.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task Follow(
        UnitOfWork unitOfWork,
        Guid userId,
        Guid listId,
        string[] symbols,
        IReadOnlyList<SymbolSpec> all,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var scopes = await Changed(unitOfWork, userId, listId, symbols, cancellationToken);
        if (scopes.Count == 0)
        {
            return;
        }

        await AlertScopes.Hold(unitOfWork, scopes, cancellationToken);
        await Leave(unitOfWork, userId, listId, symbols, cancellationToken);
        await Join(unitOfWork, "a.user_id = $1 and a.watchlist_id = $2", userId, listId, symbols, now, cancellationToken);
        await AlertScopes.Touch(unitOfWork, scopes, all, now, cancellationToken);
    }

    /// <summary>They end.</summary>
    /// <param name="unitOfWork">The transaction, in which alerts are held.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="listId">Which list.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task Gone(UnitOfWork unitOfWork, Guid userId, Guid listId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scopes = await Changed(unitOfWork, userId, listId, [], cancellationToken);
        await AlertScopes.Hold(unitOfWork, scopes, cancellationToken);
        await using var end = unitOfWork.Command(
            "update market.alerts set enabled = false, ended = 'WatchlistGone', version = version + 1 where user_id = $1 and watchlist_id = $2 and enabled"
        );
        end.With(userId).With(listId);
        await end.ExecuteNonQueryAsync(cancellationToken);
        await Leave(unitOfWork, userId, listId, [], cancellationToken);
        await AlertScopes.Touch(unitOfWork, scopes, [], now, cancellationToken);
    }

    // A row without a time of its own was written by who does not know lists: it is none.
    private static async Task Join(
        UnitOfWork unitOfWork,
        string which,
        Guid userId,
        Guid id,
        string[] symbols,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        await using var command = unitOfWork.Command(
            $"""
            insert into market.alert_symbols as s (user_id, alert_id, symbol, is_done, since)
            select a.user_id, a.id, l.symbol, false, $4 from market.alerts a cross join unnest($3::text[]) as l (symbol) where {which} and a.enabled
            on conflict (user_id, alert_id, symbol) do update set since = excluded.since, armed = null, fired_price = null, is_done = false where s.since is null
            """
        );
        command.With(userId).With(id).With(symbols).With(since);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task Leave(UnitOfWork unitOfWork, Guid userId, Guid listId, string[] symbols, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            delete from market.alert_symbols s using market.alerts a
            where a.user_id = $1 and a.watchlist_id = $2 and s.user_id = a.user_id and s.alert_id = a.id and s.symbol <> all($3)
            """
        );
        command.With(userId).With(listId).With(symbols);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The groups of alerts on a list whose rows are others than its symbols.</summary>
    private static async Task<List<(string? Symbol, string Interval)>> Changed(
        UnitOfWork unitOfWork,
        Guid userId,
        Guid listId,
        string[] symbols,
        CancellationToken cancellationToken
    )
    {
        await using var command = unitOfWork.Command(
            """
            select s.symbol, a.interval from market.alerts a join market.alert_symbols s on s.user_id = a.user_id and s.alert_id = a.id
            where a.user_id = $1 and a.watchlist_id = $2 and s.symbol <> all($3)
            union
            select l.symbol, a.interval from market.alerts a cross join unnest($3::text[]) as l (symbol)
            where a.user_id = $1 and a.watchlist_id = $2 and a.enabled and not exists (
                select 1 from market.alert_symbols s
                where s.user_id = a.user_id and s.alert_id = a.id and s.symbol = l.symbol and s.since is not null)
            """
        );
        command.With(userId).With(listId).With(symbols);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. await reader.All(row => ((string?)row.GetString(0), row.GetString(1)), cancellationToken)];
    }
}
