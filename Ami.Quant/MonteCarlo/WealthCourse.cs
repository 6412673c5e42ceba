using System.Runtime.Intrinsics;
using Ami.Quant.Randomness;

namespace Ami.Quant.MonteCarlo;

/// <summary>
/// Wealth of eight paths through payments and growth. Time is cut where wealth itself is needed, at payments and recorded steps: logs are added up in between
/// and exponentiated for the whole path at once, since no growth waits for another; what is left to do in sequence is one multiplication and addition per cut.
/// </summary>
internal sealed class WealthCourse
{
    private const int Unrolled = 4;
    private readonly double _initial;
    private readonly bool _ruinedAtOnce;
    private readonly Cut[] _cuts;

    /// <param name="initial">Wealth at the start.</param>
    /// <param name="flows">Payment at the beginning of each step.</param>
    /// <param name="recorded">Steps after which wealth is recorded, ascending; the last is the end.</param>
    internal WealthCourse(double initial, double[] flows, int[] recorded)
    {
        // A payment at the very beginning is made on the wealth at the start, before anything has grown.
        var first = initial + flows[0];
        (_initial, _ruinedAtOnce) = (Math.Max(first, 0), first < 0);
        var cuts = new List<Cut>();
        for (int t = 1, record = 0; t <= flows.Length; t++)
        {
            var recorder = recorded[record] == t ? record++ : -1;
            var flow = t < flows.Length ? flows[t] : 0;
            if (recorder >= 0 || flow != 0)
            {
                cuts.Add(new Cut(t, flow, recorder));
            }
        }

        _cuts = [.. cuts];
    }

    /// <summary>Writes the recorded wealth of eight paths.</summary>
    /// <param name="growth">Log growth, shape (steps, 8); overwritten.</param>
    /// <param name="wealth">Wealth per record and path.</param>
    /// <param name="ruined">Per path: whether a withdrawal was larger than what was left.</param>
    /// <param name="path">Number of the first path.</param>
    internal void Follow(Span<double> growth, double[][] wealth, bool[] ruined, int path)
    {
        var factors = ReturnModel.Vectors(growth);
        Sum(factors);
        Exponentiate(factors[..Padded(_cuts.Length)]);
        var value = Vector512.Create(_initial);
        var everBelow = Vector512<double>.Zero;
        for (var c = 0; c < _cuts.Length; c++)
        {
            ref readonly var cut = ref _cuts[c];
            if (cut.Record < 0)
            {
                value = Vector512.FusedMultiplyAdd(value, factors[c], Vector512.Create(cut.Flow));
            }
            else
            {
                value *= factors[c];
                value.CopyTo(wealth[cut.Record], path);
                value += Vector512.Create(cut.Flow);
            }

            if (cut.Flow < 0)
            {
                everBelow = Vector512.MinNative(everBelow, value);
                value = Vector512.MaxNative(value, Vector512<double>.Zero);
            }
        }

        for (var lane = 0; lane < ReturnModel.Lanes; lane++)
        {
            ruined[path + lane] = _ruinedAtOnce || everBelow[lane] < 0;
        }
    }

    /// <summary>Log growth between two cuts, into the rows of the cuts; the rows after them are cleared up to a whole group.</summary>
    private void Sum(Span<Vector512<double>> rows)
    {
        // Each cut is at least a step after the one before, so that no row is overwritten before it is read.
        var from = 0;
        for (var c = 0; c < _cuts.Length; c++)
        {
            var to = _cuts[c].Step;
            var log = rows[from];
            for (var t = from + 1; t < to; t++)
            {
                log += rows[t];
            }

            (rows[c], from) = (log, to);
        }

        rows[_cuts.Length..Padded(_cuts.Length)].Clear();
    }

    private static void Exponentiate(Span<Vector512<double>> rows)
    {
        var most = Vector512.Create(VectorMath.LargestReduced);
        for (var i = 0; i < rows.Length; i += Unrolled)
        {
            var (x0, x1, x2, x3) = (rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
            // Growth is never NaN, which is all that "native" leaves open and the other maximum pays for.
            var largest = Vector512.MaxNative(
                Vector512.MaxNative(Vector512.Abs(x0), Vector512.Abs(x1)),
                Vector512.MaxNative(Vector512.Abs(x2), Vector512.Abs(x3))
            );
            if (Vector512.LessThanOrEqualAll(largest, most))
            {
                rows[i] = VectorMath.ExpReduced(x0);
                rows[i + 1] = VectorMath.ExpReduced(x1);
                rows[i + 2] = VectorMath.ExpReduced(x2);
                rows[i + 3] = VectorMath.ExpReduced(x3);
            }
            else
            {
                rows[i] = VectorMath.Exp(x0);
                rows[i + 1] = VectorMath.Exp(x1);
                rows[i + 2] = VectorMath.Exp(x2);
                rows[i + 3] = VectorMath.Exp(x3);
            }
        }
    }

    private static int Padded(int cuts) => (cuts + Unrolled - 1) / Unrolled * Unrolled;

    /// <summary>A step at whose beginning is paid, or before which wealth is recorded, or both.</summary>
    /// <param name="Step">Steps of growth before it.</param>
    /// <param name="Flow">What is paid, after the record.</param>
    /// <param name="Record">Index of the record, −1 for none.</param>
    private readonly record struct Cut(int Step, double Flow, int Record);
}
