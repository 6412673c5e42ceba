namespace Ami.Quant.Performance;

/// <summary>Root of a continuous function between two points of opposite sign, by the ITP method: never slower than bisection by more than a step.</summary>
/// <remarks>I. F. D. Oliveira, R. H. C. Takahashi, "An enhancement of the bisection method average performance preserving minmax optimality", ACM TOMS 47:5
/// (2021).</remarks>
internal static class BracketedRoot
{
    private const double Tolerance = 1e-14;
    private const double Truncation = 0.1;

    public static double Find(Func<double, double> function, double from, double to, ref int iterations)
    {
        var (a, b) = from < to ? (from, to) : (to, from);
        double atA = function(a),
            atB = function(b);
        if (atA == 0 || atB == 0)
        {
            return atA == 0 ? a : b;
        }

        var sign = Math.Sign(atB);
        var bisections = Math.Max(0, (int)Math.Ceiling(Math.Log2((b - a) / (2 * Tolerance)))) + 1;
        for (var step = 0; b - a > 2 * Tolerance * Math.Max(1, Math.Abs(a)) && step <= bisections; step++)
        {
            iterations++;
            var middle = 0.5 * (a + b);
            var reach = Tolerance * Math.Pow(2, bisections - step) - 0.5 * (b - a);
            var interpolated = (atB * a - atA * b) / (atB - atA);
            var towards = Math.Sign(middle - interpolated);
            var shift = Math.Min(Math.Abs(middle - interpolated), Truncation * (b - a) * (b - a));
            var truncated = interpolated + towards * shift;
            var x = Math.Abs(truncated - middle) <= reach ? truncated : middle - towards * reach;
            if (!(x > a && x < b))
            {
                x = middle;
            }

            var value = function(x);
            if (value == 0)
            {
                return x;
            }

            if (Math.Sign(value) == sign)
            {
                (b, atB) = (x, value);
            }
            else
            {
                (a, atA) = (x, value);
            }
        }
        return 0.5 * (a + b);
    }
}
