using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Ichimoku: tenkan and kijun are the middles of the range of their periods; span A = (tenkan + kijun)/2 and span B the middle of
/// the long range, known now and drawn ahead (lead A, lead B); span A and span B as they stand over this bar; chikou is the
/// close, drawn back. Unit: price. No output uses a later bar.
/// </summary>
/// <remarks>G. Hosoda, Ichimoku Kinko Hyo (1969); M. Patel, Trading with Ichimoku Clouds (2010), ch. 1.</remarks>
public sealed class Ichimoku : Indicator
{
    private readonly int _displacement;
    private RollingExtremum _tenkanHigh,
        _tenkanLow,
        _kijunHigh,
        _kijunLow,
        _spanHigh,
        _spanLow;
    private Window _leadA,
        _leadB;

    /// <summary>A fresh indicator.</summary>
    /// <param name="tenkan">Bars of the conversion line.</param>
    /// <param name="kijun">Bars of the base line, more than the conversion line's.</param>
    /// <param name="span">Bars of span B, more than the base line's.</param>
    /// <param name="displacement">Bars by which the cloud is drawn ahead and the close back, at least 1.</param>
    /// <exception cref="ArgumentException">A period is too short, or they do not increase.</exception>
    public Ichimoku(int tenkan = 9, int kijun = 26, int span = 52, int displacement = 26)
        : base(tenkan, kijun, kijun + displacement, span + displacement, kijun, span, 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tenkan, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(displacement, 1);
        Order.RequireIncreasing(tenkan, kijun, span);
        _displacement = displacement;
        (_tenkanHigh, _tenkanLow) = (RollingExtremum.Highest(tenkan), RollingExtremum.Lowest(tenkan));
        (_kijunHigh, _kijunLow) = (RollingExtremum.Highest(kijun), RollingExtremum.Lowest(kijun));
        (_spanHigh, _spanLow) = (RollingExtremum.Highest(span), RollingExtremum.Lowest(span));
        _leadA = new Window(displacement + 1);
        _leadB = new Window(displacement + 1);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "ichimoku",
        Name = new("Ichimoku cloud", "Nube de Ichimoku"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            ParameterSpec.Window("tenkan", "Conversion line", "Línea de conversión", 9),
            ParameterSpec.Window("kijun", "Base line", "Línea base", 26, minimum: 2),
            ParameterSpec.Window("span", "Span B", "Tramo B", 52, minimum: 3),
            ParameterSpec.Window("displacement", "Displacement", "Desplazamiento", 26),
        ],
        Outputs =
        [
            new("tenkan", "Tenkan", "Tenkan"),
            new("kijun", "Kijun", "Kijun"),
            new("spanA", "Span A over this bar", "Tramo A sobre esta vela", OutputStyle.Hidden),
            new("spanB", "Span B over this bar", "Tramo B sobre esta vela", OutputStyle.Hidden),
            new("leadA", "Span A", "Tramo A"),
            new("leadB", "Span B", "Tramo B"),
            new("chikou", "Chikou", "Chikou"),
        ],
        Factory = p => new Ichimoku((int)p[0], (int)p[1], (int)p[2], (int)p[3]),
    };

    /// <inheritdoc/>
    public override int PlotShiftOf(int output) =>
        output switch
        {
            4 or 5 => _displacement,
            6 => -_displacement,
            _ => 0,
        };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        outputs[6] = bar.Close;
        if (Push(ref _tenkanHigh, ref _tenkanLow, bar, out var tenkan))
        {
            outputs[0] = tenkan;
        }

        if (Push(ref _kijunHigh, ref _kijunLow, bar, out var kijun))
        {
            outputs[1] = kijun;
            Lead(ref _leadA, 0.5 * (tenkan + kijun), out outputs[4], out outputs[2]);
        }
        if (Push(ref _spanHigh, ref _spanLow, bar, out var span))
        {
            Lead(ref _leadB, span, out outputs[5], out outputs[3]);
        }
    }

    private protected override void Clear()
    {
        _tenkanHigh.Clear();
        _tenkanLow.Clear();
        _kijunHigh.Clear();
        _kijunLow.Clear();
        _spanHigh.Clear();
        _spanLow.Clear();
        _leadA.Clear();
        _leadB.Clear();
    }

    private static bool Push(ref RollingExtremum high, ref RollingExtremum low, in Bar bar, out double middle)
    {
        high.Push(bar.High);
        var ready = low.Push(bar.Low);
        middle = 0.5 * (high.Value + low.Value);
        return ready;
    }

    private static void Lead(ref Window window, double value, out double ahead, out double here)
    {
        window.Push(value);
        ahead = value;
        here = window.IsFull ? window.Oldest : double.NaN;
    }
}
