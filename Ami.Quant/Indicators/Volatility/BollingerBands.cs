using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Bollinger bands: SMAₙ(C) ± k·σ with the population standard deviation of the n closes (price); %b = (C − lower)/(upper −
/// lower), 0.5 when the bands coincide; bandwidth = (upper − lower)/middle.
/// </summary>
/// <remarks>J. Bollinger, Bollinger on Bollinger Bands (2001), ch. 7–8.</remarks>
public sealed class BollingerBands : Indicator
{
    private readonly double _multiplier;
    private RollingMoments _moments;

    /// <summary>Fresh bands.</summary>
    /// <param name="period">n, bars, at least 2.</param>
    /// <param name="multiplier">k, width in standard deviations.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short or the multiplier not positive.</exception>
    public BollingerBands(int period = 20, double multiplier = 2)
        : base(period, period, period, period, period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiplier);
        _multiplier = multiplier;
        _moments = new RollingMoments(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "bb",
        Name = new("Bollinger bands", "Bandas de Bollinger"),
        Group = IndicatorGroup.Volatility,
        Pane = IndicatorPane.Overlay,
        Parameters = [ParameterSpec.Period(20, minimum: 2), ParameterSpec.Multiplier(2)],
        Outputs =
        [
            new("middle", "Middle", "Media"),
            new("upper", "Upper band", "Banda superior"),
            new("lower", "Lower band", "Banda inferior"),
            new("percentB", "%b", "%b", OutputStyle.Hidden),
            new("bandwidth", "Bandwidth", "Ancho de banda", OutputStyle.Hidden),
        ],
        ReadsCloseOnly = true,
        Factory = p => new BollingerBands((int)p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!_moments.Push(bar.Close))
        {
            return;
        }

        var width = _multiplier * _moments.PopulationDeviation;
        outputs[0] = _moments.Mean;
        outputs[1] = _moments.Mean + width;
        outputs[2] = _moments.Mean - width;
        outputs[3] = width > 0 ? 0.5 + 0.5 * (bar.Close - _moments.Mean) / width : 0.5;
        outputs[4] = 2 * width / _moments.Mean;
    }

    private protected override void Clear() => _moments.Clear();
}
