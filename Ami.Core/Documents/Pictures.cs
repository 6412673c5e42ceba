using SkiaSharp;

namespace Ami.Core.Documents;

/// <summary>What a picture that is shared says, from top to bottom.</summary>
/// <param name="Kind">What it is, in a few words.</param>
/// <param name="Name">Whom or what it is about, in large letters.</param>
/// <param name="Title">More of it.</param>
public sealed record PictureCard(string Kind, string Name, string Title)
{
    /// <summary>At the foot, each in a line.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Makes pictures of texts, as PNG, with the typeface of documents. The same texts give the same picture.</summary>
public static class Pictures
{
    private const int CardWidth = 1200;
    private const int CardHeight = 630;
    private const int BadgeSide = 600;
    private const int Edge = 72;

    private static readonly SKColor Ground = new(0x10, 0x18, 0x28);
    private static readonly SKColor Accent = new(0x4D, 0xA3, 0xFF);
    private static readonly SKColor Ink = new(0xFF, 0xFF, 0xFF);
    private static readonly SKColor Muted = new(0xB4, 0xBF, 0xD0);

    /// <summary>1200 by 630 pixels, as networks show what is shared.</summary>
    public static byte[] Card(PictureCard card) =>
        Draw(
            CardWidth,
            CardHeight,
            canvas =>
            {
                using var band = new SKPaint { Color = Accent };
                canvas.DrawRect(0, 0, CardWidth, 12, band);
                const double Width = CardWidth - (2 * Edge);
                Lines(canvas, ["AMI"], new TextStyle(Typeface.Bold, 34), Edge, 56, Accent);
                Lines(canvas, Fitted(card.Kind, Typeface.Regular, 34, Width, 1, out var kind), kind, Edge, 128, Muted);
                var top = 196.0;
                top = Lines(canvas, Fitted(card.Name, Typeface.Bold, 66, Width, 2, out var name), name, Edge, top, Ink) + 12;
                Lines(canvas, Fitted(card.Title, Typeface.Regular, 40, Width, 2, out var title), title, Edge, top, Ink);
                var note = new TextStyle(Typeface.Regular, 24);
                Lines(canvas, card.Notes, note, Edge, CardHeight - 40 - (card.Notes.Count * note.Line), Muted);
            }
        );

    /// <summary>A square of 600 pixels with a medal and what it is for.</summary>
    /// <param name="kind">What it is, in a few words.</param>
    /// <param name="title">What it is for.</param>
    public static byte[] Badge(string kind, string title) =>
        Draw(
            BadgeSide,
            BadgeSide,
            canvas =>
            {
                using var line = new SKPaint
                {
                    Color = Accent,
                    IsAntialias = true,
                    Style = SKPaintStyle.Stroke,
                    StrokeWidth = 14,
                    StrokeJoin = SKStrokeJoin.Round,
                    StrokeCap = SKStrokeCap.Round,
                };
                canvas.DrawCircle(BadgeSide / 2f, 170, 96, line);
                using var tick = new SKPathBuilder();
                tick.MoveTo(256, 172);
                tick.LineTo(288, 206);
                tick.LineTo(348, 138);
                using var path = tick.Detach();
                canvas.DrawPath(path, line);
                const double Width = BadgeSide - Edge;
                var top = Lines(canvas, Fitted(kind, Typeface.Regular, 26, Width, 1, out var small), small, null, 306, Muted) + 10;
                Lines(canvas, Fitted(title, Typeface.Bold, 40, Width, 4, out var large), large, null, top, Ink);
                Lines(canvas, ["AMI"], new TextStyle(Typeface.Bold, 28), null, BadgeSide - 62, Accent);
            }
        );

    private static byte[] Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(Ground);
            draw(canvas);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The text in as many lines as there may be: as large as it can be, and cut only where it does not fit at half of its size.</summary>
    private static IReadOnlyList<string> Fitted(string text, Typeface face, double size, double width, int most, out TextStyle style)
    {
        style = new TextStyle(face, size);
        var lines = style.Wrap(text, width);
        for (var smaller = size; lines.Count > most && smaller > size / 2; smaller -= 2)
        {
            style = new TextStyle(face, smaller);
            lines = style.Wrap(text, width);
        }

        return lines.Count <= most ? lines : [.. lines.Take(most - 1), lines[most - 1] + "…"];
    }

    /// <param name="canvas">Where.</param>
    /// <param name="lines">As they are drawn.</param>
    /// <param name="style">How.</param>
    /// <param name="left">Where they begin; null to centre them.</param>
    /// <param name="top">The upper edge of the first.</param>
    /// <param name="colour">Theirs.</param>
    /// <returns>The lower edge of the last.</returns>
    private static double Lines(SKCanvas canvas, IReadOnlyList<string> lines, TextStyle style, double? left, double top, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        using var font = style.Face.Font(style.Size);
        foreach (var line in lines)
        {
            var text = style.Face.Drawable(line);
            var x = left ?? (canvas.DeviceClipBounds.Width - style.Width(text)) / 2;
            canvas.DrawText(text, (float)x, (float)(top + style.Baseline), SKTextAlign.Left, font, paint);
            top += style.Line;
        }

        return top;
    }
}
