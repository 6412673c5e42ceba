using System.Numerics.Tensors;

namespace Ami.Quant.Models.Linear;

/// <summary>Weighted log-loss plus half the L2 penalty, summed by blocks in order.</summary>
internal sealed class PenalisedLoss(StandardisedFeatures standard, Samples samples, double lambda, WorkerThreads workers)
{
    public double At(double[] coefficients)
    {
        var sums = new double[(samples.Rows + WorkerThreads.RowBlock - 1) / WorkerThreads.RowBlock];
        workers.ForRows(samples.Rows, (start, count) => sums[start / WorkerThreads.RowBlock] = Block(coefficients, start, count));
        var weights = coefficients.AsSpan(0, coefficients.Length - 1);
        return sums.Sum() + lambda / 2 * TensorPrimitives.SumOfSquares<double>(weights);
    }

    private double Block(double[] coefficients, int start, int count)
    {
        var width = coefficients.Length;
        var x = new double[count * width];
        standard.Fill(samples.Features, start, count, x);
        double loss = 0;
        for (var i = 0; i < count; i++)
        {
            var score = TensorPrimitives.Dot<double>(x.AsSpan(i * width, width), coefficients);
            // -log σ(m) = log(1 + e^-m), without overflow on either side.
            var margin = samples.Targets.Span[start + i] == 1 ? score : -score;
            loss += samples.Weight(start + i) * (Math.Max(-margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin))));
        }

        return loss;
    }
}
