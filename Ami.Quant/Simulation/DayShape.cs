namespace Ami.Quant.Simulation;

/// <summary>The course of a day: where its path is drawn to and how restless and busy each quarter hour is.</summary>
internal static class DayShape
{
    // On a day with phases most of the range comes from the phases themselves, the rest from chance.
    private const double NoiseShare = 0.22;
    private const double Reach = 0.92;

    /// <summary>The 97 points the path is drawn to, price steps.</summary>
    public static void Guide(in SimulatedDay day, Span<double> guide)
    {
        var bar = day.Bar;
        if (day.Phases is not { } phases)
        {
            Line(guide, 0, guide.Length - 1, bar.Open, bar.Close);
            return;
        }

        var (right, wrong) = bar.Close >= bar.Open ? (bar.High, bar.Low) : (bar.Low, bar.High);
        double sweep = bar.Open + Reach * (wrong - bar.Open),
            climax = bar.Open + Reach * (right - bar.Open);
        Line(guide, 0, phases.ManipulationStart, bar.Open, bar.Open);
        Line(guide, phases.ManipulationStart, phases.Sweep, bar.Open, sweep);
        Line(guide, phases.Sweep, phases.DistributionStart, sweep, bar.Open);
        Line(guide, phases.DistributionStart, phases.Climax, bar.Open, climax);
        Line(guide, phases.Climax, guide.Length - 1, climax, bar.Close);
    }

    /// <summary>Standard deviation of each quarter hour's move (price steps) and its share of the volume (any scale).</summary>
    public static void Restlessness(in SimulatedDay day, SimulatedMarketKind kind, SimulationNoise noise, Span<double> deviations, Span<double> volumes)
    {
        var activity = ActivityCurve.Of(kind);
        noise.Normals(deviations, 0);
        noise.Normals(volumes, 64);
        var (mood, sum) = (0.0, 0.0);
        for (var i = 0; i < deviations.Length; i++)
        {
            // Restlessness lasts: an AR(1) mood makes neighbouring quarter hours alike.
            mood = 0.85 * mood + 0.35 * deviations[i];
            var (moves, trades) = PhaseWeight(day.PhaseAt(day.Bar.Time + i * SimulatedMarket.QuarterHour.Milliseconds));
            deviations[i] = activity[i] * moves * Math.Exp(mood);
            volumes[i] = activity[i] * trades * Math.Exp(0.7 * mood + 0.25 * volumes[i]);
            sum += deviations[i];
        }

        var total = BrownianBridge.DeviationOf(day.Bar.High, day.Bar.Low);
        var share = day.Phases is null ? 1 : NoiseShare;
        for (var i = 0; i < deviations.Length; i++)
        {
            deviations[i] = total * Math.Sqrt(share * deviations[i] / sum);
        }
    }

    private static (double Moves, double Trades) PhaseWeight(MarketPhase? phase) =>
        phase switch
        {
            MarketPhase.Accumulation => (0.45, 0.75),
            MarketPhase.Manipulation => (1.4, 1.5),
            MarketPhase.Distribution => (1.25, 1.1),
            _ => (1, 1),
        };

    private static void Line(Span<double> guide, int from, int to, double start, double end)
    {
        for (var i = from; i <= to; i++)
        {
            guide[i] = from == to ? end : start + (end - start) * (i - from) / (to - from);
        }
    }
}
