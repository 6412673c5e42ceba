namespace Ami.Quant.LinearAlgebra;

/// <summary>
/// Factor L of a symmetric positive definite matrix, A = L Lᵀ (Golub &amp; Van Loan, "Matrix Computations", algorithm 4.2.1).
/// Matrices are row-major, n × n.
/// </summary>
internal sealed class Cholesky
{
    private readonly double[] _l;

    private Cholesky(double[] l, int size)
    {
        _l = l;
        Size = size;
    }

    public int Size { get; }

    /// <summary>ln det A.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (var i = 0; i < Size; i++)
            {
                sum += Math.Log(_l[i * Size + i]);
            }

            return 2 * sum;
        }
    }

    /// <summary>Reads the lower triangle; null when the matrix is not positive definite within rounding.</summary>
    public static Cholesky? TryFactor(ReadOnlySpan<double> matrix, int size)
    {
        var l = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i * size + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= l[i * size + k] * l[j * size + k];
                }

                if (i != j)
                {
                    l[i * size + j] = sum / l[j * size + j];
                    continue;
                }

                // A pivot that lost twelve digits to cancellation carries no information.
                if (!(sum > 1e-12 * Math.Abs(matrix[i * size + i])))
                {
                    return null;
                }

                l[i * size + i] = Math.Sqrt(sum);
            }
        }

        return new Cholesky(l, size);
    }

    /// <summary>Solves A x = b in place.</summary>
    public void Solve(Span<double> b)
    {
        SolveLower(b);
        for (var i = Size - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var k = i + 1; k < Size; k++)
            {
                sum -= _l[k * Size + i] * b[k];
            }

            b[i] = sum / _l[i * Size + i];
        }
    }

    /// <summary>Solves L x = b in place; the squared length of x is bᵀ A⁻¹ b.</summary>
    public void SolveLower(Span<double> b)
    {
        for (var i = 0; i < Size; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++)
            {
                sum -= _l[i * Size + k] * b[k];
            }

            b[i] = sum / _l[i * Size + i];
        }
    }
}
