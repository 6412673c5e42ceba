using Ami.Quant.Models;

namespace Ami.Quant.Tests.Models;

/// <summary>Deterministic samples for model tests.</summary>
internal static class Generated
{
    public static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"f{i}")];

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Normal features, a share of them missing.</summary>
    public static FeatureMatrix Features(int rows, int columns, int seed, double missing = 0)
    {
        var random = new Random(seed);
        var values = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            values[j] = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                values[j][i] = random.NextDouble() < missing ? double.NaN : Normal(random);
            }
        }

        return FeatureMatrix.FromColumns(Names(columns), values);
    }

    /// <summary>A smooth target of the first three features with noise; missing counts as 0.5.</summary>
    public static double[] Targets(FeatureMatrix features, int seed, double noise = 0.3)
    {
        var random = new Random(seed);
        var targets = new double[features.Rows];
        for (var i = 0; i < targets.Length; i++)
        {
            double X(int j) => double.IsNaN(features[i, j]) ? 0.5 : features[i, j];
            targets[i] = X(0) * X(1) + Math.Sin(2 * X(2)) + noise * Normal(random);
        }

        return targets;
    }

    public static Samples Regression(int rows, int columns = 5, int seed = 1, double missing = 0)
    {
        var features = Features(rows, columns, seed, missing);
        return new Samples(features, Targets(features, seed + 1));
    }

    public static Samples Binary(int rows, int columns = 5, int seed = 1, double missing = 0)
    {
        var samples = Regression(rows, columns, seed, missing);
        return new Samples(samples.Features, Array.ConvertAll(samples.Targets.ToArray(), y => y > 0.2 ? 1.0 : 0.0));
    }

    public static Samples Classes(int rows, int columns = 5, int seed = 1)
    {
        var samples = Regression(rows, columns, seed);
        return new Samples(
            samples.Features,
            Array.ConvertAll(
                samples.Targets.ToArray(),
                y =>
                    y < -0.5 ? 0.0
                    : y < 0.5 ? 1
                    : 2
            )
        );
    }
}
