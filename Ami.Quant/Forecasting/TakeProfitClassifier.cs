using Ami.Quant.Labels;
using Ami.Quant.Models;
using Ami.Quant.Models.Calibration;
using Ami.Quant.Validation;

namespace Ami.Quant.Forecasting;

/// <summary>
/// Calibrated probability that a trade's take-profit comes before its stop-loss. The learner is fitted on the earlier samples; its
/// probabilities are calibrated (Platt 1999) on later ones, with every training label that reaches into them purged.
/// </summary>
public sealed class TakeProfitClassifier
{
    private readonly IModel _model;

    private TakeProfitClassifier(IModel model, double baseRate, double otherR) => (_model, BaseRate, OtherR) = (model, baseRate, otherR);

    /// <summary>The calibrated model, for instance to save it.</summary>
    public IModel Model => _model;

    /// <summary>Share of samples whose take-profit came first.</summary>
    public double BaseRate { get; }

    /// <summary>
    /// Mean result before costs, in R, of the samples whose take-profit did not come first: −1 when all were stopped out, more with time-outs.
    /// </summary>
    public double OtherR { get; }

    /// <summary>Fits and calibrates.</summary>
    /// <param name="learner">A binary classifier.</param>
    /// <param name="features">One row per label, in time order.</param>
    /// <param name="labels">Outcomes of the trades; unresolved ones are left out.</param>
    /// <param name="stopLoss">Distance of each stop as a fraction of the entry price: the unit R.</param>
    /// <param name="calibrationShare">Part of the samples kept for calibration, in (0, 1); default 0.2.</param>
    /// <param name="embargo">Further bars between the last training label and the first sample of the calibration; default 0.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="ArgumentException">Lengths differ, or one of the two parts has no sample.</exception>
    public static TakeProfitClassifier Fit(
        ILearner learner,
        FeatureMatrix features,
        ReadOnlySpan<BarrierLabel> labels,
        ReadOnlySpan<double> stopLoss,
        double calibrationShare = 0.2,
        int embargo = 0,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(learner);
        ArgumentNullException.ThrowIfNull(features);
        if (labels.Length != features.Rows || stopLoss.Length != features.Rows)
        {
            throw new ArgumentException($"{labels.Length} labels and {stopLoss.Length} stops for {features.Rows} rows.", nameof(labels));
        }

        if (calibrationShare is not (> 0 and < 1))
        {
            throw new ArgumentException("The share for calibration lies between 0 and 1.", nameof(calibrationShare));
        }

        List<int> rows = [];
        List<double> others = [];
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].Outcome == BarrierOutcome.Unresolved)
            {
                continue;
            }

            rows.Add(i);
            if (labels[i].Outcome != BarrierOutcome.TakeProfit)
            {
                others.Add(labels[i].Return / stopLoss[i]);
            }
        }

        var spans = new LabelSpan[rows.Count];
        var targets = new double[rows.Count];
        for (var i = 0; i < spans.Length; i++)
        {
            (spans[i], targets[i]) = (labels[rows[i]].Span, labels[rows[i]].Outcome == BarrierOutcome.TakeProfit ? 1 : 0);
        }

        var first = spans.Length - (int)Math.Round(calibrationShare * spans.Length);
        if (first < 1 || first >= spans.Length)
        {
            throw new ArgumentException($"{spans.Length} resolved labels are too few.", nameof(labels));
        }

        var fold = WalkForward.Split(spans, first, spans.Length - first, embargo)[0];
        if (fold.Train.Length == 0)
        {
            throw new ArgumentException("Purging leaves no training sample.", nameof(labels));
        }

        var samples = new Samples(features.SelectRows([.. rows]), targets);
        var model = learner.Fit(samples.Select(fold.Train), null, cancellation);
        // The calibration rows are predicted with the rows before them: sequence models need them as context.
        var raw = model.Predict(samples.Features).AsSpan(first);
        return new TakeProfitClassifier(
            new CalibratedModel(model, PlattCalibrator.Fit(raw, targets.AsSpan(first))),
            targets.Average(),
            others.Count == 0 ? -1 : others.Average()
        );
    }

    /// <summary>Probability per row that the take-profit comes first, in [0, 1]; NaN in rows without the context that a sequence model needs.</summary>
    public double[] Predict(FeatureMatrix features) => _model.Predict(features);

    /// <summary>Probability at which a trade neither gains nor loses on average, costs included; above 1 when it cannot gain.</summary>
    /// <param name="takeProfit">Distance of the target as a fraction of the entry price.</param>
    /// <param name="stopLoss">Distance of the stop as a fraction of the entry price.</param>
    /// <param name="roundTripCost">Fees, spread and slippage of entry and exit as a fraction of the entry price.</param>
    /// <param name="otherR">Mean result in R when the take-profit does not come first; default −1.</param>
    public static double BreakEven(double takeProfit, double stopLoss, double roundTripCost, double otherR = -1) =>
        (roundTripCost / stopLoss - otherR) / (takeProfit / stopLoss - otherR);

    /// <summary>Expected result in R after costs: p·(take-profit / stop) + (1 − p)·other − costs / stop.</summary>
    /// <param name="probability">Probability that the take-profit comes first.</param>
    /// <param name="takeProfit">Distance of the target as a fraction of the entry price.</param>
    /// <param name="stopLoss">Distance of the stop as a fraction of the entry price.</param>
    /// <param name="roundTripCost">Fees, spread and slippage of entry and exit as a fraction of the entry price.</param>
    /// <param name="otherR">Mean result in R when the take-profit does not come first; default −1.</param>
    public static double ExpectedR(double probability, double takeProfit, double stopLoss, double roundTripCost, double otherR = -1) =>
        probability * takeProfit / stopLoss + (1 - probability) * otherR - roundTripCost / stopLoss;
}
