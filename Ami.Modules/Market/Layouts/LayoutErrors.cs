namespace Ami.Modules.Market.Layouts;

/// <summary>What can be refused about layouts. Their words for people are in the web app's <c>features/market/layout/texts</c>.</summary>
internal static class LayoutErrors
{
    public static Error Name { get; } = Error.InvalidField("market.layout_name", "name", $"Give it a name of 1 to {LayoutRules.LongestName} characters.");

    public static Error NameTaken { get; } = Error.Conflict("market.layout_name_taken", "Another of your layouts has this name.");

    public static Error Charts { get; } = Error.InvalidField("market.layout_charts", "body", $"A layout has 1 to {LayoutRules.MostCharts} charts.");

    public static Error Compared { get; } =
        Error.InvalidField("market.layout_compare", "body", $"A chart compares at most {LayoutRules.MostCompared} other symbols, each once.");

    public static Error Indicators { get; } =
        Error.InvalidField(
            "market.layout_indicators",
            "body",
            $"A chart has at most {LayoutRules.MostIndicators} indicators of the catalogue, each with a key of its own."
        );

    public static Error Panels { get; } = Error.InvalidField("market.layout_panels", "body", "Sizes of panels are 0 to 100 percent.");

    public static Error TooLarge { get; } = Error.InvalidField("market.layout_too_large", "body", $"A layout is at most {LayoutRules.MostBytes / 1024} kB.");

    public static Error TooMany { get; } =
        Error.Conflict("market.too_many_layouts", $"You have {LayoutRules.MostLayouts} layouts, the most there can be. Delete some first.");

    public static Error Version { get; } = Error.InvalidField("market.layout_version", "version", "Send the version that you saw, 0 for a new layout.");

    public static Error Changed { get; } =
        Error.Conflict("market.layout_changed", "It was changed elsewhere meanwhile. Look at what is there now, and change that.");

    public static Error Unknown { get; } = Error.NotFound("market.layout_unknown", "It was deleted elsewhere meanwhile. Send version 0 to make it anew.");

    public static ShelfErrors Shelf { get; } = new(Version, Unknown, Changed, TooMany);
}
