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
    private SessionClock clock;
    private double volume, mean, squares;

    /// <summary>A fresh average.</summary>
    /// <param name="sessionHours">Length of a session in hours, 1 to 168; 168 starts on Monday.</param>
    /// <param name="offsetHours">Hour UTC at which sessions open.</param>
    /// <exception cref="ArgumentOutOfRangeException">The session is not longer than zero.</exception>
    public SessionVwap(double sessionHours = 24, double offsetHours = 0) : base(1, 1, 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sessionHours);
        clock = new SessionClock(sessionHours, offsetHours);
    }

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
        if (clock.Advance(bar.Time))
            (volume, mean, squares) = (0, 0, 0);
        if (bar.Volume > 0)
        {
            // West's weighted form of Welford's update (Communications of the ACM 22, 1979) keeps the variance accurate.
            mean = volume == 0 ? bar.Typical : mean;
            volume += bar.Volume;
            var delta = bar.Typical - mean;
            mean += delta * bar.Volume / volume;
            squares += bar.Volume * delta * (bar.Typical - mean);
        }
        if (volume <= 0)
            return;
        var deviation = Math.Sqrt(Math.Max(0, squares / volume));
        outputs[0] = mean;
        outputs[1] = mean + deviation;
        outputs[2] = mean - deviation;
    }

    private protected override void Clear()
    {
        clock.Clear();
        (volume, mean, squares) = (0, 0, 0);
    }
}
