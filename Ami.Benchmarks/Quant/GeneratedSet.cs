using System.Runtime.InteropServices;
using Ami.Quant.Models;
using Ami.Quant.Randomness;

namespace Ami.Benchmarks.Quant;

/// <summary>
/// A reproducible learning problem: Friedman's (1991) first one, <c>10 sin(π x₀ x₁) + 20 (x₂ - ½)² + 10 x₃ + 5 x₄</c>, over uniform
/// features of which the others are noise. Features are rounded to float, which is all that XGBoost keeps.
/// </summary>
internal sealed class GeneratedSet
{
    private const double TypicalSignal = 14.4;

    public GeneratedSet(int trainingRows, int testRows, int columns, bool classification)
    {
        Classification = classification;
        var rows = trainingRows + testRows;
        var values = new double[columns][];
        for (var f = 0; f < columns; f++)
        {
            var stream = new RandomStream(1, (ulong)f);
            values[f] = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                values[f][i] = (float)stream.NextUniform();
            }
        }

        var noise = new RandomStream(1, (ulong)columns);
        var targets = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            var signal = 10 * Math.Sin(Math.PI * values[0][i] * values[1][i]) + 20 * Math.Pow(values[2][i] - 0.5, 2) + 10 * values[3][i] + 5 * values[4][i];
            targets[i] = classification
                ? noise.NextUniform() < 1 / (1 + Math.Exp(-(signal - TypicalSignal) / 2))
                    ? 1
                    : 0
                : (float)(signal + noise.NextNormal());
        }

        var all = new Samples(FeatureMatrix.FromColumns([.. Enumerable.Range(0, columns).Select(f => $"f{f}")], values), targets);
        Training = all.Slice(0, trainingRows);
        Test = all.Slice(trainingRows, testRows);
    }

    public bool Classification { get; }

    public Samples Training { get; }

    public Samples Test { get; }

    /// <summary>Writes both parts as float32: features by row, then targets.</summary>
    public void Write(string path)
    {
        using var file = File.Create(path);
        foreach (var part in new[] { Training, Test })
        {
            var row = new double[part.Features.Columns];
            for (var i = 0; i < part.Rows; i++)
            {
                part.Features.CopyRow(i, row);
                file.Write(MemoryMarshal.AsBytes<float>(Array.ConvertAll(row, v => (float)v)));
            }
        }

        foreach (var part in new[] { Training, Test })
        {
            file.Write(MemoryMarshal.AsBytes<float>(Array.ConvertAll(part.Targets.ToArray(), v => (float)v)));
        }
    }
}
