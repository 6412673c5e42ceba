namespace Ami.Modules.Market.Drawings;

/// <summary>What can be refused about drawings. Their words for people are in the web app's <c>features/market/drawings/texts</c>.</summary>
internal static class DrawingErrors
{
    public static Error Points(int fewest, int most) =>
        Error.InvalidField(
            "market.drawing_points",
            "points",
            fewest == most ? $"This kind of drawing has {fewest} points." : $"This kind of drawing has {fewest} to {most} points."
        );

    public static Error Time { get; } = Error.InvalidField("market.drawing_time", "points", "A time must lie between the years 1900 and 2100.");

    public static Error Price { get; } =
        Error.InvalidField("market.drawing_price", "points", "A price must be above 0, at most 10^15, and have at most ten decimals.");

    public static Error Sides { get; } =
        Error.InvalidField("market.drawing_sides", "points", "The entry stands between stop and target; a long position has its stop below.");

    public static Error Text { get; } =
        Error.InvalidField("market.drawing_text", "text", $"Write 1 to {DrawingRules.LongestText} characters; only a text must have them.");

    public static Error Width { get; } = Error.InvalidField("market.drawing_width", "style", "A line is 1 to 4 pixels wide.");

    public static Error Levels { get; } =
        Error.InvalidField("market.drawing_levels", "style", "Fibonacci drawings show one or more of the known levels, rising; others have none.");

    public static Error Version { get; } = Error.InvalidField("market.drawing_version", "version", "Send the version that you saw, 0 for a new drawing.");

    public static Error Changed { get; } =
        Error.Conflict("market.drawing_changed", "It was changed elsewhere meanwhile. Look at what is there now, and change that.");

    public static Error Unknown { get; } = Error.NotFound("market.drawing_unknown", "It was deleted elsewhere meanwhile. Send version 0 to draw it anew.");

    public static Error TooMany { get; } =
        Error.Conflict("market.too_many_drawings", $"A symbol has at most {DrawingRules.MostOfASymbol} drawings. Delete some first.");

    public static Error Name { get; } = Error.InvalidField("market.template_name", "name", $"Give it a name of 1 to {DrawingRules.LongestName} characters.");

    public static Error NameTaken { get; } = Error.Conflict("market.template_name_taken", "Another template of this kind has this name.");

    public static Error TooManyTemplates { get; } =
        Error.Conflict("market.too_many_templates", $"You have {DrawingRules.MostTemplates} templates, the most there can be. Delete some first.");

    public static ShelfErrors Shelf { get; } = new(Version, Unknown, Changed, TooMany);
}
