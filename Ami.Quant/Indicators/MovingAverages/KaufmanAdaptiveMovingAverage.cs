using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;

namespace Ami.Quant.Indicators;

/// <summary>
/// Kaufman's adaptive moving average: KAMA ← KAMA + c (C − KAMA), c = (ER·(2/(f+1) − 2/(s+1)) + 2/(s+1))², with efficiency
/// ratio ER = |C − C₋ₙ| / Σ|ΔC|, in 0..1. Started with the n-th close. Outputs: the average (price) and ER.
/// </summary>
/// <remarks>P. J. Kaufman, Trading Systems and Methods, 5th ed. (2013), ch. 17. A market that did not move has ER 0.</remarks>
public sealed class KaufmanAdaptiveMovingAverage : Indicator
{
    private readonly double _fastest,
        _slowest;
    private Window _closes;
    private RollingSum _path;
    private double _average;

    /// <summary>A fresh average.</summary>
    /// <param name="period">n, bars over which efficiency is measured, at least 1.</param>
    /// <param name="fast">f, period of the fastest average.</param>
    /// <param name="slow">s, period of the slowest average, longer than <paramref name="fast"/>.</param>
    /// <exception cref="ArgumentException">A period is too short, or fast is not shorter than slow.</exception>
    public KaufmanAdaptiveMovingAverage(int period = 10, int fast = 2, int slow = 30)
        : base(period + 1, period + 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fast, 1);
        Order.RequireIncreasing(fast, slow);
        (_fastest, _slowest) = (2.0 / (fast + 1), 2.0 / (slow + 1));
        _closes = new Window(period + 1);
        _path = new RollingSum(period);
    }

    internal static readonly IndicatorSpec Spec = new()
    {
        Id = "kama",
        Name = new("Kaufman adaptive moving average", "Media móvil adaptativa de Kaufman"),
        Group = IndicatorGroup.MovingAverage,
        Pane = IndicatorPane.Overlay,
        Parameters =
        [
            ParameterSpec.Period(10),
            ParameterSpec.Window("fast", "Fast period", "Período rápido", 2),
            ParameterSpec.Window("slow", "Slow period", "Período lento", 30, minimum: 2),
        ],
        Outputs = [new("kama", "KAMA", "KAMA"), new("er", "Efficiency ratio", "Razón de eficiencia", OutputStyle.Hidden)],
        ReadsCloseOnly = true,
        Factory = p => new KaufmanAdaptiveMovingAverage((int)p[0], (int)p[1], (int)p[2]),
    };

    private protected override void Step(in Bar bar, Span<double> outputs)
    {
        if (_closes.Count > 0)
        {
            _path.Push(Math.Abs(bar.Close - _closes.Newest));
        }

        _closes.Push(bar.Close);
        if (!_closes.IsFull)
        {
            _average = bar.Close;
            return;
        }
        var efficiency = _path.Sum > 0 ? Math.Min(1, Math.Abs(bar.Close - _closes.Oldest) / _path.Sum) : 0;
        var constant = efficiency * (_fastest - _slowest) + _slowest;
        _average += constant * constant * (bar.Close - _average);
        outputs[0] = _average;
        outputs[1] = efficiency;
    }

    private protected override void Clear()
    {
        _closes.Clear();
        _path.Clear();
        _average = 0;
    }
}
