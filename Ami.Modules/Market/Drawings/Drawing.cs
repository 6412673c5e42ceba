namespace Ami.Modules.Market.Drawings;

/// <summary>What can be drawn.</summary>
public enum DrawingKind
{
    /// <summary>Two points.</summary>
    TrendLine,

    /// <summary>From a point through another, without end.</summary>
    Ray,

    /// <summary>A price.</summary>
    HorizontalLine,

    /// <summary>An instant.</summary>
    VerticalLine,

    /// <summary>A line by two points, and a third through which its parallel goes.</summary>
    Channel,

    /// <summary>Two opposite corners.</summary>
    Rectangle,

    /// <summary>From where a move began to where it ended.</summary>
    FibRetracement,

    /// <summary>A move by two points, and where the next one begins.</summary>
    FibExtension,

    /// <summary>From where to where.</summary>
    Measure,

    /// <summary>Entry, stop below it, target above it.</summary>
    LongPosition,

    /// <summary>Entry, stop above it, target below it.</summary>
    ShortPosition,

    /// <summary>Words at a point.</summary>
    Text,

    /// <summary>Drawn by hand.</summary>
    Brush,
}

/// <summary>Colours by name: what they look like is the theme's.</summary>
public enum DrawingColor
{
    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Teal.</summary>
    Teal,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Violet.</summary>
    Violet,

    /// <summary>Gray.</summary>
    Gray,
}

/// <summary>How a line is drawn.</summary>
public enum DrawingDash
{
    /// <summary>Without gaps.</summary>
    Solid,

    /// <summary>In strokes.</summary>
    Dashed,

    /// <summary>In dots.</summary>
    Dotted,
}

/// <summary>A place on a chart, whatever its interval.</summary>
/// <param name="T">Unix milliseconds; may lie in the future.</param>
/// <param name="Price">Above 0.</param>
public sealed record DrawingPoint(long T, decimal Price);

/// <summary>What a drawing looks like.</summary>
/// <param name="Color">Of lines and words; areas are of the same, translucent.</param>
/// <param name="Width">Of lines, 1 to 4 pixels.</param>
/// <param name="Dash">Of lines.</param>
/// <param name="Levels">Of Fibonacci kinds: which are shown, as shares of the move, rising; null elsewhere.</param>
public sealed record DrawingStyle(DrawingColor Color, int Width, DrawingDash Dash, IReadOnlyList<decimal>? Levels = null);

/// <summary>A drawing of one person on the charts of one symbol.</summary>
internal sealed class Drawing : IKept
{
    public required Guid UserId { get; init; }

    public required string Symbol { get; init; }

    /// <summary>The client's.</summary>
    public required Guid Id { get; init; }

    public required DrawingKind Kind { get; set; }

    /// <summary>JSON, see <see cref="DrawingJson"/>.</summary>
    public required string Points { get; set; }

    /// <summary>JSON, see <see cref="DrawingJson"/>.</summary>
    public required string Style { get; set; }

    public string? Text { get; set; }

    public bool IsLocked { get; set; }

    public bool IsHidden { get; set; }

    /// <summary>Grows with each change.</summary>
    public int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A style under a name, for drawings of one kind.</summary>
internal sealed class DrawingTemplate
{
    public required Guid UserId { get; init; }

    /// <summary>The client's.</summary>
    public required Guid Id { get; init; }

    public required DrawingKind Kind { get; set; }

    public required string Name { get; set; }

    /// <summary>JSON, see <see cref="DrawingJson"/>.</summary>
    public required string Style { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
