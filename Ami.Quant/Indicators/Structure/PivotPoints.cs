using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Floor traders' pivot points from the high H, low L and close C of the session before: P = (H + L + C)/3, R1 = 2P − L,
/// S1 = 2P − H, R2 = P + (H − L), S2 = P − (H − L), R3 = H + 2(P − L), S3 = L − 2(H − P). Unit: price; constant within a session,
/// no value in the first one.
/// </summary>
/// <remarks>J. L. Person, A Complete Guide to Technical Trading Tactics (2004), ch. 6.</remarks>
public sealed class PivotPoints : Indicator
{
    private SessionClock _clock;
    private double _high = double.NaN,
        _low,
        _close,
        _pivot = double.NaN,
        _previousHigh,
        _previousLow;

    /// <summary>Fresh pivot points.</summary>
    /// <param name="sessionHours">Length of a session in hours, 1 to 168; 168 starts on Monday.</param>
    /// <param name="offsetHours">Hour UTC at which sessions open.</param>
    /// <exception cref="ArgumentOutOfRangeException">The session is not longer than zero.</exception>
    public PivotPoints(double sessionHours = 24, double offsetHours = 0)
        : base(2, 2, 2, 2, 2, 2, 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sessionHours);
        _clock = new SessionClock(sessionHours, offsetHours);
    }

    /// <inheritdoc/>
    public override TimeSpan Reach => 2 * _clock.Length;

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "pivots",
        Name = new("Pivot points", "Puntos pivote"),
        Group = IndicatorGroup.Structure,
        Pane = IndicatorPane.Overlay,
        Parameters = SessionClock.Parameters,
        Outputs = PivotLevels.Outputs(mayBeAbsent: true),
        Factory = p => new PivotPoints(p[0], p[1]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_clock.Advance(bar.Time))
        {
            (_pivot, _previousHigh, _previousLow) = ((_high + _low + _close) / 3, _high, _low);
            (_high, _low) = (bar.High, bar.Low);
        }
        else
        {
            (_high, _low) = (Math.Max(_high, bar.High), Math.Min(_low, bar.Low));
        }
        _close = bar.Close;
        PivotLevels.Floor(_pivot, _previousHigh, _previousLow, outputs);
    }

    private protected override void Clear()
    {
        _clock.Clear();
        (_high, _pivot) = (double.NaN, double.NaN);
    }
}
