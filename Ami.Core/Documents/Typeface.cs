using System.Text;
using PdfSharp.Fonts;
using SkiaSharp;

namespace Ami.Core.Documents;

/// <summary>The embedded typeface in one weight: which characters it has, and how wide they are. Thread-safe.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "There are two of them, for as long as the process lives.")]
internal sealed class Typeface
{
    /// <summary>The family's name, as PDFsharp asks for it.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly Rune Missing = new('\uFFFD');

    /// <summary>One unit of the typeface's own is a point at this size, so that nothing is rounded.</summary>
    private readonly SKFont _glyphs;

    private Typeface(string file)
    {
        File = Resource(file);
        var face = SKTypeface.FromData(SKData.CreateCopy(File)) ?? throw new InvalidOperationException($"{file} is not a typeface.");
        _glyphs = new SKFont(face, face.UnitsPerEm)
        {
            LinearMetrics = true,
            Subpixel = true,
            Hinting = SKFontHinting.None,
        };
    }

    public static Typeface Regular { get; } = new("DejaVuSans.ttf");

    public static Typeface Bold { get; } = new("DejaVuSans-Bold.ttf");

    /// <summary>The TrueType file.</summary>
    public byte[] File { get; }

    /// <summary>Tells PDFsharp of the typefaces; they are the only ones it gets, so a document looks alike on every machine.</summary>
    public static void Register() => GlobalFontSettings.FontResolver ??= new Resolver();

    /// <summary>A text that can be drawn: what the typeface lacks, and what is no character at all, becomes U+FFFD; controls become spaces.</summary>
    public string Drawable(string text)
    {
        var drawable = new StringBuilder(text.Length);
        // Halves of surrogate pairs that stand alone are enumerated as U+FFFD; whole ones PDFsharp would draw, but not name so that they can be copied.
        foreach (var rune in text.EnumerateRunes())
        {
            drawable.Append(
                (
                    Rune.IsControl(rune) ? new Rune(' ')
                    : rune.IsBmp && _glyphs.ContainsGlyph(rune.Value) ? rune
                    : Missing
                ).ToString()
            );
        }

        return drawable.ToString();
    }

    /// <summary>How wide a drawable text is, in points.</summary>
    public double Width(string text, double size) => _glyphs.MeasureText(text) * size / _glyphs.Size;

    /// <summary>It in a size, for pictures.</summary>
    public SKFont Font(double size) => new(_glyphs.Typeface, (float)size) { Subpixel = true };

    private static byte[] Resource(string file)
    {
        using var stream =
            typeof(Typeface).Assembly.GetManifestResourceStream($"Ami.Core.Documents.Fonts.{file}")
            ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed class Resolver : IFontResolver
    {
        public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? nameof(Bold) : nameof(Regular));

        public byte[] GetFont(string faceName) => (faceName == nameof(Bold) ? Typeface.Bold : Typeface.Regular).File;
    }
}
