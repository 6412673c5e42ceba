using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Alerts;

/// <summary>How many alerts a person may have, and at how many symbols they may be looked at.</summary>
internal static class AlertRoom
{
    /// <summary>Why there is no room for an alert that is made, switched on, or is to be about others than before; null where there is.</summary>
    /// <param name="unitOfWork">The transaction, in which alerts are held.</param>
    /// <param name="db">Alerts.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="found">What is there before; null for a new one.</param>
    /// <param name="wanted">What it is to be.</param>
    /// <param name="listed">The symbols of the list that it is to be about; null where there is no such list.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Error?> Lacks(
        UnitOfWork unitOfWork,
        MarketDb db,
        Guid userId,
        Alert? found,
        KeepAlerts.Wanted wanted,
        string[]? listed,
        CancellationToken cancellationToken
    )
    {
        var isSameList = found is not null && found.WatchlistId == wanted.WatchlistId;
        // One that is off stays what it was, also where its list is gone.
        if (wanted.WatchlistId is not null && listed is null && (wanted.IsOn || !isSameList))
        {
            return AlertErrors.WatchlistUnknown;
        }

        var own = db.Alerts.Where(a => a.UserId == userId);
        if (found is null && await own.CountAsync(cancellationToken) >= AlertRules.MostAlerts)
        {
            return AlertErrors.TooMany;
        }

        if (
            wanted is { Symbol: null, WatchlistId: null }
            && found is not { Symbol: null, WatchlistId: null }
            && await own.CountAsync(a => a.Symbol == null && a.WatchlistId == null, cancellationToken) >= AlertRules.MostOnAll
        )
        {
            return AlertErrors.TooManyOnAll;
        }

        if (listed is null || !wanted.IsOn || isSameList && found is { Enabled: true })
        {
            return null;
        }

        var others = await OnLists(unitOfWork, userId, cancellationToken);
        return others.Where(one => one.Alert != found?.Id).Sum(one => one.Symbols) + listed.Length > AlertRules.MostWatched ? AlertErrors.TooManyWatched : null;
    }

    /// <summary>Why there is no room for more symbols in a list that alerts are about; null where there is.</summary>
    /// <param name="unitOfWork">The transaction, in which alerts are held.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="listId">Which list.</param>
    /// <param name="symbols">How many it is to have.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Error?> LacksFor(UnitOfWork unitOfWork, Guid userId, Guid listId, int symbols, CancellationToken cancellationToken)
    {
        var all = await OnLists(unitOfWork, userId, cancellationToken);
        return all.Any(one => one.List == listId) && all.Sum(one => one.List == listId ? symbols : one.Symbols) > AlertRules.MostWatched
            ? AlertErrors.TooManyWatched
            : null;
    }

    /// <summary>A person's alerts on lists that are switched on, with how many symbols each is about.</summary>
    private static async Task<IReadOnlyList<(Guid Alert, Guid List, int Symbols)>> OnLists(
        UnitOfWork unitOfWork,
        Guid userId,
        CancellationToken cancellationToken
    )
    {
        await using var command = unitOfWork.Command(
            """
            select a.id, a.watchlist_id,
                (select count(*) from jsonb_array_elements(coalesce(w.items, '[]')) item where item ->> 'symbol' is not null)::int
            from market.alerts a left join market.watchlists w on w.user_id = a.user_id and w.id = a.watchlist_id
            where a.user_id = $1 and a.watchlist_id is not null and a.enabled
            """
        );
        command.With(userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(row => (row.GetGuid(0), row.GetGuid(1), row.GetInt32(2)), cancellationToken);
    }
}
