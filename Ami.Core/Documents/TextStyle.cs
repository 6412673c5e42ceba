using System.Text;
using PdfSharp.Drawing;

namespace Ami.Core.Documents;

/// <summary>How a text is set.</summary>
/// <param name="Face">Its weight.</param>
/// <param name="Size">In points.</param>
internal sealed record TextStyle(Typeface Face, double Size)
{
    private const double LineHeight = 1.35;

    public static TextStyle Title { get; } = new(Typeface.Bold, 18);

    public static TextStyle Display { get; } = new(Typeface.Bold, 24);

    public static TextStyle Heading { get; } = new(Typeface.Bold, 12.5);

    public static TextStyle Body { get; } = new(Typeface.Regular, 9.5);

    public static TextStyle Notice { get; } = new(Typeface.Bold, 9.5);

    public static TextStyle Label { get; } = new(Typeface.Regular, 8);

    public static TextStyle Value { get; } = new(Typeface.Bold, 11);

    public static TextStyle Cell { get; } = new(Typeface.Regular, 7.5);

    public static TextStyle CellHeader { get; } = new(Typeface.Bold, 7.5);

    /// <summary>From one line to the next, in points.</summary>
    public double Line => Size * LineHeight;

    /// <summary>From the top of a line to where its letters stand: what is over is shared above and below.</summary>
    public double Baseline => Size * 1.02;

    /// <summary>As PDFsharp wants it. Only the glyphs that are used are embedded.</summary>
    public XFont Font(XPdfFontOptions options) => new(Typeface.Family, Size, Face == Typeface.Bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, options);

    public double Width(string text) => Face.Width(text, Size);

    /// <summary>
    /// The lines of a text in a column: broken between words, and within a word only when it is wider than the column. Nothing but the space at a break is
    /// left out. At least one line.
    /// </summary>
    public IReadOnlyList<string> Wrap(string text, double width)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in Face.Drawable(paragraph).Split(' '))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (Width(longer) <= width)
                {
                    line = longer;
                    continue;
                }

                if (line.Length > 0)
                {
                    lines.Add(line);
                }

                line = Break(word, width, lines);
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Breaks a word that is too wide into full lines, and returns what is left of it.</summary>
    private string Break(string word, double width, List<string> lines)
    {
        if (Width(word) <= width)
        {
            return word;
        }

        var part = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            var one = rune.ToString();
            if (part.Length > 0 && Width(part + one) > width)
            {
                lines.Add(part.ToString());
                part.Clear();
            }

            part.Append(one);
        }

        return part.ToString();
    }
}
