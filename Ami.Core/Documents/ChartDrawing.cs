using PdfSharp.Drawing;

namespace Ami.Core.Documents;

/// <summary>Draws a line over time, with round numbers on the one axis and days or hours on the other. Distances are proportional to time.</summary>
internal sealed class ChartDrawing(LineChart chart, Document document, Func<TextStyle, XFont> font)
{
    private const double Labels = 62;
    private const double Below = 18;
    private const int Ticks = 5;

    private static readonly XPen Grid = new(XColor.FromArgb(0xDD, 0xE0, 0xE4), 0.5);
    private static readonly XPen Line = new(XColor.FromArgb(0x1D, 0x4E, 0xD8), 1.2) { LineJoin = XLineJoin.Round };
    private static readonly XBrush Dot = new XSolidBrush(XColor.FromArgb(0x1D, 0x4E, 0xD8));

    private readonly LocalFormat _format = new(document.Language, document.Zone);

    public void Draw(XGraphics paper, XRect box)
    {
        var plot = new XRect(box.Left + Labels, box.Top + 8, box.Width - Labels - 8, box.Height - Below - 8);
        var scale = ValueScale.Of(chart.Points.Min(p => p.Value), chart.Points.Max(p => p.Value), Ticks);
        var (first, last) = (chart.Points[0].At, chart.Points[^1].At);
        var span = Math.Max((last - first).TotalSeconds, 1);
        double X(DateTimeOffset at) => plot.Left + ((at - first).TotalSeconds / span * plot.Width);
        double Y(decimal value) => plot.Bottom - ((double)((value - scale.Lowest) / (scale.Highest - scale.Lowest)) * plot.Height);

        foreach (var tick in scale.Ticks)
        {
            paper.DrawLine(Grid, plot.Left, Y(tick), plot.Right, Y(tick));
            var label = _format.Number(tick, chart.Format);
            Write(paper, label, plot.Left - 6 - TextStyle.Cell.Width(label), Y(tick) + 2.5);
        }

        DrawTimes(paper, plot, first, last);
        if (chart.Points.Count == 1)
        {
            paper.DrawEllipse(Dot, X(first) - 2, Y(chart.Points[0].Value) - 2, 4, 4);
            return;
        }

        paper.DrawLines(Line, [.. chart.Points.Select(p => new XPoint(X(p.At), Y(p.Value)))]);
    }

    private void DrawTimes(XGraphics paper, XRect plot, DateTimeOffset first, DateTimeOffset last)
    {
        var span = last - first;
        var steps = span == TimeSpan.Zero ? 1 : Ticks;
        string? before = null;
        for (var i = 0; i < steps; i++)
        {
            var share = steps == 1 ? 0 : (double)i / (steps - 1);
            var at = first + (span * share);
            var label = span < TimeSpan.FromDays(2) ? _format.Moment(at) : _format.Day(at);
            if (label == before)
            {
                continue;
            }

            before = label;
            var width = TextStyle.Cell.Width(label);
            Write(paper, label, Math.Clamp(plot.Left + (share * plot.Width) - (width / 2), plot.Left - 6, plot.Right - width + 8), plot.Bottom + 12);
        }
    }

    private void Write(XGraphics paper, string text, double left, double baseline) =>
        paper.DrawString(TextStyle.Cell.Face.Drawable(text), font(TextStyle.Cell), XBrushes.Black, left, baseline, XStringFormats.BaseLineLeft);
}
