namespace Ami.Modules.Market.Screener;

/// <summary>What can be refused about scans and saved screens. Their words for people are in the web app's <c>features/market/screener/texts</c>.</summary>
internal static class ScreenErrors
{
    public static Error Columns { get; } =
        Error.InvalidField(
            "market.scan_columns",
            "columns",
            $"At most {ScanPlan.MostColumns} columns, each with a formula and a title of 1 to {ScanPlan.LongestTitle} characters or none."
        );

    public static Error Interval { get; } =
        Error.InvalidField("market.scan_interval", "interval", "A rule asks with 'on' about an interval that is no multiple of this one.");

    public static Error TooFar { get; } =
        Error.InvalidField("market.scan_too_far", "interval", $"A rule looks back over more than {Rules.RuleLead.Most} bars of this interval.");

    public static Error TooCostly { get; } =
        Error.Invalid("market.scan_too_costly", "These rules are too much work for each symbol together: shorten their windows, or ask for less.");

    public static Error Busy { get; } = Error.Unavailable("market.scan_busy", "Other scans are being made. Try again in a moment.", TimeSpan.FromSeconds(3));

    public static Error WatchlistUnknown { get; } = Error.NotFound("market.watchlist_unknown", "You have no such watchlist.");

    public static Error Name { get; } = Error.InvalidField("market.screen_name", "name", $"Give it a name of 1 to {ScreenRules.LongestName} characters.");

    public static Error NameTaken { get; } = Error.Conflict("market.screen_name_taken", "Another of your screens has this name.");

    public static Error Sort { get; } = Error.InvalidField("market.screen_sort", "body", "Sort by symbol, last, change, or one of its columns.");

    public static Error TooMany { get; } =
        Error.Conflict("market.too_many_screens", $"You have {ScreenRules.MostScreens} screens, the most there can be. Delete some first.");

    public static Error Version { get; } = Error.InvalidField("market.screen_version", "version", "Send the version that you saw, 0 for a new screen.");

    public static Error Changed { get; } =
        Error.Conflict("market.screen_changed", "It was changed elsewhere meanwhile. Look at what is there now, and change that.");

    public static Error Unknown { get; } = Error.NotFound("market.screen_unknown", "It was deleted elsewhere meanwhile. Send version 0 to make it anew.");

    public static ShelfErrors Shelf { get; } = new(Version, Unknown, Changed, TooMany);
}
