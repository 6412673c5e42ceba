using Ami.Quant.Performance;
using Ami.Quant.Scores;

namespace Ami.Benchmarks.Research;

/// <summary>How one model did on samples it had not seen; all models are judged on the same samples.</summary>
/// <param name="Name">The model.</param>
/// <param name="Auc">Area under the ROC curve with its interval (stationary bootstrap); 0.5 is chance.</param>
/// <param name="DirectionAuc">
/// The same among samples that reached their target or their stop: without the time-outs, what is left is knowing the direction, whereas the
/// AUC over all samples also rewards knowing whether the market will move at all.
/// </param>
/// <param name="LogLoss">Mean log-loss, nats.</param>
/// <param name="LogLossSkill">Share of the base rate's log-loss saved; 0 is none, negative worse.</param>
/// <param name="Brier">Brier score.</param>
/// <param name="Mcc">Matthews correlation when the higher-than-usual half of the probabilities is called 1.</param>
/// <param name="Miscalibration">Mean squared distance of probability and observed rate over ten bins.</param>
public sealed record ForecastScore(
    string Name,
    ConfidenceInterval Auc,
    ConfidenceInterval DirectionAuc,
    double LogLoss,
    double LogLossSkill,
    double Brier,
    double Mcc,
    double Miscalibration
)
{
    internal static ForecastScore Of(string name, double[] labels, double[] probabilities, double[] baseRates, bool[] timedOut, ResearchSettings settings)
    {
        // Labels overlap over the horizon, so neighbours are dependent that long: the mean block covers it twice.
        var block = Math.Max(1, 2.0 * settings.Horizon / settings.Stride);
        var auc = StationaryBootstrap.Interval(
            labels.Length,
            rows => AreaOf(rows, labels, probabilities),
            settings.Seed,
            block,
            replications: settings.Replications
        );
        int[] decided = [.. Enumerable.Range(0, labels.Length).Where(i => !timedOut[i])];
        double[] y = Array.ConvertAll(decided, i => labels[i]),
            p = Array.ConvertAll(decided, i => probabilities[i]);
        var direction = StationaryBootstrap.Interval(decided.Length, rows => AreaOf(rows, y, p), settings.Seed, block, replications: settings.Replications);
        var usual = BinaryScores.LogLoss(labels, baseRates);
        var loss = BinaryScores.LogLoss(labels, probabilities);
        var median = probabilities.Order().ElementAt(probabilities.Length / 2);
        return new ForecastScore(
            name,
            auc,
            direction,
            loss,
            1 - loss / usual,
            BinaryScores.Brier(labels, probabilities),
            BinaryScores.Mcc(labels, probabilities, median),
            Reliability.Of(labels, probabilities).Miscalibration
        );
    }

    private static double AreaOf(ReadOnlySpan<int> rows, double[] labels, double[] probabilities)
    {
        double[] y = new double[rows.Length],
            p = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            (y[i], p[i]) = (labels[rows[i]], probabilities[rows[i]]);
        }

        return RocAuc.Of(y, p);
    }
}
