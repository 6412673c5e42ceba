namespace Ami.Quant.Performance;

/// <summary>
/// All roots y ≥ 0 of Σ amount·e^(−y·delay), those included where it only touches 0. The positive and the negative part both fall with y, and so do those of
/// every derivative: their values at the ends bound each derivative over a whole stretch. A stretch is done with when the sum keeps its sign in it, when it is
/// monotone, or when it bends one way only, so that it has one extremum; otherwise it is halved.
/// </summary>
/// <remarks>Interval branch and prune: R. E. Moore, R. B. Kearfott, M. J. Cloud, Introduction to Interval Analysis (2009), ch. 8.</remarks>
internal sealed class DiscountedRoots
{
    private const double Narrowest = 1e-6;

    /// <summary>Where rounding begins to show, the sum leaves it and comes back.</summary>
    private const double Between = 4;
    private const double UnitInTheLastPlace = 2.220446049250313e-16;
    private readonly double[] _amounts,
        _delays;
    private readonly double _rounding;
    private readonly List<(double From, double To)> _found = [];
    private int _steps;

    /// <param name="amounts">Amounts, none of them 0.</param>
    /// <param name="delays">As many delays, ≥ 0; one of them 0.</param>
    public DiscountedRoots(double[] amounts, double[] delays)
    {
        (_amounts, _delays) = (amounts, delays);
        _rounding = UnitInTheLastPlace * (8 + Math.Sqrt(amounts.Length));
    }

    /// <summary>Stretches examined and steps of the root finder.</summary>
    public int Steps => _steps;

    /// <summary>Stretches that hold a root each, most of them points, up to <paramref name="limit"/>.</summary>
    public IReadOnlyList<(double From, double To)> Within(double limit)
    {
        var pending = new Stack<(Sums From, Sums To)>();
        pending.Push((At(0), At(limit)));
        while (pending.TryPop(out var stretch))
        {
            _steps++;
            var (from, to) = stretch;
            if (KeepsSign(from, to, 0))
            {
                continue;
            }

            if (KeepsSign(from, to, 1))
            {
                AddMonotone(from, to);
            }
            else if (KeepsSign(from, to, 2))
            {
                AddBent(from, to);
            }
            else if (to.Y - from.Y <= Narrowest * (1 + from.Y))
            {
                AddNarrow(from, to);
            }
            else
            {
                var middle = At(0.5 * (from.Y + to.Y));
                pending.Push((middle, to));
                pending.Push((from, middle));
            }
        }

        return Merged();
    }

    /// <summary>Neighbours between which the sum does not leave its rounding are one root, of higher order.</summary>
    private List<(double From, double To)> Merged()
    {
        _found.Sort();
        var merged = new List<(double From, double To)>(_found.Count);
        foreach (var (from, to) in _found)
        {
            if (merged.Count > 0 && Sign(At(0.5 * (merged[^1].To + from)), Between) == 0)
            {
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            }
            else
            {
                merged.Add((from, to));
            }
        }

        return merged;
    }

    private static bool KeepsSign(in Sums from, in Sums to, int order) => to.Gained(order) - from.Paid(order) > 0 || from.Gained(order) - to.Paid(order) < 0;

    private void AddMonotone(in Sums from, in Sums to)
    {
        var (first, last) = (Sign(from), Sign(to));
        if (first == 0 || last == 0)
        {
            _found.Add((first == 0 ? from.Y : to.Y, last == 0 ? to.Y : from.Y));
        }
        else if (first != last)
        {
            AddPoint(Root(0, from, to));
        }
    }

    private void AddBent(in Sums from, in Sums to)
    {
        if (Math.Sign(from.Net(1)) == Math.Sign(to.Net(1)))
        {
            AddMonotone(from, to);
            return;
        }

        var extremum = At(Root(1, from, to));
        if (Sign(extremum) == 0)
        {
            AddPoint(extremum.Y);
            return;
        }

        AddMonotone(from, extremum);
        AddMonotone(extremum, to);
    }

    /// <summary>A root of third or higher order, which doubles cannot tell from its neighbourhood.</summary>
    private void AddNarrow(in Sums from, in Sums to)
    {
        if (Sign(At(0.5 * (from.Y + to.Y))) == 0)
        {
            _found.Add((from.Y, to.Y));
        }
        else
        {
            AddMonotone(from, to);
        }
    }

    private void AddPoint(double y) => _found.Add((y, y));

    private double Root(int order, in Sums from, in Sums to) => BracketedRoot.Find(y => At(y).Net(order), from.Y, to.Y, ref _steps);

    /// <summary>Sign of the sum; 0 when it is rounding.</summary>
    private int Sign(in Sums sums, double slack = 1) =>
        Math.Abs(sums.Net(0)) <= slack * _rounding * (sums.Gained(0) + sums.Paid(0)) ? 0 : Math.Sign(sums.Net(0));

    private Sums At(double y)
    {
        var sums = new Sums(y);
        for (var i = 0; i < _amounts.Length; i++)
        {
            var (amount, delay) = (_amounts[i], _delays[i]);
            sums.Add(amount * Math.Exp(-y * delay), delay);
        }

        return sums;
    }

    /// <summary>Gains and payments at one y, each times the delay to the power of 0, 1 and 2.</summary>
    private struct Sums(double y)
    {
        private double _gained0,
            _gained1,
            _gained2,
            _paid0,
            _paid1,
            _paid2;

        public double Y { get; } = y;

        public readonly double Gained(int order) =>
            order == 0 ? _gained0
            : order == 1 ? _gained1
            : _gained2;

        public readonly double Paid(int order) =>
            order == 0 ? _paid0
            : order == 1 ? _paid1
            : _paid2;

        public readonly double Net(int order) => Gained(order) - Paid(order);

        public void Add(double worth, double delay)
        {
            if (worth >= 0)
            {
                _gained0 += worth;
                _gained1 += worth * delay;
                _gained2 += worth * delay * delay;
            }
            else
            {
                _paid0 -= worth;
                _paid1 -= worth * delay;
                _paid2 -= worth * delay * delay;
            }
        }
    }
}
