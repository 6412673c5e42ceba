using System.Diagnostics;
using System.Globalization;
using Ami.Quant.Models.Neural;
using Ami.Quant.Randomness;

namespace Ami.Benchmarks.Quant;

/// <summary>
/// A training step (forward, backward, AdamW) of GRU and Transformer against PyTorch, from the same starting values and on the same
/// batches, so that the losses must follow the same path too. One thread is shown beside two, which other load disturbs more.
/// </summary>
public static class NeuralBenchmarks
{
    private const int Batch = 64;
    private const int Window = 32;
    private const int Features = 16;
    private const int Batches = 5;
    private const int Rows = Batches * Batch + Window - 1;
    private const int LeastRounds = 2;
    private const int MostRounds = 120;
    private const double MostRatio = 2;
    private const double MostLossDifference = 0.01;
    private static readonly TimeSpan TimePerCase = TimeSpan.FromSeconds(12);

    private static readonly GruOptions Gru = new()
    {
        Window = Window,
        Width = 64,
        BatchSize = Batch,
        Dropout = 0,
    };

    private static readonly TransformerOptions Transformer = new()
    {
        Window = Window,
        Width = 64,
        Heads = 4,
        Layers = 2,
        FeedForward = 128,
        BatchSize = Batch,
        Dropout = 0,
    };

    /// <summary>Prints a table; takes under a minute. Returns whether every target was met, or could not be judged.</summary>
    public static bool Run()
    {
        Console.WriteLine($"Networks, batch {Batch}, window {Window}, {Features} features, width 64: ms per training step, interleaved");
        Console.WriteLine("{0,-18}{1,16}{2,9}{3,9}{4,12}{5,12}", "network, threads", "", "best", "median", "first loss", "last loss");
        var met = true;
        foreach (var threads in new[] { 2, 1 })
        {
            met &= Compare("gru", Gru with { Threads = threads });
            met &= Compare("transformer", Transformer with { Threads = threads });
        }

        return met;
    }

    private static bool Compare(string name, SequenceOptions options)
    {
        var architecture = options.Architecture(Features);
        var initial = new ParameterLayout(architecture.Parameters).Initial(1);
        var (features, targets) = Generate();
        var path = Path.Combine(Path.GetTempPath(), $"ami-neural-{Environment.ProcessId}.bin");
        try
        {
            Write(path, features, targets, initial);
            using var reference = ReferenceProcess.Start(
                "torch_reference.py",
                "python3-torch libopenblas0-pthread",
                path,
                name,
                $"{Batch}",
                $"{Window}",
                $"{Features}",
                $"{Batches}",
                $"{initial.Length}",
                Text(options.LearningRate),
                Text(options.WeightDecay),
                Text(options.ClipNorm),
                $"{options.Threads}"
            );
            using var network = new Network(architecture, initial, differentiates: true);
            using var trainer = new NetworkTrainer(network, options);
            return Report($"{name}, {options.Threads}", trainer, new SequenceInputs(features, Features), new SequenceTargets(targets, Ones(), 1), reference);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static bool Report(string name, NetworkTrainer trainer, SequenceInputs inputs, SequenceTargets targets, ReferenceProcess? reference)
    {
        Measured ours = new([], []),
            theirs = new([], []);
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < LeastRounds || (round < MostRounds && Stopwatch.GetElapsedTime(started) < TimePerCase); round++)
        {
            // A pass over all batches each, so that caches and thread pools are as warm as in a real fit.
            for (var batch = 0; batch < Batches; batch++)
            {
                var start = Stopwatch.GetTimestamp();
                var loss = trainer.Step(inputs, targets, Ends(batch));
                ours.Add(Stopwatch.GetElapsedTime(start).TotalSeconds, loss);
            }

            for (var batch = 0; reference is not null && batch < Batches; batch++)
            {
                var answer = reference.Ask("step");
                theirs.Add(answer.GetProperty("seconds").GetDouble(), answer.GetProperty("loss").GetDouble());
            }
        }

        Print(name, "ours", ours);
        if (reference is null)
        {
            return true;
        }

        Print("", $"torch {reference.Greeting.GetProperty("version").GetString()}", theirs);
        // Rounding differs, and training amplifies differences: the first epochs must agree closely.
        var compared = LeastRounds * Batches;
        var difference = Enumerable.Range(0, compared).Max(i => Math.Abs(ours.Losses[i] / theirs.Losses[i] - 1));
        var ratio = ours.Best / theirs.Best;
        var met = ratio <= MostRatio && difference <= MostLossDifference;
        Console.WriteLine(
            "{0,-18}{1,16}{2,9:F2}{3,9:F2}  greatest loss difference over {4} steps {5:P4}",
            "",
            "ratio",
            ratio,
            ours.Median / theirs.Median,
            compared,
            difference + $"  targets: at most {MostRatio:F2} and {MostLossDifference:P0}: {(met ? "met" : "missed")}"
        );
        return met;
    }

    /// <summary>Batch b holds the windows that end 64 b to 64 b + 63 rows after the first full one.</summary>
    private static int[] Ends(int batch) => [.. Enumerable.Range(Window - 1 + batch * Batch, Batch)];

    private static (float[] Features, double[] Targets) Generate()
    {
        var random = new RandomStream(7);
        var features = new float[Rows * Features];
        foreach (ref var value in features.AsSpan())
        {
            value = (float)random.NextNormal();
        }

        var targets = new double[Rows];
        for (var row = 3; row < Rows; row++)
        {
            targets[row] = (float)(features[row * Features] * features[(row - 3) * Features + 1] + 0.3 * random.NextNormal());
        }

        return (features, targets);
    }

    private static double[] Ones()
    {
        var weights = new double[Rows];
        Array.Fill(weights, 1);
        return weights;
    }

    private static void Write(string path, float[] features, double[] targets, float[] parameters)
    {
        using var writer = new BinaryWriter(File.Create(path));
        var ends = Enumerable.Range(0, Batches).SelectMany(Ends).ToArray();
        foreach (var end in ends)
        {
            foreach (var value in features.AsSpan((end - Window + 1) * Features, Window * Features))
            {
                writer.Write(value);
            }
        }

        foreach (var end in ends)
        {
            writer.Write((float)targets[end]);
        }

        foreach (var value in parameters)
        {
            writer.Write(value);
        }
    }

    private static void Print(string name, string who, Measured measured) =>
        Console.WriteLine(
            "{0,-18}{1,16}{2,9:F2}{3,9:F2}{4,12:F5}{5,12:F5}",
            name,
            who,
            1000 * measured.Best,
            1000 * measured.Median,
            measured.Losses[0],
            measured.Losses[^1]
        );

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Measured(List<double> Seconds, List<double> Losses)
    {
        public double Best => Seconds.Min();

        public double Median => Seconds.Order().ElementAt(Seconds.Count / 2);

        public void Add(double seconds, double loss)
        {
            Seconds.Add(seconds);
            Losses.Add(loss);
        }
    }
}
