using Ami.Quant.Series;

namespace Ami.Quant.Labels;

/// <summary>
/// Labels by the first of three barriers: take-profit, stop-loss and time.
/// Source: López de Prado (2018), "Advances in Financial Machine Learning", section 3.4. Unlike there, the trade is entered at the open after
/// the deciding bar (what a trader can do), barriers are watched within bars, and stop and target in one bar count as stop.
/// </summary>
public static class TripleBarrier
{
    /// <summary>Labels every event.</summary>
    /// <param name="bars">Prices.</param>
    /// <param name="events">Deciding bars, indices into <paramref name="bars"/>.</param>
    /// <param name="takeProfit">Distance of the target as a fraction of the entry price, one per event; infinity switches it off.</param>
    /// <param name="stopLoss">Distance of the stop as a fraction of the entry price, one per event; infinity switches it off.</param>
    /// <param name="horizon">Bars after the deciding bar within which a barrier must be reached, at least 1.</param>
    /// <param name="side">Direction of the trades.</param>
    /// <returns>One label per event; unresolved where a distance is NaN or the data ends too early.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a distance is zero or negative.</exception>
    public static BarrierLabel[] Label(
        CandleView bars,
        ReadOnlySpan<int> events,
        ReadOnlySpan<double> takeProfit,
        ReadOnlySpan<double> stopLoss,
        int horizon,
        PositionSide side = PositionSide.Long
    )
    {
        if (takeProfit.Length != events.Length || stopLoss.Length != events.Length)
        {
            throw new ArgumentException($"{events.Length} events need as many distances, not {takeProfit.Length} and {stopLoss.Length}.", nameof(events));
        }

        var labels = new BarrierLabel[events.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Label(bars, events[i], takeProfit[i], stopLoss[i], horizon, side);
        }

        return labels;
    }

    /// <summary>Labels every bar as an event with the same distances.</summary>
    /// <inheritdoc cref="Label(CandleView, ReadOnlySpan{int}, ReadOnlySpan{double}, ReadOnlySpan{double}, int, PositionSide)"/>
    public static BarrierLabel[] LabelAll(CandleView bars, double takeProfit, double stopLoss, int horizon, PositionSide side = PositionSide.Long)
    {
        var labels = new BarrierLabel[bars.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Label(bars, i, takeProfit, stopLoss, horizon, side);
        }

        return labels;
    }

    /// <summary>Labels one event.</summary>
    /// <param name="bars">Prices.</param>
    /// <param name="decided">Index of the deciding bar.</param>
    /// <param name="takeProfit">Distance of the target as a fraction of the entry price.</param>
    /// <param name="stopLoss">Distance of the stop as a fraction of the entry price.</param>
    /// <param name="horizon">Bars within which a barrier must be reached, at least 1.</param>
    /// <param name="side">Direction of the trade.</param>
    public static BarrierLabel Label(CandleView bars, int decided, double takeProfit, double stopLoss, int horizon, PositionSide side = PositionSide.Long)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decided);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decided, bars.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (takeProfit <= 0 || stopLoss <= 0)
        {
            throw new ArgumentException($"Distances must be positive, not {takeProfit} and {stopLoss}.", nameof(takeProfit));
        }

        var last = Math.Min((long)decided + horizon, bars.Count - 1);
        if (decided + 1 >= bars.Count || double.IsNaN(takeProfit) || double.IsNaN(stopLoss))
        {
            return new BarrierLabel(new LabelSpan(decided, (int)last), BarrierOutcome.Unresolved, double.NaN, double.NaN, double.NaN);
        }

        var open = bars.Open;
        var high = bars.High;
        var low = bars.Low;
        var sign = (double)side;
        var entry = open[decided + 1];
        // In units of the trade's direction a short is a long with mirrored prices.
        var target = sign * entry + entry * takeProfit;
        var stop = sign * entry - entry * stopLoss;
        for (var i = decided + 1; i <= last; i++)
        {
            var first = sign * open[i];
            var worst = sign * (side == PositionSide.Long ? low[i] : high[i]);
            var best = sign * (side == PositionSide.Long ? high[i] : low[i]);
            if (first <= stop)
            {
                return Ended(BarrierOutcome.StopLoss, i, first);
            }

            if (first >= target)
            {
                return Ended(BarrierOutcome.TakeProfit, i, first);
            }

            if (worst <= stop)
            {
                return Ended(BarrierOutcome.StopLoss, i, stop);
            }

            if (best >= target)
            {
                return Ended(BarrierOutcome.TakeProfit, i, target);
            }
        }

        return last - decided < horizon
            ? new BarrierLabel(new LabelSpan(decided, (int)last), BarrierOutcome.Unresolved, entry, double.NaN, double.NaN)
            : Ended(BarrierOutcome.TimeOut, (int)last, sign * bars.Close[(int)last]);

        BarrierLabel Ended(BarrierOutcome outcome, int bar, double signedPrice) =>
            new(new LabelSpan(decided, bar), outcome, entry, sign * signedPrice, (signedPrice - sign * entry) / entry);
    }
}
