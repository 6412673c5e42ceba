using Ami.Quant.Randomness;

namespace Ami.Quant.Models.Hmm;

/// <summary>
/// Fits hidden Markov models with normal emissions by Baum-Welch (Rabiner 1989, section III.C and equations 40 and 52 to 54;
/// scaling as in section V.A).
/// </summary>
public static class GaussianHmm
{
    private const double LeastProbability = 1e-10;

    /// <summary>
    /// Fits a model. States are ordered by total variance, so that state 0 is the quietest regime. A row with a missing value
    /// counts as an unobserved step of time.
    /// </summary>
    /// <param name="observations">One row per step of time, in order; scale features alike, for the order of states sums their variances.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellation">Stops between iterations.</param>
    /// <exception cref="ArgumentException">Fewer complete rows than states, a feature that does not vary, or an option out of range.</exception>
    public static GaussianHmmModel Fit(FeatureMatrix observations, GaussianHmmOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var series = new ObservedSeries(observations);
        if (series.CompleteRows.Length <= options.States)
        {
            throw new ArgumentException($"{series.CompleteRows.Length} complete rows are too few for {options.States} states.", nameof(observations));
        }

        GaussianHmmModel? best = null;
        for (var start = 0; start < options.Starts; start++)
        {
            var model = FitFrom(Start(series, options, new RandomStream(options.Seed, (ulong)start)), series, options, cancellation);
            if (best is null || model.TrainingLogLikelihood > best.TrainingLogLikelihood)
            {
                best = model;
            }
        }

        return best is null ? throw new ArgumentException("At least one start is needed.", nameof(options)) : best.OrderedByVariance();
    }

    private static GaussianHmmModel FitFrom(GaussianHmmModel model, ObservedSeries series, GaussianHmmOptions options, CancellationToken cancellation)
    {
        var previous = double.NegativeInfinity;
        for (var iteration = 0; iteration < options.MaxIterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var expected = ForwardBackward.Run(model, series);
            model = Maximise(expected, series, model, options.VarianceFloor);
            if (expected.LogLikelihood - previous < options.Tolerance * series.Rows)
            {
                break;
            }

            previous = expected.LogLikelihood;
        }

        return model with
        {
            TrainingLogLikelihood = ForwardBackward.Run(model, series).LogLikelihood,
        };
    }

    /// <summary>Means spread out as by k-means++ (Arthur &amp; Vassilvitskii 2007), common covariance, states that tend to stay.</summary>
    private static GaussianHmmModel Start(ObservedSeries series, GaussianHmmOptions options, RandomStream random)
    {
        int k = options.States,
            dimensions = series.Dimensions,
            rows = series.CompleteRows.Length;
        var centres = new List<double[]> { series.Row(series.CompleteRows[random.NextBounded(rows)]).ToArray() };
        while (centres.Count < k)
        {
            var distances = Array.ConvertAll(series.CompleteRows, row => centres.Min(centre => Distance(series.Row(row), centre, series.Variances)));
            var target = random.NextUniform() * distances.Sum();
            var chosen = 0;
            while (chosen < rows - 1 && (target -= distances[chosen]) > 0)
            {
                chosen++;
            }

            centres.Add(series.Row(series.CompleteRows[chosen]).ToArray());
        }

        var covariance = new double[dimensions * dimensions];
        for (var d = 0; d < dimensions; d++)
        {
            covariance[d * dimensions + d] = series.Variances[d];
        }

        var transitions = new double[k * k];
        for (var i = 0; i < k * k; i++)
        {
            transitions[i] =
                k == 1 ? 1
                : i / k == i % k ? 0.9
                : 0.1 / (k - 1);
        }

        var initial = new double[k];
        Array.Fill(initial, 1.0 / k);
        return new GaussianHmmModel(series.Names, initial, transitions, [.. centres.Select(c => new GaussianState(c, covariance))]);
    }

    private static double Distance(ReadOnlySpan<double> row, double[] centre, double[] variances)
    {
        double sum = 0;
        for (var d = 0; d < centre.Length; d++)
        {
            sum += (row[d] - centre[d]) * (row[d] - centre[d]) / variances[d];
        }

        return sum;
    }

    private static GaussianHmmModel Maximise(Expectations expected, ObservedSeries series, GaussianHmmModel model, double floor)
    {
        var k = model.States;
        var states = new GaussianState[k];
        for (var s = 0; s < k; s++)
        {
            states[s] = Estimate(expected, series, model.State(s), s, floor);
        }

        var transitions = expected.Transitions.ToArray();
        for (var from = 0; from < k; from++)
        {
            var row = transitions.AsSpan(from * k, k);
            double total = 0;
            foreach (var count in row)
            {
                total += count;
            }

            // A state that is never left for anything (only the last step is in it) keeps its transitions.
            for (var to = 0; to < k; to++)
            {
                row[to] = total > 0 ? row[to] / total : model.Transition(from, to);
            }

            KeepPossible(row);
        }

        var initial = expected.Posterior[..k];
        KeepPossible(initial);
        return new GaussianHmmModel(series.Names, initial, transitions, states);
    }

    /// <summary>A probability of exactly 0 could never be revised, neither by later iterations nor by new observations.</summary>
    private static void KeepPossible(Span<double> probabilities)
    {
        double total = 0;
        foreach (ref var p in probabilities)
        {
            total += p = Math.Max(p, LeastProbability);
        }

        foreach (ref var p in probabilities)
        {
            p /= total;
        }
    }

    /// <summary>Equations 53 and 54, with the variance floor added to the diagonal.</summary>
    private static GaussianState Estimate(Expectations expected, ObservedSeries series, GaussianState current, int state, double floor)
    {
        var dimensions = series.Dimensions;
        var k = expected.States;
        var mean = new double[dimensions];
        double total = 0;
        foreach (var t in series.CompleteRows)
        {
            var weight = expected.Posterior[t * k + state];
            total += weight;
            for (var d = 0; d < dimensions; d++)
            {
                mean[d] += weight * series.Row(t)[d];
            }
        }

        if (total < 1e-8)
        {
            return current;
        }

        for (var d = 0; d < dimensions; d++)
        {
            mean[d] /= total;
        }

        var covariance = new double[dimensions * dimensions];
        foreach (var t in series.CompleteRows)
        {
            var weight = expected.Posterior[t * k + state] / total;
            for (var i = 0; i < dimensions; i++)
            {
                for (var j = 0; j < dimensions; j++)
                {
                    covariance[i * dimensions + j] += weight * (series.Row(t)[i] - mean[i]) * (series.Row(t)[j] - mean[j]);
                }
            }
        }

        for (var d = 0; d < dimensions; d++)
        {
            covariance[d * dimensions + d] += floor * series.Variances[d];
        }

        return new GaussianState(mean, covariance);
    }
}
