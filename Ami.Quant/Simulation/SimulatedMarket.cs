using Ami.Quant.Series;

namespace Ami.Quant.Simulation;

/// <summary>
/// Prices of one simulated symbol as a pure function of (seed, symbol, time), top down: days follow each other; a day is split into quarter hours
/// along its phases, a quarter hour into minutes, a minute into ticks. Every level is the exact aggregate of the level below, and any moment is
/// reached by four splits, without the moments before it. Safe for use from many threads.
/// </summary>
public sealed class SimulatedMarket
{
    /// <summary>Opening instant of the first simulated day, 2016-01-01T00:00:00Z, Unix milliseconds. Nothing exists before it.</summary>
    public const long FirstDay = 1_451_606_400_000;

    /// <summary>Ticks in a minute: one every <see cref="TickMilliseconds"/>.</summary>
    public const int TicksPerMinute = 240;

    /// <summary>Milliseconds from one tick to the next.</summary>
    public const long TickMilliseconds = 250;

    internal const int QuartersPerDay = 96;
    private const int MinutesPerQuarter = 15;
    internal static readonly BarInterval Day = BarInterval.OneDay;
    internal static readonly BarInterval QuarterHour = BarInterval.FifteenMinutes;

    private readonly ulong _key;
    private readonly DayPath _path;

    // The last day and quarter hour asked for; an answer recomputed by two threads at once is the same answer.
    private volatile Split? _lastDay,
        _lastQuarter;

    /// <summary>The market of a symbol.</summary>
    /// <param name="seed">Seed of the exchange.</param>
    /// <param name="symbol">What to simulate.</param>
    public SimulatedMarket(long seed, SimulatedSymbol symbol)
    {
        Symbol = symbol;
        _key = SimulationNoise.KeyOf(seed, symbol.Name);
        _path = new DayPath(_key, symbol);
    }

    /// <summary>What is simulated.</summary>
    public SimulatedSymbol Symbol { get; }

    /// <summary>The day that holds an instant, with its regime and phases.</summary>
    /// <param name="time">Unix milliseconds, not before <see cref="FirstDay"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant is before the first day.</exception>
    public SimulatedDay DayAt(long time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, FirstDay);
        return _path[(int)((time - FirstDay) / Day.Milliseconds)];
    }

    /// <summary>The bars of an interval that open in [from, to), whether or not they are over at any clock's now.</summary>
    /// <param name="interval">A divisor of a day that is a multiple of 15 minutes, or a divisor of 15 minutes that is a multiple of a minute.</param>
    /// <param name="from">Unix milliseconds, inclusive; earlier than <see cref="FirstDay"/> means the first day.</param>
    /// <param name="to">Unix milliseconds, exclusive.</param>
    /// <exception cref="ArgumentException">The interval cannot be composed.</exception>
    public IEnumerable<UnitBar> Bars(BarInterval interval, long from, long to)
    {
        var length = interval.Milliseconds;
        var composed =
            length % QuarterHour.Milliseconds == 0
                ? Day.Milliseconds % length == 0
                : QuarterHour.Milliseconds % length == 0 && length % BarInterval.OneMinute.Milliseconds == 0;
        if (!composed)
        {
            throw new ArgumentException($"Bars of {interval} cannot be composed of simulated ones.", nameof(interval));
        }

        return Enumerate(interval, interval.Floor(Math.Max(from, FirstDay) + length - 1), to);
    }

    /// <summary>The bar of an interval that opens at an instant.</summary>
    /// <param name="interval">As for <see cref="Bars"/>.</param>
    /// <param name="opens">Unix milliseconds at which such a bar opens.</param>
    public UnitBar Bar(BarInterval interval, long opens) => Bars(interval, opens, opens + 1).Single();

    /// <summary>The ticks of a minute, 250 ms apart; the first is at the minute's opening instant.</summary>
    /// <param name="minute">Unix milliseconds at which a minute opens.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant is before the first day, or no minute opens then.</exception>
    public SimulatedTick[] Ticks(long minute)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(minute, BarInterval.OneMinute.Floor(minute));
        var bar = Bar(BarInterval.OneMinute, minute);
        var noise = SimulationNoise.At(_key, NoiseUse.Tick, minute);
        Span<long> prices = stackalloc long[TicksPerMinute],
            sizes = stackalloc long[TicksPerMinute];
        TickBridge.Expand(bar, noise, prices, sizes);
        var ticks = new SimulatedTick[TicksPerMinute];
        for (var i = 0; i < ticks.Length; i++)
        {
            var (side, width) = noise.Uniforms(QuoteIndex + (uint)i);
            var spread = Symbol.SpreadSteps * (width < 0.85 ? 1 : 2);
            var bid = Math.Max(1, side < 0.5 ? prices[i] : prices[i] - spread);
            ticks[i] = new SimulatedTick(minute + i * TickMilliseconds, bid, bid == prices[i] ? bid + spread : prices[i], prices[i], sizes[i]);
        }

        return ticks;
    }

    private const uint QuoteIndex = 65_536;

    private IEnumerable<UnitBar> Enumerate(BarInterval interval, long first, long to)
    {
        for (var opens = first; opens < to; opens += interval.Milliseconds)
        {
            yield return Compose(interval, opens);
        }
    }

    private UnitBar Compose(BarInterval interval, long opens)
    {
        if (interval == Day)
        {
            return DayAt(opens).Bar;
        }

        var (parts, part) = interval >= QuarterHour ? (Quarters(opens), QuarterHour) : (Minutes(opens), BarInterval.OneMinute);
        var first = (int)((opens - parts.Opens) / part.Milliseconds);
        var count = (int)(interval.Milliseconds / part.Milliseconds);
        return UnitBar.Aggregate(opens, parts.Bars.AsSpan(first, count));
    }

    private Split Quarters(long time)
    {
        var opens = Day.Floor(time);
        if (_lastDay is { } known && known.Opens == opens)
        {
            return known;
        }

        var day = DayAt(opens);
        Span<double> guide = stackalloc double[QuartersPerDay + 1];
        Span<double> deviations = stackalloc double[QuartersPerDay],
            volumes = stackalloc double[QuartersPerDay];
        DayShape.Guide(day, guide);
        DayShape.Restlessness(day, Symbol.Kind, SimulationNoise.At(_key, NoiseUse.Phases, opens), deviations, volumes);
        var bars = new UnitBar[QuartersPerDay];
        BarBridge.Split(day.Bar, guide, deviations, volumes, SimulationNoise.At(_key, NoiseUse.Quarter, opens), QuarterHour.Milliseconds, bars);
        return _lastDay = new Split(opens, bars);
    }

    private Split Minutes(long time)
    {
        var opens = QuarterHour.Floor(time);
        if (_lastQuarter is { } known && known.Opens == opens)
        {
            return known;
        }

        var quarters = Quarters(opens);
        var quarter = quarters.Bars[(int)((opens - quarters.Opens) / QuarterHour.Milliseconds)];
        var noise = SimulationNoise.At(_key, NoiseUse.Minute, opens);
        Span<double> guide = stackalloc double[MinutesPerQuarter + 1];
        Span<double> deviations = stackalloc double[MinutesPerQuarter],
            volumes = stackalloc double[MinutesPerQuarter];
        noise.Normals(deviations, 2048);
        noise.Normals(volumes, 2064);
        var sum = 0.0;
        for (var i = 0; i < MinutesPerQuarter; i++)
        {
            volumes[i] = Math.Exp(0.45 * deviations[i] + 0.4 * volumes[i]);
            sum += deviations[i] = Math.Exp(0.6 * deviations[i]);
        }

        var total = BrownianBridge.DeviationOf(quarter.High, quarter.Low);
        for (var i = 0; i < MinutesPerQuarter; i++)
        {
            deviations[i] = total * Math.Sqrt(deviations[i] / sum);
        }

        for (var i = 0; i <= MinutesPerQuarter; i++)
        {
            guide[i] = quarter.Open + (quarter.Close - quarter.Open) * (double)i / MinutesPerQuarter;
        }

        var bars = new UnitBar[MinutesPerQuarter];
        BarBridge.Split(quarter, guide, deviations, volumes, noise, BarInterval.OneMinute.Milliseconds, bars);
        return _lastQuarter = new Split(opens, bars);
    }

    private sealed record Split(long Opens, UnitBar[] Bars);
}
