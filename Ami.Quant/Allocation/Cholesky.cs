namespace Ami.Quant.Allocation;

/// <summary>Cholesky factors and linear systems of symmetric matrices.</summary>
internal static class Cholesky
{
    /// <summary>
    /// Lower triangular L with L Lᵀ = A for a positive semi-definite A; columns of (numerically) zero pivots are zero.
    /// Source: Golub, Van Loan (2013), "Matrix Computations", section 4.2.
    /// </summary>
    /// <exception cref="ArgumentException">The matrix is not square, not symmetric or has a negative direction.</exception>
    internal static double[,] Factor(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        if (matrix.GetLength(1) != n)
        {
            throw new ArgumentException($"The matrix must be square, not {n}×{matrix.GetLength(1)}.", nameof(matrix));
        }

        double scale = 0;
        for (var i = 0; i < n; i++)
        {
            scale = Math.Max(scale, Math.Abs(matrix[i, i]));
            for (var j = 0; j < i; j++)
            {
                if (!(Math.Abs(matrix[i, j] - matrix[j, i]) <= 1e-9 * (Math.Abs(matrix[i, j]) + Math.Abs(matrix[i, i]))))
                {
                    throw new ArgumentException($"The matrix is not symmetric at ({i}, {j}).", nameof(matrix));
                }
            }
        }

        var factor = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            var pivot = matrix[j, j];
            for (var k = 0; k < j; k++)
            {
                pivot -= factor[j, k] * factor[j, k];
            }

            if (!(pivot >= -1e-9 * scale))
            {
                throw new ArgumentException($"The matrix is not positive semi-definite (pivot {j} is {pivot}).", nameof(matrix));
            }

            if (pivot <= 1e-13 * scale)
            {
                for (var i = j + 1; i < n; i++)
                {
                    if (Math.Abs(Remainder(matrix, factor, i, j)) > 1e-6 * scale)
                    {
                        throw new ArgumentException($"The matrix is not positive semi-definite (column {j}).", nameof(matrix));
                    }
                }

                continue;
            }

            factor[j, j] = Math.Sqrt(pivot);
            for (var i = j + 1; i < n; i++)
            {
                factor[i, j] = Remainder(matrix, factor, i, j) / factor[j, j];
            }
        }

        return factor;
    }

    /// <summary>Solves A x = b for a positive definite A given its factor.</summary>
    internal static double[] Solve(double[,] factor, ReadOnlySpan<double> right)
    {
        var n = factor.GetLength(0);
        var x = right.ToArray();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= factor[i, k] * x[k];
            }

            x[i] /= factor[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                x[i] -= factor[k, i] * x[k];
            }

            x[i] /= factor[i, i];
        }

        return x;
    }

    private static double Remainder(double[,] matrix, double[,] factor, int i, int j)
    {
        var value = matrix[i, j];
        for (var k = 0; k < j; k++)
        {
            value -= factor[i, k] * factor[j, k];
        }

        return value;
    }
}
