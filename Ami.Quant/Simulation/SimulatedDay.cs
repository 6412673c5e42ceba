namespace Ami.Quant.Simulation;

/// <summary>The three phases a simulated day often goes through, after the accumulation–manipulation–distribution reading of markets.</summary>
public enum MarketPhase
{
    /// <summary>A quiet range around the open.</summary>
    Accumulation,

    /// <summary>A move against the day's direction that reaches the extreme of the wrong side.</summary>
    Manipulation,

    /// <summary>The move in the day's direction.</summary>
    Distribution,
}

/// <summary>One simulated day and what lies behind it: the answer key against which detectors of regimes and phases can be judged.</summary>
/// <param name="Bar">The day's candle.</param>
/// <param name="Regime">Regime of the day.</param>
/// <param name="Volatility">Standard deviation of the day's log return before it was drawn.</param>
/// <param name="Phases">When the phases begin, or null on the days without them (about one in four).</param>
public readonly record struct SimulatedDay(UnitBar Bar, MarketRegime Regime, double Volatility, DayPhases? Phases)
{
    /// <summary>The phase at an instant of this day, or null on a day without phases.</summary>
    /// <param name="time">Unix milliseconds within the day.</param>
    public MarketPhase? PhaseAt(long time)
    {
        if (Phases is not { } phases)
        {
            return null;
        }

        var quarter = (time - Bar.Time) / SimulatedMarket.QuarterHour.Milliseconds;
        return quarter < phases.ManipulationStart ? MarketPhase.Accumulation
            : quarter < phases.DistributionStart ? MarketPhase.Manipulation
            : MarketPhase.Distribution;
    }
}

/// <summary>Boundaries of a day's phases, counted in quarter hours since midnight UTC (0 to 96).</summary>
/// <param name="ManipulationStart">First quarter hour of manipulation; accumulation lasts until here.</param>
/// <param name="Sweep">Quarter hour at whose start the wrong extreme is about to be reached.</param>
/// <param name="DistributionStart">First quarter hour of distribution.</param>
/// <param name="Climax">Quarter hour at whose start the right extreme is about to be reached.</param>
public readonly record struct DayPhases(int ManipulationStart, int Sweep, int DistributionStart, int Climax);
