using System.Globalization;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Drawings;
using Ami.Quant.Indicators;
using Ami.Quant.Rules;

namespace Ami.Modules.Market.Alerts;

/// <summary>
/// The prices of a drawing over time, which its alerts ask about. Lines, areas and levels go on to the right of their last point: who draws a line up to the
/// newest bar wants to know of the next ones. Between two points a line is straight in time and price. Fibonacci drawings have every level that can be shown.
/// </summary>
internal sealed class AlertShape : IAlertFacts
{
    private const string Price = "drawing.price";
    private const string Upper = "drawing.upper";
    private const string Lower = "drawing.lower";
    private const string Entry = "drawing.entry";
    private const string Stop = "drawing.stop";
    private const string Target = "drawing.target";

    private static readonly FactSchema Line = new([
        new FactSpec(Price, RuleKind.Number, "", new Term("Price of the drawn line at this bar", "Precio de la línea dibujada en esta vela")),
    ]);

    private static readonly FactSchema Band = new([
        new FactSpec(Upper, RuleKind.Number, "", new Term("Upper edge of the drawing at this bar", "Borde superior del dibujo en esta vela")),
        new FactSpec(Lower, RuleKind.Number, "", new Term("Lower edge of the drawing at this bar", "Borde inferior del dibujo en esta vela")),
    ]);

    private static readonly (string Name, double Share)[] Shares = [.. DrawingRules.Levels.Order().Select(level => (LevelOf(level), (double)level))];

    private static readonly FactSchema Levels = new([
        .. DrawingRules
            .Levels.Order()
            .Select(level => new FactSpec(LevelOf(level), RuleKind.Number, "", new Term($"Level {level} of the drawing", $"Nivel {level} del dibujo"))),
    ]);

    private static readonly FactSchema Plan = new([
        new FactSpec(Entry, RuleKind.Number, "", new Term("Entry of the drawn position", "Entrada de la posición dibujada")),
        new FactSpec(Stop, RuleKind.Number, "", new Term("Stop of the drawn position", "Stop de la posición dibujada")),
        new FactSpec(Target, RuleKind.Number, "", new Term("Target of the drawn position", "Objetivo de la posición dibujada")),
    ]);

    private readonly DrawingKind _kind;
    private readonly IReadOnlyList<DrawingPoint> _points;

    private AlertShape(DrawingKind kind, IReadOnlyList<DrawingPoint> points) => (_kind, _points) = (kind, points);

    /// <summary>What rules about it may name.</summary>
    public FactSchema Facts =>
        _kind switch
        {
            DrawingKind.Channel or DrawingKind.Rectangle => Band,
            DrawingKind.FibRetracement or DrawingKind.FibExtension => Levels,
            DrawingKind.LongPosition or DrawingKind.ShortPosition => Plan,
            _ => Line,
        };

    /// <summary>The shape of a drawing by prices of the shares of a moment; null for kinds that are no prices over time.</summary>
    /// <param name="kind">What is drawn.</param>
    /// <param name="points">Each with a price as it was traded at its instant.</param>
    /// <param name="factors">What such prices are adjusted with.</param>
    public static AlertShape? Of(DrawingKind kind, IReadOnlyList<DrawingPoint> points, PriceFactors factors) =>
        kind is DrawingKind.VerticalLine or DrawingKind.Measure or DrawingKind.Text or DrawingKind.Brush
            ? null
            : new AlertShape(
                kind,
                factors.IsNone ? points : [.. points.Select(point => point with { Price = factors.Price(point.Price, MomentOf(kind, points, point)) })]
            );

    /// <summary>Prices of a position are of the shares of its entry, so that they stay in their order.</summary>
    private static long MomentOf(DrawingKind kind, IReadOnlyList<DrawingPoint> points, DrawingPoint point) =>
        kind is DrawingKind.LongPosition or DrawingKind.ShortPosition ? points[0].T : point.T;

    /// <summary>Sets the facts for a bar; they are undefined where the drawing has no price.</summary>
    public void Set(FactValues facts, long time)
    {
        facts.Clear();
        switch (_kind)
        {
            case DrawingKind.HorizontalLine:
                facts.Set(Price, PriceOf(0));
                break;
            case DrawingKind.Rectangle when time >= Begins:
                facts.Set(Upper, Math.Max(PriceOf(0), PriceOf(1))).Set(Lower, Math.Min(PriceOf(0), PriceOf(1)));
                break;
            // From the end of the move back to its beginning.
            case DrawingKind.FibRetracement when time >= Begins:
                SetLevels(facts, PriceOf(1), PriceOf(0) - PriceOf(1));
                break;
            case DrawingKind.FibExtension when time >= _points[2].T:
                SetLevels(facts, PriceOf(2), PriceOf(1) - PriceOf(0));
                break;
            case DrawingKind.LongPosition or DrawingKind.ShortPosition when time >= Begins:
                facts.Set(Entry, PriceOf(0)).Set(Stop, PriceOf(1)).Set(Target, PriceOf(2));
                break;
            case DrawingKind.TrendLine or DrawingKind.Ray or DrawingKind.Channel:
                SetLine(facts, time);
                break;
        }
    }

    private long Begins => Math.Min(_points[0].T, _points[1].T);

    private double PriceOf(int point) => (double)_points[point].Price;

    private void SetLine(FactValues facts, long time)
    {
        var (a, b) = (_points[0], _points[1]);
        var isOnIt = _kind == DrawingKind.Ray && b.T < a.T ? time <= a.T : time >= Begins;
        if (!isOnIt || a.T == b.T)
        {
            return;
        }

        var price = At(a, b, time);
        if (_kind == DrawingKind.Channel)
        {
            var other = price + PriceOf(2) - At(a, b, _points[2].T);
            facts.Set(Upper, Math.Max(price, other)).Set(Lower, Math.Min(price, other));
        }
        else
        {
            facts.Set(Price, price);
        }
    }

    private static void SetLevels(FactValues facts, double zero, double move)
    {
        foreach (var (name, share) in Shares)
        {
            facts.Set(name, zero + move * share);
        }
    }

    // A dot would begin another word.
    private static string LevelOf(decimal level) => $"drawing.level_{level.ToString(CultureInfo.InvariantCulture).Replace('.', '_')}";

    private static double At(DrawingPoint a, DrawingPoint b, long time) => (double)a.Price + (double)(b.Price - a.Price) * (time - a.T) / (b.T - a.T);
}
