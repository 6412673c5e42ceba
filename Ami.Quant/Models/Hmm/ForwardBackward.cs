namespace Ami.Quant.Models.Hmm;

/// <summary>What Baum-Welch needs to know of the hidden states, given a model and observations.</summary>
/// <param name="States">Number of states.</param>
/// <param name="LogLikelihood">ln of the density of the observations.</param>
/// <param name="Posterior">γ: probability of each state at each step, given all observations; row-major.</param>
/// <param name="Transitions">Σ ξ: expected number of moves from state to state; row-major.</param>
internal sealed record Expectations(int States, double LogLikelihood, double[] Posterior, double[] Transitions);

/// <summary>The scaled forward and backward recursions (Rabiner 1989, equations 91 to 97).</summary>
internal static class ForwardBackward
{
    public static Expectations Run(GaussianHmmModel model, ObservedSeries series)
    {
        var k = model.States;
        var n = series.Rows;
        var filtered = new double[n * k];
        var (densities, scales, logLikelihood) = Forward(model, series, filtered);

        var posterior = new double[n * k];
        var counts = new double[k * k];
        var beta = new double[k];
        var weighted = new double[k];
        Array.Fill(beta, 1);
        for (var t = n - 1; t >= 0; t--)
        {
            for (var s = 0; s < k; s++)
            {
                posterior[t * k + s] = filtered[t * k + s] * beta[s];
            }

            if (t == 0)
            {
                break;
            }

            for (var s = 0; s < k; s++)
            {
                weighted[s] = densities[t * k + s] * beta[s] / scales[t];
            }

            for (var from = 0; from < k; from++)
            {
                double sum = 0;
                for (var to = 0; to < k; to++)
                {
                    var flow = model.Transition(from, to) * weighted[to];
                    counts[from * k + to] += filtered[(t - 1) * k + from] * flow;
                    sum += flow;
                }

                beta[from] = sum;
            }
        }

        return new Expectations(k, logLikelihood, posterior, counts);
    }

    /// <summary>
    /// Fills the filtered probabilities and returns the densities (each step's divided by its largest), the scale of each step, and
    /// the log-likelihood.
    /// </summary>
    public static (double[] Densities, double[] Scales, double LogLikelihood) Forward(GaussianHmmModel model, ObservedSeries series, double[] filtered)
    {
        var k = model.States;
        var densities = new double[filtered.Length];
        var scales = new double[series.Rows];
        var predicted = new double[k];
        double logLikelihood = 0;
        for (var t = 0; t < series.Rows; t++)
        {
            if (t == 0)
            {
                model.InitialProbabilities.CopyTo(predicted);
            }
            else
            {
                model.Advance(filtered.AsSpan((t - 1) * k, k), predicted);
            }

            var density = densities.AsSpan(t * k, k);
            var largest = model.Densities(series.Row(t), series.IsComplete(t), density);
            var filter = filtered.AsSpan(t * k, k);
            scales[t] = GaussianHmmModel.Condition(predicted, density, filter);
            logLikelihood += Math.Log(scales[t]) + largest;
        }

        return (densities, scales, logLikelihood);
    }
}
