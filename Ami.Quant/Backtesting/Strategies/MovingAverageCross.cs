using Ami.Quant.Indicators.Rolling;

namespace Ami.Quant.Backtesting.Strategies;

/// <summary>
/// The reference trend rule: long while the fast simple moving average of the close is above the slow one, otherwise short or flat.
/// Source: Brock, Lakonishok, LeBaron (1992), "Simple technical trading rules", Journal of Finance 47.
/// </summary>
public sealed class MovingAverageCross : ExposureStrategy
{
    private readonly int _fast;
    private readonly int _slow;
    private readonly double _below;
    private readonly List<Averages> _averages = [];

    /// <summary>Describes the rule.</summary>
    /// <param name="fast">Bars of the fast average, at least 1.</param>
    /// <param name="slow">Bars of the slow average, more than <paramref name="fast"/>.</param>
    /// <param name="sizing">Units for a full exposure.</param>
    /// <param name="allowShort">Short instead of flat while the fast average is below; default true.</param>
    /// <exception cref="ArgumentOutOfRangeException">The periods are not in order.</exception>
    public MovingAverageCross(int fast, int slow, ISizing sizing, bool allowShort = true)
        : base(sizing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fast, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(slow, fast);
        _fast = fast;
        _slow = slow;
        _below = allowShort ? -1 : 0;
    }

    /// <inheritdoc/>
    protected override double Exposure(BarContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        while (_averages.Count <= context.Symbol)
        {
            _averages.Add(new Averages(_fast, _slow));
        }

        var averages = _averages[context.Symbol];
        var close = context.Bar.Close;
        averages.Fast.Push(close);
        if (!averages.Slow.Push(close))
        {
            return double.NaN;
        }

        return averages.Fast.Mean > averages.Slow.Mean ? 1 : _below;
    }

    // The sums behind the indicator "sma", without its checks of the bar, which the engine has made already.
    private sealed class Averages(int fast, int slow)
    {
        internal RollingSum Fast = new(fast);
        internal RollingSum Slow = new(slow);
    }
}
