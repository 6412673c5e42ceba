namespace Ami.Quant.Models.Hmm;

/// <summary>The likeliest path through the states, in logarithms.</summary>
internal static class ViterbiPath
{
    public static int[] Of(GaussianHmmModel model, ObservedSeries series)
    {
        int k = model.States,
            n = series.Rows;
        var path = new int[n];
        if (n == 0)
        {
            return path;
        }

        var best = new double[k];
        var next = new double[k];
        var from = new int[n * k];
        Span<double> scratch = stackalloc double[series.Dimensions];
        for (var s = 0; s < k; s++)
        {
            best[s] = Math.Log(model.InitialProbabilities[s]) + LogDensity(model, series, 0, s, scratch);
        }

        for (var t = 1; t < n; t++)
        {
            for (var to = 0; to < k; to++)
            {
                var previous = 0;
                for (var s = 1; s < k; s++)
                {
                    if (best[s] + Math.Log(model.Transition(s, to)) > best[previous] + Math.Log(model.Transition(previous, to)))
                    {
                        previous = s;
                    }
                }

                from[t * k + to] = previous;
                next[to] = best[previous] + Math.Log(model.Transition(previous, to)) + LogDensity(model, series, t, to, scratch);
            }

            (best, next) = (next, best);
        }

        path[n - 1] = Array.IndexOf(best, best.Max());
        for (var t = n - 1; t > 0; t--)
        {
            path[t - 1] = from[t * k + path[t]];
        }

        return path;
    }

    private static double LogDensity(GaussianHmmModel model, ObservedSeries series, int t, int state, Span<double> scratch) =>
        series.IsComplete(t) ? model.State(state).LogDensity(series.Row(t), scratch) : 0;
}
