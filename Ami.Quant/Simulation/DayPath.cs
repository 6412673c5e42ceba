namespace Ami.Quant.Simulation;

/// <summary>
/// The sequence of days of one symbol: regimes as a Markov chain, volatility that clusters (GARCH(1,1), Bollerslev 1986), fat tails, a weak pull
/// towards the reference price. Days are drawn once, in order, and kept; asking for one never changes another.
/// </summary>
internal sealed class DayPath(ulong key, SimulatedSymbol symbol)
{
    private const double Alpha = 0.09,
        Beta = 0.88;

    // Days come back half-way to the reference price in about half a year: years look different, prices stay plausible.
    private const double Pull = 0.0035;
    private const double JumpChance = 0.04,
        JumpSize = 2.3;
    private const double FeatureChance = 0.75;
    private static readonly double TailScale = 1 / Math.Sqrt(1 + JumpChance * (JumpSize * JumpSize - 1));
    private const int Chunk = 512;

    private readonly Lock _gate = new();
    private volatile SimulatedDay[] _days = [];
    private State _state = new(Math.Log(symbol.ReferencePrice), (long)Math.Round(symbol.ReferencePrice * symbol.PriceScale), MarketRegime.Calm, 1);

    /// <summary>A day by its number since the first.</summary>
    public SimulatedDay this[int index]
    {
        get
        {
            var known = _days;
            return index < known.Length ? known[index] : Extend(index);
        }
    }

    private SimulatedDay Extend(int index)
    {
        lock (_gate)
        {
            var known = _days;
            if (index < known.Length)
            {
                return known[index];
            }

            var longer = new SimulatedDay[(index / Chunk + 1) * Chunk];
            known.CopyTo(longer, 0);
            for (var day = known.Length; day < longer.Length; day++)
            {
                longer[day] = Draw(day);
            }

            _days = longer;
            return longer[index];
        }
    }

    private SimulatedDay Draw(int day)
    {
        var noise = SimulationNoise.At(key, NoiseUse.Day, day);
        var regime = RegimeLaw.Next(_state.Regime, noise.Uniform(0));
        var volatility = symbol.DailyVolatility * RegimeLaw.Volatility(regime) * Math.Sqrt(_state.Heat);
        var shock = noise.Normal(1) * TailScale * (noise.Uniform(2) < JumpChance ? JumpSize : 1);
        var logPrice = _state.LogPrice + volatility * (shock + RegimeLaw.Drift(regime)) + Pull * (Math.Log(symbol.ReferencePrice) - _state.LogPrice);
        var heat = 1 - Alpha - Beta + _state.Heat * (Alpha * shock * shock + Beta);

        var (open, close) = (_state.Close, Math.Max(1, (long)Math.Round(Math.Exp(logPrice) * symbol.PriceScale)));
        var (up, down) = noise.Uniforms(3);
        var deviation = volatility * open;
        var high = (long)Math.Round(BrownianBridge.Maximum(open, close, deviation, up));
        var low = (long)Math.Round(BrownianBridge.Minimum(open, close, deviation, down));
        var bar = new UnitBar(
            SimulatedMarket.FirstDay + day * SimulatedMarket.Day.Milliseconds,
            open,
            Math.Max(high, Math.Max(open, close)),
            Math.Clamp(low, 1, Math.Min(open, close)),
            close,
            Volume(noise, volatility)
        );
        _state = new State(logPrice, close, regime, heat);
        return new SimulatedDay(bar, regime, volatility, Phases(noise));
    }

    /// <summary>More is traded on wilder days, with a spread of its own.</summary>
    private long Volume(SimulationNoise noise, double volatility)
    {
        var excitement = Math.Sqrt(volatility / symbol.DailyVolatility);
        return (long)Math.Round(symbol.DailyVolume * symbol.QuantityScale * excitement * Math.Exp(0.22 * noise.Normal(4)));
    }

    private static DayPhases? Phases(SimulationNoise noise)
    {
        var (chance, first) = noise.Uniforms(5);
        if (chance > FeatureChance)
        {
            return null;
        }

        var (second, third) = noise.Uniforms(6);
        var manipulation = 26 + (int)(18 * first);
        var sweep = manipulation + 3 + (int)(6 * second);
        var distribution = sweep + 3 + (int)(5 * third);
        var climax = distribution + (int)((0.6 + 0.38 * noise.Uniform(7)) * (SimulatedMarket.QuartersPerDay - distribution));
        return new DayPhases(manipulation, sweep, distribution, climax);
    }

    private readonly record struct State(double LogPrice, long Close, MarketRegime Regime, double Heat);
}
