using System.Diagnostics;
using System.Globalization;
using Ami.Quant.MonteCarlo;

namespace Ami.Benchmarks.Quant;

/// <summary>Monte Carlo projections against the straightforward vectorised NumPy version of the same simulation, with the same percentile fan.</summary>
public static class MonteCarloBenchmarks
{
    private const double LeastRatio = 10;
    private const int Paths = 10_000;
    private const int RunsPerReference = 5;
    private const int StepsPerYear = 12;
    private const int Years = 20;
    private const double Payment = 500;
    private const double Fee = 0.002;
    private static readonly GeometricBrownian Model = new(0.07, 0.15);
    private static readonly TimeSpan TimePerCase = TimeSpan.FromSeconds(10);

    /// <summary>Prints a table; takes about half a minute. Returns whether the target was met, or could not be judged.</summary>
    public static bool Run()
    {
        Console.WriteLine($"Monte Carlo, {Paths:N0} paths of {StepsPerYear * Years} steps with a percentile fan per year, best of interleaved runs");
        Console.WriteLine("{0,-24}{1,18}{2,9}{3,10}{4,14}{5,8}", "simulation", "", "ms", "ns/step", "paths/s", "ratio");
        using var reference = ReferenceProcess.Start(
            "numpy_reference.py",
            "python3-numpy",
            Text(Paths),
            Text(StepsPerYear),
            Text(Years),
            Text(Model.Drift),
            Text(Model.Volatility),
            Text(10_000),
            Text(Payment),
            Text(Fee),
            "1"
        );
        var met = Compare(
            "matrix",
            "without payments",
            reference,
            new Projection
            {
                Returns = Model,
                InitialWealth = 10_000,
                Steps = StepsPerYear * Years,
                StepsPerYear = StepsPerYear,
                Paths = Paths,
                Seed = 1,
            }
        );
        met &= Compare(
            "payments",
            "payments and fees",
            reference,
            new Projection
            {
                Returns = Model,
                InitialWealth = 10_000,
                Steps = StepsPerYear * Years,
                StepsPerYear = StepsPerYear,
                Paths = Paths,
                Seed = 1,
                Flows = [new CashFlow(Payment)],
                AnnualFee = Fee,
            }
        );
        return met;
    }

    private static bool Compare(string command, string name, ReferenceProcess? reference, Projection projection)
    {
        double one = double.MaxValue,
            all = double.MaxValue,
            theirs = double.MaxValue;
        double ourMean = 0,
            theirMean = 0,
            ourMedian = 0,
            theirMedian = 0;
        var started = Stopwatch.GetTimestamp();
        for (var run = 0; run < 3 || (run < 300 && Stopwatch.GetElapsedTime(started) < TimePerCase); run++)
        {
            // Several of our short runs for one of theirs give both about the same time on the machine.
            double mean = 0,
                median = 0;
            for (var repeat = 0; repeat < RunsPerReference; repeat++)
            {
                one = Math.Min(one, Seconds(projection with { MaximumThreads = 1 }, out _, out _));
                all = Math.Min(all, Seconds(projection with { Seed = (ulong)run }, out mean, out median));
            }

            if (reference is null)
            {
                continue;
            }

            var answer = reference.Ask(command);
            theirs = Math.Min(theirs, answer.GetProperty("seconds").GetDouble());
            (ourMean, theirMean) = (ourMean + mean, theirMean + answer.GetProperty("mean").GetDouble());
            (ourMedian, theirMedian) = (ourMedian + median, theirMedian + answer.GetProperty("median").GetDouble());
        }

        Print(name, "ours, 1 thread", one, theirs);
        Print("", $"ours, {Environment.ProcessorCount} threads", all, theirs);
        if (reference is null)
        {
            return true;
        }

        Print("", $"NumPy {reference.Greeting.GetProperty("version").GetString()}", theirs, theirs);
        // Both are averages over all runs, so that only a mistake could make them differ by much.
        var difference = Math.Max(Math.Abs(ourMean / theirMean - 1), Math.Abs(ourMedian / theirMedian - 1));
        var met = theirs >= LeastRatio * Math.Min(one, all) && difference < 0.02;
        Console.WriteLine("{0,-24}mean and median differ by {1:P2}; target ratio at least {2:F0}: {3}", "", difference, LeastRatio, met ? "met" : "missed");
        return met;
    }

    private static double Seconds(Projection projection, out double mean, out double median)
    {
        var start = Stopwatch.GetTimestamp();
        var result = MonteCarloSimulation.Run(projection);
        var fan = result.Fan(0.05, 0.25, 0.5, 0.75, 0.95);
        mean = result.Mean(result.Steps.Count - 1);
        median = fan[2].Wealth[^1];
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Print(string name, string who, double seconds, double reference) =>
        Console.WriteLine(
            "{0,-24}{1,-18}{2,9:F1}{3,10:F2}{4,14:N0}{5,8:F1}",
            name,
            who,
            1e3 * seconds,
            1e9 * seconds / (Paths * StepsPerYear * Years),
            Paths / seconds,
            reference < double.MaxValue ? reference / seconds : null
        );

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
