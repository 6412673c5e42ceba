using Ami.Quant.Series;

namespace Ami.Quant.Labels;

/// <summary>Labels that look a fixed number of bars ahead. NaN where the data ends too early: a label is complete or absent.</summary>
public static class ForwardLabels
{
    /// <summary>Fractional change from the close of each bar to the close <paramref name="horizon"/> bars later.</summary>
    /// <param name="bars">Prices.</param>
    /// <param name="horizon">Bars ahead, at least 1.</param>
    /// <returns>One value per bar; the last <paramref name="horizon"/> are NaN.</returns>
    public static double[] Returns(CandleView bars, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var close = bars.Close;
        var labels = new double[close.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = i + (long)horizon < labels.Length ? close[i + horizon] / close[i] - 1 : double.NaN;
        }

        return labels;
    }

    /// <summary>
    /// Forward high and low deltas: how far the highest high and the lowest low of the next <paramref name="horizon"/> bars lie from the close,
    /// as fractions of the close. The deciding bar itself is not part of the window.
    /// </summary>
    /// <param name="bars">Prices.</param>
    /// <param name="horizon">Bars ahead, at least 1.</param>
    /// <returns>Two values per bar (high delta ≥ low delta; either may be of any sign); the last <paramref name="horizon"/> are NaN.</returns>
    public static (double[] High, double[] Low) HighLowDeltas(CandleView bars, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var close = bars.Close;
        var high = ForwardExtreme(bars.High, horizon, highest: true);
        var low = ForwardExtreme(bars.Low, horizon, highest: false);
        for (var i = 0; i < close.Length; i++)
        {
            high[i] = high[i] / close[i] - 1;
            low[i] = low[i] / close[i] - 1;
        }

        return (high, low);
    }

    /// <summary>
    /// Whether the take-profit is reached before the stop-loss by a trade entered at the next open: 1 yes, 0 no (stop first, both in one bar,
    /// or neither within the horizon), NaN when the data ends before that is known.
    /// </summary>
    /// <param name="bars">Prices.</param>
    /// <param name="takeProfit">Distance of the target as a fraction of the entry price, positive.</param>
    /// <param name="stopLoss">Distance of the stop as a fraction of the entry price, positive.</param>
    /// <param name="horizon">Bars within which the target must be reached, at least 1.</param>
    /// <param name="side">Direction of the trade.</param>
    public static double[] TakeProfitBeforeStop(CandleView bars, double takeProfit, double stopLoss, int horizon, PositionSide side = PositionSide.Long)
    {
        var outcomes = TripleBarrier.LabelAll(bars, takeProfit, stopLoss, horizon, side);
        return Array.ConvertAll(
            outcomes,
            l =>
                l.Outcome switch
                {
                    BarrierOutcome.Unresolved => double.NaN,
                    BarrierOutcome.TakeProfit => 1.0,
                    _ => 0.0,
                }
        );
    }

    // Sliding extreme of values (i, i + horizon] with a queue of candidates that no later value beats: linear time.
    private static double[] ForwardExtreme(ReadOnlySpan<double> values, int horizon, bool highest)
    {
        var n = values.Length;
        var result = new double[n];
        Array.Fill(result, double.NaN);
        var queue = new int[n];
        int head = 0,
            tail = 0;
        for (var i = 1; i < n; i++)
        {
            while (tail > head && (highest ? values[queue[tail - 1]] <= values[i] : values[queue[tail - 1]] >= values[i]))
            {
                tail--;
            }

            queue[tail++] = i;
            var decided = i - horizon;
            if (decided < 0)
            {
                continue;
            }

            while (queue[head] <= decided)
            {
                head++;
            }

            result[decided] = values[queue[head]];
        }

        return result;
    }
}
