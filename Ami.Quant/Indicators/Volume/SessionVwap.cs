using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Volume-weighted average price since the session opened: Σ typical·V / Σ V, with bands one volume-weighted standard deviation
/// away. Starts anew with each session; no value while the session has no volume. Unit: price.
/// </summary>
/// <remarks>S. A. Berkowitz, D. E. Logue, E. A. Noser, "The total cost of transactions on the NYSE", Journal of Finance 43 (1988).</remarks>
public sealed class SessionVwap : Indicator
{
    private SessionClock _clock;
    private double _volume,
        _mean,
        _squares;

    /// <summary>A fresh average.</summary>
    /// <param name="sessionHours">Length of a session in hours, 1 to 168; 168 starts on Monday.</param>
    /// <param name="offsetHours">Hour UTC at which sessions open.</param>
    /// <exception cref="ArgumentOutOfRangeException">The session is not longer than zero.</exception>
    public SessionVwap(double sessionHours = 24, double offsetHours = 0)
        : base(1, 1, 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sessionHours);
        _clock = new SessionClock(sessionHours, offsetHours);
    }

    /// <inheritdoc/>
    public override TimeSpan Reach => _clock.Length;

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "vwap",
        Name = new("Volume-weighted average price (session)", "Precio medio ponderado por volumen (sesión)"),
        Group = IndicatorGroup.Volume,
        Pane = IndicatorPane.Overlay,
        Parameters = SessionClock.Parameters,
        Outputs =
        [
            new("vwap", "VWAP", "VWAP", mayBeAbsent: true),
            new("upper", "Upper band", "Banda superior", mayBeAbsent: true),
            new("lower", "Lower band", "Banda inferior", mayBeAbsent: true),
        ],
        Factory = p => new SessionVwap(p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_clock.Advance(bar.Time))
        {
            (_volume, _mean, _squares) = (0, 0, 0);
        }

        if (bar.Volume > 0)
        {
            // West's weighted form of Welford's update (Communications of the ACM 22, 1979) keeps the variance accurate.
            _mean = _volume == 0 ? bar.Typical : _mean;
            _volume += bar.Volume;
            var delta = bar.Typical - _mean;
            _mean += delta * bar.Volume / _volume;
            _squares += bar.Volume * delta * (bar.Typical - _mean);
        }
        if (_volume <= 0)
        {
            return;
        }

        var deviation = Math.Sqrt(Math.Max(0, _squares / _volume));
        outputs[0] = _mean;
        outputs[1] = _mean + deviation;
        outputs[2] = _mean - deviation;
    }

    private protected override void Clear()
    {
        _clock.Clear();
        (_volume, _mean, _squares) = (0, 0, 0);
    }
}
