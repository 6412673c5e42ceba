namespace Ami.Core.Documents;

/// <summary>A4 in points, and what stands where on it.</summary>
internal static class Sheet
{
    public const double Width = 595.28;
    public const double Height = 841.89;
    public const double Margin = 48;
    public const double Column = Width - (2 * Margin);

    /// <summary>Between the running header and footer is room for the document.</summary>
    public const double Top = 64;

    /// <inheritdoc cref="Top"/>
    public const double Bottom = Height - 60;
    public const double Room = Bottom - Top;

    /// <summary>Around the text of a cell.</summary>
    public const double Padding = 4;
    public const double ChartHeight = 190;
    public const double QrCodeSide = 104;
    public const int FiguresInRow = 3;
}
