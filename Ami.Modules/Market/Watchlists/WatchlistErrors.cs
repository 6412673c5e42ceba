namespace Ami.Modules.Market.Watchlists;

/// <summary>What can be refused about watchlists. Their words for people are in the web app's <c>features/market/watchlist/texts</c>.</summary>
internal static class WatchlistErrors
{
    public static Error Name { get; } = Error.InvalidField("market.watchlist_name", "name", $"Give it a name of 1 to {KeepWatchlists.LongestName} characters.");

    public static Error NameTaken { get; } = Error.Conflict("market.watchlist_name_taken", "Another of your lists has this name.");

    public static Error Items { get; } =
        Error.InvalidField("market.watchlist_items", "items", $"A line is a symbol or a section of 1 to {KeepWatchlists.LongestName} characters.");

    public static Error Doubled(string symbol) => Error.InvalidField("market.watchlist_doubled", "items", $"{symbol} stands in the list twice.");

    public static Error TooManyItems { get; } = Error.InvalidField("market.too_many_watched", "items", $"A list has at most {KeepWatchlists.MostItems} lines.");

    public static Error TooMany { get; } =
        Error.Conflict("market.too_many_watchlists", $"You have {KeepWatchlists.MostLists} lists, the most there can be. Delete some first.");

    public static Error Version { get; } = Error.InvalidField("market.watchlist_version", "version", "Send the version that you saw, 0 for a new list.");

    public static Error Changed { get; } =
        Error.Conflict("market.watchlist_changed", "It was changed elsewhere meanwhile. Look at what is there now, and change that.");

    public static Error Unknown { get; } = Error.NotFound("market.watchlist_unknown", "It was deleted elsewhere meanwhile. Send version 0 to make it anew.");

    public static ShelfErrors Shelf { get; } = new(Version, Unknown, Changed, TooMany);
}
