namespace Ami.Quant.Allocation;

/// <summary>
/// Minimises ½ wᵀQw − cᵀw subject to sum(w) = 1 and lower ≤ w ≤ upper by a primal active-set method, which ends at the exact solution
/// after finitely many steps. Source: Nocedal, Wright (2006), "Numerical Optimization", algorithm 16.3.
/// </summary>
internal sealed class BoxedQuadraticProgram
{
    private const double Tolerance = 1e-12;
    private readonly double[,] _q;
    private readonly WeightBounds _bounds;

    internal BoxedQuadraticProgram(double[,] q, WeightBounds bounds)
    {
        var n = bounds.Count;
        if (q.GetLength(0) != n || q.GetLength(1) != n)
        {
            throw new ArgumentException($"{n} assets need a covariance of that size, not {q.GetLength(0)}×{q.GetLength(1)}.", nameof(q));
        }

        // Checks symmetry and definiteness once.
        Cholesky.Factor(q);
        _q = (double[,])q.Clone();
        _bounds = bounds;
        double trace = 0;
        for (var i = 0; i < n; i++)
        {
            trace += q[i, i];
        }

        // A trace of ridge makes the solution unique when the matrix is singular; it is far below the noise of any estimate.
        for (var i = 0; i < n; i++)
        {
            _q[i, i] += 1e-11 * trace / n;
        }
    }

    /// <summary>Solves for one linear term.</summary>
    /// <param name="c">Linear term; length N.</param>
    /// <param name="start">Feasible weights to start from; null for any.</param>
    internal double[] Solve(ReadOnlySpan<double> c, double[]? start = null)
    {
        var n = _bounds.Count;
        var w = start is null ? _bounds.Feasible() : (double[])start.Clone();
        var state = new int[n];
        for (var i = 0; i < n; i++)
        {
            state[i] =
                w[i] <= _bounds.Lower[i] ? -1
                : w[i] >= _bounds.Upper[i] ? 1
                : 0;
        }

        for (var iteration = 0; iteration < 50 * (n + 10); iteration++)
        {
            var (goal, price) = SolveFree(c, w, state);
            var blocked = Advance(w, goal, state);
            if (blocked)
            {
                continue;
            }

            if (!Release(c, w, state, price))
            {
                return w;
            }
        }

        throw new InvalidOperationException("The active-set method did not end; the covariance is too badly scaled.");
    }

    // The best weights with the bound ones kept, and the multiplier of the budget; NaN when nothing is free.
    private (double[] Goal, double Price) SolveFree(ReadOnlySpan<double> c, double[] w, int[] state)
    {
        var free = new List<int>(w.Length);
        double budget = 1;
        for (var i = 0; i < w.Length; i++)
        {
            if (state[i] == 0)
            {
                free.Add(i);
            }
            else
            {
                budget -= w[i];
            }
        }

        var m = free.Count;
        if (m == 0)
        {
            return (w, double.NaN);
        }

        var (q, right, ones) = (new double[m, m], new double[m], new double[m]);
        for (var a = 0; a < m; a++)
        {
            ones[a] = 1;
            right[a] = c[free[a]];
            for (var j = 0; j < w.Length; j++)
            {
                if (state[j] != 0)
                {
                    right[a] -= _q[free[a], j] * w[j];
                }
            }

            for (var b = 0; b < m; b++)
            {
                q[a, b] = _q[free[a], free[b]];
            }
        }

        var factor = Cholesky.Factor(q);
        var (x, y) = (Cholesky.Solve(factor, right), Cholesky.Solve(factor, ones));
        var price = (x.Sum() - budget) / y.Sum();
        var goal = (double[])w.Clone();
        for (var a = 0; a < m; a++)
        {
            goal[free[a]] = x[a] - price * y[a];
        }

        return (goal, price);
    }

    // Moves towards the goal until the first bound. True when a bound was met.
    private bool Advance(double[] w, double[] goal, int[] state)
    {
        double step = 1;
        var blocking = -1;
        for (var i = 0; i < w.Length; i++)
        {
            if (state[i] != 0)
            {
                continue;
            }

            var bound = goal[i] < w[i] ? _bounds.Lower[i] : _bounds.Upper[i];
            if (goal[i] >= _bounds.Lower[i] - Tolerance && goal[i] <= _bounds.Upper[i] + Tolerance)
            {
                continue;
            }

            var reach = Math.Max(0, (bound - w[i]) / (goal[i] - w[i]));
            if (reach >= step)
            {
                continue;
            }

            step = reach;
            blocking = i;
        }

        for (var i = 0; i < w.Length; i++)
        {
            if (state[i] == 0)
            {
                w[i] = Math.Clamp(w[i] + step * (goal[i] - w[i]), _bounds.Lower[i], _bounds.Upper[i]);
            }
        }

        if (blocking < 0)
        {
            return false;
        }

        state[blocking] = goal[blocking] < w[blocking] ? -1 : 1;
        w[blocking] = state[blocking] < 0 ? _bounds.Lower[blocking] : _bounds.Upper[blocking];
        return true;
    }

    // Frees the bound weight whose multiplier has the wrong sign most. False when all signs are right: the optimum.
    private bool Release(ReadOnlySpan<double> c, double[] w, int[] state, double price)
    {
        var n = w.Length;
        var gradient = new double[n];
        double scale = 0;
        for (var i = 0; i < n; i++)
        {
            gradient[i] = -c[i];
            for (var j = 0; j < n; j++)
            {
                gradient[i] += _q[i, j] * w[j];
            }

            scale = Math.Max(scale, Math.Abs(gradient[i]));
        }

        var (lowest, highest) = (-1, -1);
        for (var i = 0; i < n; i++)
        {
            // A weight that cannot move at all is never freed.
            if (_bounds.Upper[i] - _bounds.Lower[i] <= Tolerance)
            {
                continue;
            }

            if (state[i] < 0 && (lowest < 0 || gradient[i] < gradient[lowest]))
            {
                lowest = i;
            }

            if (state[i] > 0 && (highest < 0 || gradient[i] > gradient[highest]))
            {
                highest = i;
            }
        }

        var slack = Tolerance * 100 * scale;
        if (double.IsNaN(price))
        {
            // Everything is at a bound: only exchanging weight between the two kinds can help.
            if (lowest < 0 || highest < 0 || gradient[lowest] >= gradient[highest] - slack)
            {
                return false;
            }

            state[lowest] = state[highest] = 0;
            return true;
        }

        // With goal = Q⁻¹(c − price·1) the gradient of free weights is −price.
        var below = lowest < 0 ? 0 : -price - gradient[lowest];
        var above = highest < 0 ? 0 : gradient[highest] + price;
        if (Math.Max(below, above) <= slack)
        {
            return false;
        }

        state[below >= above ? lowest : highest] = 0;
        return true;
    }
}
