using Ami.Quant.Indicators.Rolling;
using Ami.Quant.Series;
using Ami.Quant.Simulation;

namespace Ami.Quant.Forecasting;

/// <summary>What the detector says at the close of a bar.</summary>
/// <param name="Phase">The phase; null while there is no reading (too few sessions seen, or the day runs away without coming back).</param>
/// <param name="Direction">Direction in which the distribution is expected or runs: 1 up, −1 down, 0 unknown (accumulation).</param>
/// <param name="Confidence">0 to 1: how far the price is beyond the boundary that made the phase, in units of the boundary's width.</param>
public readonly record struct AmdReading(MarketPhase? Phase, int Direction, double Confidence);

/// <summary>Thresholds of <see cref="AmdPhaseDetector"/>, as shares of the usual session range.</summary>
public sealed record AmdOptions
{
    /// <summary>Length of a session; sessions begin at multiples of it since 1970 (UTC midnight for a day). Default one day.</summary>
    public BarInterval Session { get; init; } = BarInterval.OneDay;

    /// <summary>Past sessions whose mean high–low range is the usual range, at least 1. Default 10.</summary>
    public int Sessions { get; init; } = 10;

    /// <summary>Distance of a close from the session's open that ends the accumulation. Default 0.15.</summary>
    public double Break { get; init; } = 0.15;

    /// <summary>Distance beyond the open, on the other side, that turns a returning sweep into distribution. Default 0.</summary>
    public double Return { get; init; }

    /// <summary>Distance of a close from the open, without a return, at which the move is no sweep but the day's direction. Default 1.5.</summary>
    public double Runaway { get; init; } = 1.5;
}

/// <summary>
/// Reads a session as accumulation, manipulation and distribution, the three-part day of discretionary traders (Wyckoff 1931 describes the
/// same as accumulation, spring and mark-up). Causal: a reading is made at the close of a bar and never revised.
/// </summary>
/// <remarks>
/// Definition. D is the mean high–low range of the sessions before, o the session's open.
/// Accumulation: no close of the session has been farther than <c>Break·D</c> from o.
/// Manipulation: a close has been, on one side (the sweep), and none has come back through o since.
/// Distribution: a close has come back through o by <c>Return·D</c>; its direction is opposite to the sweep and it lasts until the session ends.
/// A sweep that goes beyond <c>Runaway·D</c> is the day's direction and no manipulation: no reading for the rest of the session.
/// It is a description with fixed rules, not a forecast; whether it foretells anything has to be measured.
/// </remarks>
public sealed class AmdPhaseDetector
{
    private readonly AmdOptions _options;
    private RollingSum _ranges;
    private long _session = long.MinValue;
    private double _open,
        _high,
        _low;
    private MarketPhase? _phase;
    private int _sweep,
        _sessionsSeen;

    /// <summary>A detector before its first bar.</summary>
    /// <param name="options">Thresholds; null for the defaults.</param>
    /// <exception cref="ArgumentException">A threshold is out of range.</exception>
    public AmdPhaseDetector(AmdOptions? options = null)
    {
        _options = options ?? new AmdOptions();
        if (_options.Sessions < 1 || !(_options.Break > 0) || !(_options.Return >= 0) || !(_options.Runaway > _options.Break))
        {
            throw new ArgumentException(
                "At least one session, a positive break, a return of at least 0 and a runaway beyond the break are needed.",
                nameof(options)
            );
        }

        _ranges = new RollingSum(_options.Sessions);
    }

    /// <summary>Takes the next bar. A bar that is not possible is skipped and gives no reading.</summary>
    /// <param name="bar">The bar that has just closed.</param>
    public AmdReading Update(in Bar bar)
    {
        if (!bar.IsPossible)
        {
            return default;
        }

        var session = _options.Session.Floor(bar.Time);
        if (session != _session)
        {
            Begin(session, bar);
        }

        (_high, _low) = (Math.Max(_high, bar.High), Math.Min(_low, bar.Low));
        if (_sessionsSeen < _options.Sessions)
        {
            return default;
        }

        var usual = _ranges.Mean;
        if (!(usual > 0))
        {
            return default;
        }

        var distance = (bar.Close - _open) / usual;
        if (_phase == MarketPhase.Accumulation && Math.Abs(distance) > _options.Break)
        {
            (_phase, _sweep) = (MarketPhase.Manipulation, Math.Sign(distance));
        }

        if (_phase == MarketPhase.Manipulation)
        {
            if (_sweep * distance > _options.Runaway)
            {
                _phase = null;
            }
            else if (-_sweep * distance > _options.Return)
            {
                _phase = MarketPhase.Distribution;
            }
        }

        return _phase switch
        {
            MarketPhase.Accumulation => new AmdReading(_phase, 0, 1 - Math.Abs(distance) / _options.Break),
            MarketPhase.Manipulation => new AmdReading(_phase, -_sweep, Math.Clamp(_sweep * distance / _options.Break - 1, 0, 1)),
            MarketPhase.Distribution => new AmdReading(_phase, -_sweep, Math.Clamp(-_sweep * distance / _options.Break, 0, 1)),
            _ => default,
        };
    }

    /// <summary>Forgets all bars.</summary>
    public void Reset()
    {
        _ranges.Clear();
        _session = long.MinValue;
        (_phase, _sweep, _sessionsSeen) = (null, 0, 0);
    }

    /// <summary>Readings of every bar of a view, from a fresh state.</summary>
    /// <param name="bars">Bars in time order.</param>
    public AmdReading[] Read(CandleView bars)
    {
        Reset();
        var readings = new AmdReading[bars.Count];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = Update(bars[i]);
        }

        return readings;
    }

    private void Begin(long session, in Bar bar)
    {
        if (_session != long.MinValue)
        {
            _ranges.Push(_high - _low);
            _sessionsSeen++;
        }

        _session = session;
        (_open, _high, _low) = (bar.Open, bar.High, bar.Low);
        (_phase, _sweep) = (MarketPhase.Accumulation, 0);
    }
}
