using Ami.Quant.LinearAlgebra;
using Ami.Quant.Series;

namespace Ami.Quant.Validation;

/// <summary>
/// What was known at the close of each bar about direction and size of moves, and what then came. What a feature tells beyond that is either a rare skill or
/// knowledge of later bars.
/// </summary>
internal sealed class BarHistory
{
    private const int Longest = 100;
    private const double Clip = 5;
    private const double LeastSize = 0.05;

    /// <summary>Share of a feature's variance below which it counts as explained.</summary>
    private const double Unexplained = 1e-6;
    private readonly int _count,
        _lag;
    private readonly double[][] _known;
    private readonly bool[] _isKnown;
    private readonly double[] _moves;

    /// <param name="bars">The bars.</param>
    /// <param name="lag">
    /// Bars back to the earlier value of a feature that is held against it: as many as are looked ahead, so that what that value foresaw has come by now.
    /// </param>
    internal BarHistory(CandleView bars, int lag)
    {
        (_count, _lag) = (bars.Count, lag);
        _moves = new double[_count];
        var (sizes, ranges) = (new double[_count], new double[_count]);
        for (var t = 0; t < _count; t++)
        {
            _moves[t] = t == 0 ? 0 : Math.Log(bars.Close[t] / bars.Close[t - 1]);
            sizes[t] = Math.Abs(_moves[t]);
            ranges[t] = Math.Log(bars.High[t] / bars.Low[t]);
        }

        var usual = Mean(sizes, Longest);
        // In units of what was usual, so that quiet and restless years weigh the same.
        var unit = new double[_count];
        for (var t = 0; t < _count; t++)
        {
            unit[t] = usual[t] > 0 ? Math.Clamp(_moves[t] / usual[t], -Clip, Clip) : double.NaN;
        }

        double[] Scaled(double[] values) => [.. values.Select((value, t) => Size(value / usual[t]))];
        double[] Lagged(int lag) => [.. Enumerable.Range(0, _count).Select(t => t < lag ? double.NaN : unit[t - lag])];
        _known =
        [
            .. Enumerable.Range(0, 5).Select(Lagged),
            [.. unit.Select(move => double.IsNaN(move) ? move : Math.Sign(move))],
            Mean(unit, 10),
            Mean(unit, 30),
            Mean(unit, Longest),
            [.. Enumerable.Range(0, _count).Select(t => bars.High[t] > bars.Low[t] ? (bars.Close[t] - bars.Low[t]) / (bars.High[t] - bars.Low[t]) : 0.5)],
            Scaled(sizes),
            Scaled(ranges),
            Scaled(Mean(ranges, 5)),
            Scaled(Mean(ranges, 20)),
            Scaled(Mean(ranges, Longest)),
            [.. usual.Select(value => Math.Log(value))],
            [.. Enumerable.Range(0, _count).Select(t => Math.Log(1 + bars.Volume[t]))],
            .. Calendar(bars),
        ];
        _isKnown = [.. Enumerable.Range(0, _count).Select(t => Array.TrueForAll(_known, column => double.IsFinite(column[t])))];
        Unit = unit;
        Usual = usual;
    }

    /// <summary>Moves in units of what was usual until then; NaN before there is a usual size.</summary>
    private double[] Unit { get; }

    private double[] Usual { get; }

    /// <summary>The move of a later bar in units known now, clipped.</summary>
    internal double Direction(int row, int lead) =>
        row + lead < _count && !double.IsNaN(Unit[row]) ? Math.Clamp(_moves[row + lead] / Usual[row], -Clip, Clip) : double.NaN;

    /// <summary>The logarithm of a later move's size in units known now.</summary>
    internal double LaterSize(int row, int lead) =>
        row + lead < _count && !double.IsNaN(Unit[row]) ? Size(Math.Abs(_moves[row + lead]) / Usual[row]) : double.NaN;

    /// <summary>What a feature says that neither the bars so far nor its own value before explain, per row; NaN where something is missing.</summary>
    /// <param name="feature">One value per bar.</param>
    /// <returns>Null when nothing is left, or too little is there to tell.</returns>
    internal double[]? News(ReadOnlySpan<double> feature)
    {
        var values = Standardised(feature);
        var width = _known.Length + 2;
        var rows = new List<int>();
        for (var t = _lag; t < _count; t++)
        {
            if (double.IsFinite(values[t]) && double.IsFinite(values[t - _lag]) && _isKnown[t])
            {
                rows.Add(t);
            }
        }

        if (rows.Count < 10 * width)
        {
            return null;
        }

        var (matrix, vector, x) = (new double[width * width], new double[width], new double[width]);
        foreach (var t in rows)
        {
            Fill(values, t, x);
            for (var i = 0; i < width; i++)
            {
                vector[i] += x[i] * values[t];
                for (var j = 0; j <= i; j++)
                {
                    matrix[i * width + j] += x[i] * x[j];
                }
            }
        }

        for (var i = 0; i < width; i++)
        {
            matrix[i * width + i] += 1e-8 * rows.Count;
            for (var j = 0; j < i; j++)
            {
                matrix[j * width + i] = matrix[i * width + j];
            }
        }

        if (Cholesky.TryFactor(matrix, width) is not { } factor)
        {
            return null;
        }

        factor.Solve(vector);
        var news = new double[_count];
        Array.Fill(news, double.NaN);
        double left = 0,
            total = 0;
        foreach (var t in rows)
        {
            Fill(values, t, x);
            double expected = 0;
            for (var i = 0; i < width; i++)
            {
                expected += vector[i] * x[i];
            }

            news[t] = values[t] - expected;
            left += news[t] * news[t];
            total += values[t] * values[t];
        }

        return left > Unexplained * total ? news : null;
    }

    /// <summary>The logarithm of a feature's size, whose news tell of later sizes.</summary>
    internal static double[] SizeOf(ReadOnlySpan<double> feature)
    {
        var sizes = Standardised(feature, centred: false);
        for (var t = 0; t < sizes.Length; t++)
        {
            sizes[t] = Size(Math.Abs(sizes[t]));
        }

        return sizes;
    }

    private void Fill(double[] values, int t, double[] x)
    {
        for (var k = 0; k < _known.Length; k++)
        {
            x[k] = _known[k][t];
        }

        (x[^2], x[^1]) = (values[t - _lag], 1);
    }

    /// <summary>Hour and weekday, by which markets are busy and quiet.</summary>
    private static IEnumerable<double[]> Calendar(CandleView bars)
    {
        const double Day = 86_400_000;
        var times = bars.Time.ToArray();
        foreach (var period in (double[])[Day, Day / 2, 7 * Day, 3.5 * Day])
        {
            yield return Array.ConvertAll(times, time => Math.Sin(2 * Math.PI * (time % period / period)));
            yield return Array.ConvertAll(times, time => Math.Cos(2 * Math.PI * (time % period / period)));
        }
    }

    private static double Size(double share) => Math.Log(share + LeastSize);

    /// <summary>Mean of the last values, NaN before there are enough.</summary>
    private static double[] Mean(double[] values, int length)
    {
        var means = new double[values.Length];
        double sum = 0;
        for (var t = 0; t < values.Length; t++)
        {
            sum += double.IsNaN(values[t]) ? 0 : values[t];
            sum -= t >= length && !double.IsNaN(values[t - length]) ? values[t - length] : 0;
            means[t] = t + 1 < length ? double.NaN : sum / length;
        }

        return means;
    }

    /// <summary>In standard deviations, clipped; NaN where there is no value or nothing varies.</summary>
    private static double[] Standardised(ReadOnlySpan<double> feature, bool centred = true)
    {
        var known = new List<double>(feature.Length);
        foreach (var value in feature)
        {
            if (double.IsFinite(value))
            {
                known.Add(value);
            }
        }

        var values = new double[feature.Length];
        var mean = known.Count == 0 ? double.NaN : Variation.Mean(known.ToArray());
        var squares = known.Sum(value => (value - mean) * (value - mean));
        var deviation = known.Count == 0 || Variation.Vanishes(squares, known.Count, known.Max(Math.Abs)) ? double.NaN : Math.Sqrt(squares / known.Count);
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = double.IsFinite(feature[t]) ? Math.Clamp((feature[t] - (centred ? mean : 0)) / deviation, -Clip, Clip) : double.NaN;
        }

        return values;
    }
}
