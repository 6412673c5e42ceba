using Ami.Quant;
using Ami.Quant.Forecasting;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Research;

/// <summary>A configuration of the strategy that was tried.</summary>
/// <param name="First">Model whose calibrated probability counts.</param>
/// <param name="Second">Model that has to agree; the same when one model decides alone.</param>
/// <param name="MinimumR">Least expected result after costs, in R.</param>
public sealed record Trial(string First, string Second, double MinimumR)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{(First == Second ? First : $"{First} and {Second}")}, expected R > {MinimumR:0.##}");
}

/// <summary>Calibrated out-of-sample probabilities by bar, recomputed from bars with the stored models: features, regimes, models and all.</summary>
internal sealed class Proposals
{
    private readonly string[] _names;
    private readonly Dictionary<int, (double[] Probabilities, double Deviation, double OtherR)> _byBar = [];
    private readonly ResearchSettings _settings;
    private readonly long[] _times;

    /// <summary>Predicts every decision of the calibrated blocks that the bars reach.</summary>
    public Proposals(CandleView bars, WalkForwardTraining training, ResearchSettings settings)
    {
        _names = training.Names;
        _settings = settings;
        _times = bars.Time.ToArray();
        var rows = DecisionRows.Of(bars, settings);
        foreach (var fold in training.Folds.Skip(WalkForwardTraining.FirstCalibratedFold))
        {
            if (fold.From >= rows.Bars.Length || fold.Stack is null)
            {
                break;
            }

            var bases = fold.PredictBases(rows.Features, settings.Window - 1);
            var stacked = new double[bases[0].Length];
            fold.Stack.Predict(FoldModels.StackFeatures(_names[..^1], bases), stacked);
            double[][] raw = [.. bases, stacked];
            for (var i = 0; i < stacked.Length; i++)
            {
                _byBar[rows.Bars[fold.From + i]] = (
                    [.. raw.Select((column, m) => fold.Calibrators[m].Calibrate(column[i]))],
                    rows.Deviation[fold.From + i],
                    fold.OtherR
                );
            }
        }
    }

    public int Count => _byBar.Count;

    /// <summary>The proposal of a configuration at a bar, or null where no decision is made.</summary>
    public TradeProposal? At(int bar, Trial trial) =>
        _byBar.TryGetValue(bar, out var known)
            ? new TradeProposal(
                _times[bar],
                PositionSide.Long,
                known.Probabilities[Array.IndexOf(_names, trial.First)],
                known.Probabilities[Array.IndexOf(_names, trial.Second)],
                _settings.TargetDeviations * known.Deviation,
                _settings.StopDeviations * known.Deviation,
                _settings.RoundTripCost
            )
            {
                OtherR = known.OtherR,
            }
            : null;
}
