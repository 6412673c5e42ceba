using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Directional movement: +DI and −DI (Wilder's average of directional movement over that of true range, in percent),
/// DX = 100·|+DI − −DI|/(+DI + −DI), ADX = Wilder's average of DX, ADXR = mean of ADX now and n bars ago. Range 0..100.
/// </summary>
/// <remarks>J. W. Wilder, New Concepts in Technical Trading Systems (1978), sec. IV. A market without range has DI and DX 0.</remarks>
public sealed class AverageDirectionalIndex : Indicator
{
    private TrueRangeStep range;
    private ExponentialAverage size, up, down, index;
    private Window history;
    private double previousHigh, previousLow;

    /// <summary>A fresh indicator.</summary>
    /// <param name="period">n, bars, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period is too short.</exception>
    public AverageDirectionalIndex(int period = 14) : base(period + 1, period + 1, period + 1, 2 * period, 3 * period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        size = up = down = index = ExponentialAverage.Wilder(period);
        history = new Window(period + 1);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "adx",
        Name = new("Average directional index, ±DI", "Índice direccional medio, ±DI"),
        Group = IndicatorGroup.Trend,
        Pane = IndicatorPane.Own,
        Parameters = [ParameterSpec.Period(14)],
        Outputs =
        [
            new("pdi", "+DI", "+DI"),
            new("mdi", "−DI", "−DI"),
            new("dx", "DX", "DX", OutputStyle.Hidden),
            new("adx", "ADX", "ADX"),
            new("adxr", "ADXR", "ADXR", OutputStyle.Hidden),
        ],
        Levels = [20, 40],
        Factory = p => new AverageDirectionalIndex((int)p[0]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        var rise = bar.High - previousHigh;
        var fall = previousLow - bar.Low;
        (previousHigh, previousLow) = (bar.High, bar.Low);
        if (!range.Push(bar))
            return;
        up.Push(rise > fall && rise > 0 ? rise : 0);
        down.Push(fall > rise && fall > 0 ? fall : 0);
        if (!size.Push(range.Value))
            return;
        var plus = outputs[0] = size.Value > 0 ? 100 * up.Value / size.Value : 0;
        var minus = outputs[1] = size.Value > 0 ? 100 * down.Value / size.Value : 0;
        var directional = outputs[2] = plus + minus > 0 ? 100 * Math.Abs(plus - minus) / (plus + minus) : 0;
        if (!index.Push(directional))
            return;
        outputs[3] = index.Value;
        history.Push(index.Value);
        if (history.IsFull)
            outputs[4] = 0.5 * (index.Value + history.Oldest);
    }

    private protected override void Clear()
    {
        range.Clear();
        size.Clear();
        up.Clear();
        down.Clear();
        index.Clear();
        history.Clear();
    }
}
