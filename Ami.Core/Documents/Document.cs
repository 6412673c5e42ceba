namespace Ami.Core.Documents;

/// <summary>
/// What a document says, from top to bottom, without a word about how it looks. <see cref="PdfDocuments.Write"/> makes a PDF of it: A4, tagged for assistive
/// technology, the same bytes for the same document.
/// </summary>
/// <param name="Title">Stands on top and in the viewer's title bar.</param>
/// <param name="Language">Of all its texts; numbers and days on charts are written as this language writes them.</param>
/// <param name="Zone">In which charts name their hours and days.</param>
/// <param name="MadeAt">When it was made, UTC; the only time that the file carries.</param>
public sealed record Document(string Title, Language Language, TimeZoneInfo Zone, DateTimeOffset MadeAt)
{
    /// <summary>What nobody may overlook, such as that the money is simulated: under the title, and on every page. None by default.</summary>
    public string? Notice { get; init; }

    /// <summary>Its parts, in reading order.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }
}

/// <summary>A part of a document.</summary>
public abstract record Block
{
    private protected Block() { }
}

/// <summary>The heading of what follows; it never stands alone at the end of a page.</summary>
/// <param name="Text">A few words.</param>
public sealed record Heading(string Text) : Block;

/// <summary>Running text. Line breaks in it are kept.</summary>
/// <param name="Text">The text.</param>
public sealed record Paragraph(string Text) : Block;

/// <summary>What the document is about, in large letters: a name.</summary>
/// <param name="Text">A few words.</param>
public sealed record Display(string Text) : Block;

/// <summary>A QR code, for whoever has the document on paper.</summary>
/// <param name="Content">What it says: an address.</param>
/// <param name="Alternative">Where it leads, in words, for whoever does not see it.</param>
public sealed record QrCode(string Content, string Alternative) : Block;

/// <summary>The figures that matter, side by side.</summary>
/// <param name="Items">In reading order.</param>
public sealed record KeyFigures(IReadOnlyList<KeyFigure> Items) : Block;

/// <summary>A figure with its name.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">As it is to be read, with its unit.</param>
public sealed record KeyFigure(string Label, string Value);

/// <summary>
/// Rows under column headers. Headers stand on every page that has rows, a row is on one page, and what is too long for a cell goes on in its next line.
/// </summary>
/// <param name="Columns">At least one.</param>
/// <param name="Rows">Each with a cell for every column; all tables of a document together have at most <see cref="PdfDocuments.MostRows"/>.</param>
public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Block
{
    /// <summary>A last row that sums up, with a cell for every column; none by default.</summary>
    public IReadOnlyList<string>? Totals { get; init; }
}

/// <summary>A column of a table.</summary>
/// <param name="Title">Its header.</param>
/// <param name="Share">How wide it is, in proportion to the others; above zero.</param>
/// <param name="Numeric">Whether its cells end under each other instead of beginning there.</param>
public sealed record Column(string Title, double Share, bool Numeric = false);

/// <summary>A line over time.</summary>
/// <param name="Alternative">What it shows, in words, for whoever does not see it.</param>
/// <param name="Points">In the order of their times; at least one.</param>
/// <param name="Format">How the value axis writes numbers: a .NET format such as <c>N0</c> or <c>P1</c>.</param>
public sealed record LineChart(string Alternative, IReadOnlyList<ChartPoint> Points, string Format = "N0") : Block;

/// <summary>A value at a time.</summary>
/// <param name="At">When.</param>
/// <param name="Value">How much.</param>
public readonly record struct ChartPoint(DateTimeOffset At, decimal Value);
