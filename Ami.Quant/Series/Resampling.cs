namespace Ami.Quant.Series;

/// <summary>Builds longer bars from shorter ones: first open, highest high, lowest low, last close, summed volume.</summary>
public static class Resampling
{
    /// <summary>Resamples to a longer interval. Buckets without any bar stay missing: nothing is invented.</summary>
    /// <param name="view">Bars in increasing time.</param>
    /// <param name="interval">Target length, a whole multiple of the source's.</param>
    /// <param name="anchor">Unix milliseconds at which some target bar opens; 0 opens days at midnight UTC (weeks then open on Thursday).</param>
    /// <param name="minimumBars">
    /// Source bars a bucket needs to be kept: 1 keeps all, <c>target / source</c> drops every bucket with a hole,
    /// which also drops a last bucket that is still forming.
    /// </param>
    /// <exception cref="ArgumentException">The target is not a multiple of the source interval, or time does not increase.</exception>
    public static CandleSeries Resample(CandleView view, BarInterval interval, long anchor = 0, int minimumBars = 1)
    {
        if (view.Count == 0)
        {
            return new CandleBuilder(interval, 0).ToSeries();
        }

        if (interval.Milliseconds % view.Interval.Milliseconds != 0)
        {
            throw new ArgumentException($"{interval} is not a whole multiple of {view.Interval}.", nameof(interval));
        }

        var ratio = interval.Milliseconds / view.Interval.Milliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumBars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minimumBars, ratio);

        var builder = new CandleBuilder(interval, (int)Math.Min(view.Count, view.Count / ratio + 2));
        var bucket = view[0] with { Time = interval.Floor(view.Time[0], anchor) };
        var members = 1;
        for (var i = 1; i < view.Count; i++)
        {
            var bar = view[i];
            if (bar.Time <= view.Time[i - 1])
            {
                throw new ArgumentException($"Time must increase strictly; bar {i} does not.", nameof(view));
            }

            var opens = interval.Floor(bar.Time, anchor);
            if (opens != bucket.Time)
            {
                if (members >= minimumBars)
                {
                    builder.Add(bucket);
                }

                bucket = bar with { Time = opens };
                members = 1;
                continue;
            }
            bucket = bucket with
            {
                High = Math.Max(bucket.High, bar.High),
                Low = Math.Min(bucket.Low, bar.Low),
                Close = bar.Close,
                Volume = bucket.Volume + bar.Volume,
            };
            members++;
        }
        if (members >= minimumBars)
        {
            builder.Add(bucket);
        }

        return builder.ToSeries();
    }
}
