using System.Diagnostics;
using System.Globalization;
using Ami.Quant.Models;
using Ami.Quant.Models.Trees;
using Ami.Quant.Scores;

namespace Ami.Benchmarks.Quant;

/// <summary>
/// Boosted trees against XGBoost's <c>hist</c> with the same hyperparameters, on two threads: seconds to fit and to predict the
/// training rows, and the loss on rows neither has seen.
/// </summary>
public static class TreeBenchmarks
{
    private const int Threads = 2;
    private const int LeastRuns = 2;
    private const int MostRuns = 5;
    private const double MostFitRatio = 1.5;
    private const double MostLossRatio = 1.01;
    private static readonly TimeSpan TimePerSet = TimeSpan.FromSeconds(15);

    private static readonly BoostedTreesOptions Options = new()
    {
        Rounds = 100,
        MaxDepth = 6,
        LearningRate = 0.1,
        Threads = Threads,
    };

    /// <summary>Prints a table; takes about two minutes. Returns whether every target was met, or could not be judged.</summary>
    public static bool Run()
    {
        Console.WriteLine($"Boosted trees, {Options.Rounds} rounds of depth {Options.MaxDepth}, {Threads} threads, best of interleaved runs");
        Console.WriteLine("{0,-28}{1,8}{2,9}{3,11}{4,11}", "set", "", "fit s", "predict s", "test loss");
        if (Load() > Environment.ProcessorCount)
        {
            Console.WriteLine(
                $"Other programs keep this machine busy (load {Load():F0}); XGBoost's threads spin while they wait, so its times are far too long here."
            );
        }

        var met = true;
        foreach (var (rows, columns) in new[] { (100_000, 20), (500_000, 28) })
        {
            foreach (var classification in new[] { false, true })
            {
                met &= Compare(rows, columns, classification);
            }
        }

        return met;
    }

    /// <summary>Runnable programs, averaged over the last minute; 0 where the system does not say.</summary>
    private static double Load() =>
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : 0;

    private static bool Compare(int rows, int columns, bool classification)
    {
        var set = new GeneratedSet(rows, rows / 5, columns, classification);
        var name = $"{rows / 1000}k x {columns} {(classification ? "logistic" : "squared")}";
        var path = Path.Combine(Path.GetTempPath(), $"ami-trees-{Environment.ProcessId}.bin");
        try
        {
            set.Write(path);
            using var reference = ReferenceProcess.Start(
                "xgboost_reference.py",
                "python3-xgboost",
                path,
                $"{set.Training.Rows}",
                $"{set.Test.Rows}",
                $"{columns}",
                classification ? "binary:logistic" : "reg:squarederror",
                $"{Options.MaxDepth}",
                Options.LearningRate.ToString(CultureInfo.InvariantCulture),
                $"{Options.Rounds}"
            );
            return Report(name, set, reference);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool Report(string name, GeneratedSet set, ReferenceProcess? reference)
    {
        var ours = new Measured(double.MaxValue, double.MaxValue, 0);
        var theirs = ours;
        var started = Stopwatch.GetTimestamp();
        for (var run = 0; run < MostRuns && (run < LeastRuns || Stopwatch.GetElapsedTime(started) < TimePerSet); run++)
        {
            ours = ours.Better(Fit(set));
            if (reference is null)
            {
                continue;
            }

            var answer = reference.Ask("run");
            theirs = theirs.Better(
                new Measured(answer.GetProperty("fit").GetDouble(), answer.GetProperty("predict").GetDouble(), answer.GetProperty("loss").GetDouble())
            );
        }

        Print(name, "ours", ours);
        if (reference is null)
        {
            return true;
        }

        Print("", "xgboost", theirs);
        var met = ours.Fit <= MostFitRatio * theirs.Fit && ours.Loss <= MostLossRatio * theirs.Loss;
        Console.WriteLine(
            "{0,-28}{1,8}{2,9:F2}{3,11:F2}{4,11:F4}",
            "",
            "ratio",
            ours.Fit / theirs.Fit,
            ours.Predict / theirs.Predict,
            ours.Loss / theirs.Loss + $"  targets: fit at most {MostFitRatio:F2}, loss at most {MostLossRatio:F2}: {(met ? "met" : "missed")}"
        );
        return met;
    }

    private static Measured Fit(GeneratedSet set)
    {
        var options = Options with { Objective = set.Classification ? BoostingObjective.Logistic : BoostingObjective.Squared };
        var start = Stopwatch.GetTimestamp();
        var model = new BoostedTrees(options).Fit(set.Training);
        var fit = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var predictions = new double[set.Training.Rows];
        start = Stopwatch.GetTimestamp();
        model.Predict(set.Training.Features, predictions, Threads);
        var predict = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var unseen = model.Predict(set.Test.Features);
        var loss = set.Classification
            ? BinaryScores.LogLoss(set.Test.Targets.Span, unseen)
            : Math.Sqrt(RegressionScores.MeanSquaredError(set.Test.Targets.Span, unseen));
        return new Measured(fit, predict, loss);
    }

    private static void Print(string name, string who, Measured measured) =>
        Console.WriteLine("{0,-28}{1,8}{2,9:F3}{3,11:F3}{4,11:F5}", name, who, measured.Fit, measured.Predict, measured.Loss);

    private readonly record struct Measured(double Fit, double Predict, double Loss)
    {
        public Measured Better(Measured other) => new(Math.Min(Fit, other.Fit), Math.Min(Predict, other.Predict), other.Loss);
    }
}
