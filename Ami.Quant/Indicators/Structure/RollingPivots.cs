using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>Which levels <see cref="RollingPivots"/> draws.</summary>
public enum PivotKind
{
    /// <summary>Floor traders' levels round P = (H + L + C)/3, as in <see cref="PivotPoints"/>.</summary>
    Floor = 1,

    /// <summary>P ± 0.382, 0.618 and 1 times the range.</summary>
    Fibonacci = 2,

    /// <summary>C ± 1.1/12, 1.1/6 and 1.1/4 times the range.</summary>
    Camarilla = 3,

    /// <summary>Floor traders' formulas round P = (H + L + 2·O)/4 with the open of this bar.</summary>
    Woodie = 4,
}

/// <summary>
/// Rolling pivots: pivot levels as of <see cref="PivotPoints"/>, from the high H, low L and close C of the n bars that end so many bars (offset) before the bar
/// before this one. Unit: price. Warm-up n + offset + 1 bars.
/// </summary>
/// <remarks>
/// Stock.Indicators (DaveSkender), "Rolling pivot points"; levels: J. L. Person, A Complete Guide to Technical Trading Tactics (2004), ch. 6, and StockCharts
/// ChartSchool, "Pivot Points" (Fibonacci); N. Stott's Camarilla equations (1989), without the fourth pair; K. Wood (Woodie). The field is split on the levels:
/// an option.
/// </remarks>
public sealed class RollingPivots : Indicator
{
    private readonly PivotKind _kind;
    private Window _highs,
        _lows,
        _closes;
    private RollingExtremum _highest,
        _lowest;

    /// <summary>Fresh pivots.</summary>
    /// <param name="period">n, bars of the window, at least 1.</param>
    /// <param name="offset">Bars between the window and this bar, 0 or more.</param>
    /// <param name="kind">Which levels.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public RollingPivots(int period = 20, int offset = 0, PivotKind kind = PivotKind.Floor)
        : base([.. Enumerable.Repeat(period + offset + 1, PivotLevels.Count)])
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are no such pivots.");
        }

        _kind = kind;
        _highs = new Window(offset + 1);
        _lows = new Window(offset + 1);
        _closes = new Window(offset + 1);
        _highest = RollingExtremum.Highest(period);
        _lowest = RollingExtremum.Lowest(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "rolling-pivots",
        Name = new("Rolling pivots", "Pivotes móviles"),
        Group = IndicatorGroup.Structure,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            ParameterSpec.Period(20),
            ParameterSpec.Window("offset", "Offset, bars", "Desplazamiento, velas", 0, minimum: 0),
            ParameterSpec.Choice("kind", "Levels (1 floor, 2 Fibonacci, 3 Camarilla, 4 Woodie)", "Niveles (1 clásicos, 2 Fibonacci, 3 Camarilla, 4 Woodie)", 4),
        ],
        Outputs = PivotLevels.Outputs(mayBeAbsent: false),
        Factory = p => new RollingPivots((int)p[0], (int)p[1], (PivotKind)(int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_highs.IsFull)
        {
            _highest.Push(_highs.Oldest);
            if (_lowest.Push(_lows.Oldest))
            {
                Levels(_highest.Value, _lowest.Value, _closes.Oldest, bar.Open, outputs);
            }
        }

        _highs.Push(bar.High);
        _lows.Push(bar.Low);
        _closes.Push(bar.Close);
    }

    private void Levels(double high, double low, double close, double open, Span<double> outputs)
    {
        var pivot = (high + low + close) / 3;
        switch (_kind)
        {
            case PivotKind.Fibonacci:
                PivotLevels.Fibonacci(pivot, high, low, outputs);
                break;
            case PivotKind.Camarilla:
                PivotLevels.Camarilla(pivot, high, low, close, outputs);
                break;
            case PivotKind.Woodie:
                PivotLevels.Floor((high + low + 2 * open) / 4, high, low, outputs);
                break;
            default:
                PivotLevels.Floor(pivot, high, low, outputs);
                break;
        }
    }

    private protected override void Clear()
    {
        _highs.Clear();
        _lows.Clear();
        _closes.Clear();
        _highest.Clear();
        _lowest.Clear();
    }
}
