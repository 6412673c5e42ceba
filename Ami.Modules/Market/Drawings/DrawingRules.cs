using System.Collections.Frozen;
using Ami.Modules.Market.Domain;

namespace Ami.Modules.Market.Drawings;

/// <summary>What a drawing and a template can be.</summary>
internal static class DrawingRules
{
    public const int MostOfASymbol = 500;
    public const int MostTemplates = 100;
    public const int MostBrushPoints = 300;
    public const int LongestText = 500;
    public const int LongestName = 40;

    /// <summary>2100-01-01, Unix milliseconds.</summary>
    public const long Latest = 4_102_444_800_000;

    private const decimal Highest = 1_000_000_000_000_000m;
    private const int Decimals = 10;

    /// <summary>The shares of a move that traders look at; a chart offers these.</summary>
    public static readonly FrozenSet<decimal> Levels = new[]
    {
        0m,
        0.236m,
        0.382m,
        0.5m,
        0.618m,
        0.786m,
        1m,
        1.272m,
        1.414m,
        1.618m,
        2m,
        2.272m,
        2.618m,
        3.618m,
        4.236m,
    }.ToFrozenSet();

    /// <returns>What is wrong with it, or null.</returns>
    public static Error? Check(DrawingKind kind, IReadOnlyList<DrawingPoint> points, DrawingStyle style, string? text)
    {
        var (fewest, most) = Points(kind);
        return points.Count < fewest || points.Count > most ? DrawingErrors.Points(fewest, most)
            : points.Any(point => point is null) ? DrawingErrors.Points(fewest, most)
            : points.Any(point => point.T is < BarLimits.Earliest or > Latest) ? DrawingErrors.Time
            : points.Any(point => point.Price is <= 0 or > Highest || decimal.Round(point.Price, Decimals) != point.Price) ? DrawingErrors.Price
            : !SidesFit(kind, points) ? DrawingErrors.Sides
            : !TextFits(kind, text) ? DrawingErrors.Text
            : Check(kind, style);
    }

    /// <returns>What is wrong with it, or null.</returns>
    public static Error? Check(DrawingKind kind, DrawingStyle style) =>
        style.Width is < 1 or > 4 ? DrawingErrors.Width
        : !LevelsFit(kind, style.Levels) ? DrawingErrors.Levels
        : null;

    /// <returns>What is wrong with it, or null.</returns>
    public static Error? CheckName(string name) =>
        name.Length is 0 or > LongestName || name != name.Trim() || name.Any(char.IsControl) ? DrawingErrors.Name : null;

    private static (int Fewest, int Most) Points(DrawingKind kind) =>
        kind switch
        {
            DrawingKind.HorizontalLine or DrawingKind.VerticalLine or DrawingKind.Text => (1, 1),
            DrawingKind.Channel or DrawingKind.FibExtension or DrawingKind.LongPosition or DrawingKind.ShortPosition => (3, 3),
            DrawingKind.Brush => (2, MostBrushPoints),
            _ => (2, 2),
        };

    private static bool SidesFit(DrawingKind kind, IReadOnlyList<DrawingPoint> points) =>
        kind switch
        {
            DrawingKind.LongPosition => points[1].Price < points[0].Price && points[0].Price < points[2].Price,
            DrawingKind.ShortPosition => points[2].Price < points[0].Price && points[0].Price < points[1].Price,
            _ => true,
        };

    private static bool TextFits(DrawingKind kind, string? text) =>
        text is null ? kind != DrawingKind.Text : text.Length <= LongestText && text.Trim().Length > 0 && !text.Any(c => char.IsControl(c) && c != '\n');

    private static bool LevelsFit(DrawingKind kind, IReadOnlyList<decimal>? levels) =>
        kind is DrawingKind.FibRetracement or DrawingKind.FibExtension
            ? levels is { Count: > 0 } && levels.All(Levels.Contains) && levels.Zip(levels.Skip(1)).All(pair => pair.First < pair.Second)
            : levels is null;
}
