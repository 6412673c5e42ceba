using Ami.Modules.Market.Drawings;
using Ami.Quant.Indicators;
using Ami.Quant.Rules;

namespace Ami.Modules.Market.Alerts;

/// <summary>
/// The prices of a drawing over time, which its alerts ask about. Lines and areas go on to the right of their last point: who draws a line up to the newest bar
/// wants to know of the next ones. Between two points a line is straight in time and price.
/// </summary>
internal sealed class AlertShape : IAlertFacts
{
    private const string Price = "drawing.price";
    private const string Upper = "drawing.upper";
    private const string Lower = "drawing.lower";

    private static readonly FactSchema Line = new([
        new FactSpec(Price, RuleKind.Number, "", new Term("Price of the drawn line at this bar", "Precio de la línea dibujada en esta vela")),
    ]);

    private static readonly FactSchema Band = new([
        new FactSpec(Upper, RuleKind.Number, "", new Term("Upper edge of the drawing at this bar", "Borde superior del dibujo en esta vela")),
        new FactSpec(Lower, RuleKind.Number, "", new Term("Lower edge of the drawing at this bar", "Borde inferior del dibujo en esta vela")),
    ]);

    private readonly DrawingKind _kind;
    private readonly IReadOnlyList<DrawingPoint> _points;

    private AlertShape(DrawingKind kind, IReadOnlyList<DrawingPoint> points) => (_kind, _points) = (kind, points);

    /// <summary>What rules about it may name.</summary>
    public FactSchema Facts => _kind is DrawingKind.Channel or DrawingKind.Rectangle ? Band : Line;

    /// <summary>The shape of a drawing; null for kinds that are no prices over time.</summary>
    public static AlertShape? Of(DrawingKind kind, IReadOnlyList<DrawingPoint> points) =>
        kind is DrawingKind.HorizontalLine or DrawingKind.TrendLine or DrawingKind.Ray or DrawingKind.Channel or DrawingKind.Rectangle
            ? new AlertShape(kind, points)
            : null;

    /// <summary>Sets the facts for a bar; they are undefined where the drawing has no price.</summary>
    public void Set(FactValues facts, long time)
    {
        facts.Clear();
        if (_kind == DrawingKind.HorizontalLine)
        {
            facts.Set(Price, (double)_points[0].Price);
            return;
        }

        var (a, b) = (_points[0], _points[1]);
        if (_kind == DrawingKind.Rectangle)
        {
            if (time >= Math.Min(a.T, b.T))
            {
                facts.Set(Upper, (double)Math.Max(a.Price, b.Price)).Set(Lower, (double)Math.Min(a.Price, b.Price));
            }

            return;
        }

        var isOnIt = _kind == DrawingKind.Ray && b.T < a.T ? time <= a.T : time >= Math.Min(a.T, b.T);
        if (!isOnIt || a.T == b.T)
        {
            return;
        }

        var price = At(a, b, time);
        if (_kind == DrawingKind.Channel)
        {
            var other = price + (double)_points[2].Price - At(a, b, _points[2].T);
            facts.Set(Upper, Math.Max(price, other)).Set(Lower, Math.Min(price, other));
        }
        else
        {
            facts.Set(Price, price);
        }
    }

    private static double At(DrawingPoint a, DrawingPoint b, long time) => (double)a.Price + (double)(b.Price - a.Price) * (time - a.T) / (b.T - a.T);
}
