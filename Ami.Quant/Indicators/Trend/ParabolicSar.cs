using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Parabolic stop and reverse: SAR ← SAR + AF·(EP − SAR), where the extreme point EP is the best price since the last reversal
/// and the acceleration AF grows by a step with each new EP. Outputs: the stop (price) and the direction, +1 long or −1 short.
/// </summary>
/// <remarks>
/// J. W. Wilder, New Concepts in Technical Trading Systems (1978), sec. II. The first direction is that of the larger
/// directional movement of bars 1 and 2. The stop is never inside the range of the last two bars.
/// </remarks>
public sealed class ParabolicSar : Indicator
{
    private readonly double step, maximum;
    private double sar, extreme, acceleration, previousHigh, previousLow;
    private int direction;
    private bool started;

    /// <summary>A fresh indicator.</summary>
    /// <param name="step">Acceleration at a reversal and its growth per new extreme.</param>
    /// <param name="maximum">Largest acceleration, not less than <paramref name="step"/>.</param>
    /// <exception cref="ArgumentException">The step is not positive or exceeds the maximum.</exception>
    public ParabolicSar(double step = 0.02, double maximum = 0.2) : base(2, 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, step);
        (this.step, this.maximum) = (step, maximum);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "psar",
        Name = new("Parabolic SAR", "SAR parabólico"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            new("step", new("Acceleration step", "Paso de aceleración"), 0.02, 0.001, 1, IsInteger: false),
            new("maximum", new("Maximum acceleration", "Aceleración máxima"), 0.2, 0.001, 1, IsInteger: false),
        ],
        Outputs = [new("sar", "SAR", "SAR", OutputStyle.Dots), new("direction", "Direction", "Dirección", OutputStyle.Hidden)],
        Factory = p => new ParabolicSar(p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (!started)
        {
            started = true;
            (previousHigh, previousLow) = (bar.High, bar.Low);
            return;
        }
        if (direction == 0)
            Begin(bar);
        var crossed = direction > 0 ? bar.Low <= sar : bar.High >= sar;
        if (crossed)
            Reverse(bar);
        outputs[0] = sar;
        outputs[1] = direction;
        if (!crossed)
            Accelerate(bar);
        sar += acceleration * (extreme - sar);
        sar = direction > 0
            ? Math.Min(sar, Math.Min(previousLow, bar.Low))
            : Math.Max(sar, Math.Max(previousHigh, bar.High));
        (previousHigh, previousLow) = (bar.High, bar.Low);
    }

    private protected override void Clear()
    {
        (sar, extreme, acceleration, previousHigh, previousLow) = (0, 0, 0, 0, 0);
        (direction, started) = (0, false);
    }

    private void Begin(in Bar bar)
    {
        var fall = previousLow - bar.Low;
        var isFalling = fall > 0 && fall > bar.High - previousHigh;
        direction = isFalling ? -1 : 1;
        sar = isFalling ? previousHigh : previousLow;
        extreme = isFalling ? bar.Low : bar.High;
        acceleration = step;
    }

    private void Reverse(in Bar bar)
    {
        sar = direction > 0
            ? Math.Max(extreme, Math.Max(previousHigh, bar.High))
            : Math.Min(extreme, Math.Min(previousLow, bar.Low));
        direction = -direction;
        extreme = direction > 0 ? bar.High : bar.Low;
        acceleration = step;
    }

    private void Accelerate(in Bar bar)
    {
        var isNewExtreme = direction > 0 ? bar.High > extreme : bar.Low < extreme;
        if (!isNewExtreme)
            return;
        extreme = direction > 0 ? bar.High : bar.Low;
        acceleration = Math.Min(acceleration + step, maximum);
    }
}
