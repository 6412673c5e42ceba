using Ami.Quant.Randomness;

namespace Ami.Quant.Labels;

/// <summary>
/// Weights for samples whose labels overlap in time and are therefore not independent.
/// Source: López de Prado (2018), "Advances in Financial Machine Learning", chapter 4.
/// </summary>
public static class SampleWeights
{
    /// <summary>Number of labels that each bar takes part in (section 4.3). A label uses the bars after its deciding one.</summary>
    /// <param name="spans">One span per sample, in any order.</param>
    /// <param name="bars">Number of bars; every span ends before it.</param>
    public static int[] Concurrency(ReadOnlySpan<LabelSpan> spans, int bars)
    {
        var counts = new int[bars + 1];
        foreach (var (start, end) in spans)
        {
            if (start < 0 || end < start || end >= bars)
            {
                throw new ArgumentException($"The span [{start}, {end}] is not within {bars} bars.", nameof(spans));
            }

            counts[First(start, end)]++;
            counts[end + 1]--;
        }

        for (var i = 1; i < bars; i++)
        {
            counts[i] += counts[i - 1];
        }

        return counts[..bars];
    }

    /// <summary>
    /// Average uniqueness (section 4.4): the mean over a label's bars of one over the concurrency; in (0, 1], 1 when it overlaps with no other.
    /// </summary>
    /// <param name="spans">One span per sample.</param>
    /// <param name="bars">Number of bars.</param>
    public static double[] AverageUniqueness(ReadOnlySpan<LabelSpan> spans, int bars)
    {
        var concurrency = Concurrency(spans, bars);
        var cumulative = new double[bars + 1];
        for (var i = 0; i < bars; i++)
        {
            cumulative[i + 1] = cumulative[i] + (concurrency[i] > 0 ? 1.0 / concurrency[i] : 0);
        }

        var uniqueness = new double[spans.Length];
        for (var i = 0; i < uniqueness.Length; i++)
        {
            var (start, end) = spans[i];
            var first = First(start, end);
            uniqueness[i] = Math.Min(1, (cumulative[end + 1] - cumulative[first]) / (end - first + 1));
        }

        return uniqueness;
    }

    /// <summary>
    /// Weights by attributed return (section 4.6): |sum over the label's bars of log return over concurrency|, scaled to mean 1.
    /// </summary>
    /// <param name="spans">One span per sample.</param>
    /// <param name="closes">Closing price per bar, positive.</param>
    public static double[] ByReturn(ReadOnlySpan<LabelSpan> spans, ReadOnlySpan<double> closes)
    {
        var concurrency = Concurrency(spans, closes.Length);
        var cumulative = new double[closes.Length + 1];
        for (var i = 0; i < closes.Length; i++)
        {
            var share = i > 0 && concurrency[i] > 0 ? Math.Log(closes[i] / closes[i - 1]) / concurrency[i] : 0;
            cumulative[i + 1] = cumulative[i] + share;
        }

        var weights = new double[spans.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Abs(cumulative[spans[i].End + 1] - cumulative[First(spans[i].Start, spans[i].End)]);
        }

        return ScaledToMeanOne(weights);
    }

    /// <summary>
    /// Time decay (section 4.7): multiplies weights by a line over cumulative uniqueness that reaches 1 at the newest sample and
    /// <paramref name="oldest"/> at the oldest.
    /// </summary>
    /// <param name="uniqueness">Average uniqueness per sample, oldest sample first.</param>
    /// <param name="oldest">In (-1, 1]: 1 is no decay, 0 fades to nothing, a negative value gives that share of the oldest samples weight 0.</param>
    public static double[] TimeDecay(ReadOnlySpan<double> uniqueness, double oldest)
    {
        if (!(oldest > -1 && oldest <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(oldest), oldest, "The last weight must be in (-1, 1].");
        }

        var weights = uniqueness.ToArray();
        for (var i = 1; i < weights.Length; i++)
        {
            weights[i] += weights[i - 1];
        }

        if (weights.Length == 0)
        {
            return weights;
        }

        var total = weights[^1];
        var slope = oldest >= 0 ? (1 - oldest) / total : 1 / ((oldest + 1) * total);
        var intercept = 1 - slope * total;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Max(0, intercept + slope * weights[i]);
        }

        return weights;
    }

    /// <summary>
    /// Sequential bootstrap (section 4.5): draws samples with replacement, each with probability proportional to its uniqueness given those
    /// drawn before, so that the drawn set overlaps less than an ordinary bootstrap.
    /// </summary>
    /// <param name="spans">One span per sample.</param>
    /// <param name="draws">How many to draw.</param>
    /// <param name="random">Source of randomness.</param>
    /// <returns>Indices of samples, in the order drawn. Takes time proportional to draws × total span length.</returns>
    public static int[] SequentialBootstrap(ReadOnlySpan<LabelSpan> spans, int draws, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bars = 0;
        foreach (var span in spans)
        {
            bars = Math.Max(bars, span.End + 1);
        }

        var concurrency = new int[bars];
        var probability = new double[spans.Length];
        var chosen = new int[spans.Length == 0 ? 0 : draws];
        for (var draw = 0; draw < chosen.Length; draw++)
        {
            double total = 0;
            for (var i = 0; i < spans.Length; i++)
            {
                var first = First(spans[i].Start, spans[i].End);
                double sum = 0;
                for (var t = first; t <= spans[i].End; t++)
                {
                    sum += 1.0 / (concurrency[t] + 1);
                }

                total += probability[i] = sum / (spans[i].End - first + 1);
            }

            var point = random.NextUniform() * total;
            var pick = 0;
            while (pick < spans.Length - 1 && (point -= probability[pick]) >= 0)
            {
                pick++;
            }

            chosen[draw] = pick;
            for (var t = First(spans[pick].Start, spans[pick].End); t <= spans[pick].End; t++)
            {
                concurrency[t]++;
            }
        }

        return chosen;
    }

    private static int First(int start, int end) => Math.Min(start + 1, end);

    private static double[] ScaledToMeanOne(double[] weights)
    {
        var sum = weights.Sum();
        if (sum > 0)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] *= weights.Length / sum;
            }
        }

        return weights;
    }
}
