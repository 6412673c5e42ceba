using System.Numerics.Tensors;

namespace Ami.Quant.Models.Linear;

/// <summary>
/// Sums of <c>weight · x xᵀ</c> and <c>x · residual</c> over standardised samples, taken by blocks of rows and added up in
/// order, so that the number of threads has no influence.
/// </summary>
internal sealed class NormalEquations(StandardisedFeatures standard, FeatureMatrix features, WorkerThreads workers)
{
    private readonly int _width = features.Columns + 1;

    /// <summary>Given a sample's number and linear prediction, returns its weight in the matrix and its term in the vector.</summary>
    public delegate (double Weight, double Residual) Term(int row, double prediction);

    /// <summary>Matrix (lower triangle, row-major) and vector at the given coefficients.</summary>
    public (double[] Matrix, double[] Vector) Sum(double[] coefficients, Term term)
    {
        var blocks = (features.Rows + WorkerThreads.RowBlock - 1) / WorkerThreads.RowBlock;
        var partial = new (double[] Matrix, double[] Vector)[blocks];
        workers.ForRows(features.Rows, (start, count) => partial[start / WorkerThreads.RowBlock] = Block(start, count, coefficients, term));
        var matrix = new double[_width * _width];
        var vector = new double[_width];
        foreach (var block in partial)
        {
            TensorPrimitives.Add(matrix, block.Matrix, matrix);
            TensorPrimitives.Add(vector, block.Vector, vector);
        }

        return (matrix, vector);
    }

    private (double[] Matrix, double[] Vector) Block(int start, int count, double[] coefficients, Term term)
    {
        var x = new double[count * _width];
        var matrix = new double[_width * _width];
        var vector = new double[_width];
        standard.Fill(features, start, count, x);
        for (var i = 0; i < count; i++)
        {
            var row = x.AsSpan(i * _width, _width);
            var (weight, residual) = term(start + i, TensorPrimitives.Dot<double>(row, coefficients));
            TensorPrimitives.MultiplyAdd(row, residual, vector, vector);
            for (var j = 0; j < _width; j++)
            {
                var target = matrix.AsSpan(j * _width, j + 1);
                TensorPrimitives.MultiplyAdd(row[..(j + 1)], weight * row[j], target, target);
            }
        }

        return (matrix, vector);
    }
}
