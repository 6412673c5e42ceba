using Ami.Quant.Forecasting;
using Ami.Quant.Labels;
using Ami.Quant.Models;
using Ami.Quant.Models.Linear;
using Ami.Quant.Randomness;
using Ami.Quant.Scores;

namespace Ami.Quant.Tests.Forecasting;

[TestClass]
public sealed class TakeProfitClassifierTests
{
    private static (FeatureMatrix Features, BarrierLabel[] Labels, double[] Stops) Known(int count)
    {
        var random = new RandomStream(4);
        var x = new double[count];
        var stops = new double[count];
        Array.Fill(stops, 0.02);
        var labels = new BarrierLabel[count];
        for (var i = 0; i < count; i++)
        {
            x[i] = random.NextNormal();
            var wins = random.NextUniform() < 1 / (1 + Math.Exp(-2 * x[i]));
            labels[i] = new BarrierLabel(new LabelSpan(i, i + 3), wins ? BarrierOutcome.TakeProfit : BarrierOutcome.StopLoss, 100, 100, wins ? 0.04 : -0.02);
        }

        labels[^1] = labels[^1] with { Outcome = BarrierOutcome.Unresolved, Return = double.NaN };
        return (FeatureMatrix.FromColumns(["x"], x), labels, stops);
    }

    [TestMethod]
    public void Fit_KnownProbability_IsLearntAndCalibrated()
    {
        var (features, labels, stops) = Known(6000);
        var classifier = TakeProfitClassifier.Fit(new LogisticRegression(1), features, labels, stops, embargo: 5);
        var probabilities = classifier.Predict(FeatureMatrix.FromColumns(["x"], new double[] { -1, 0, 1 }));
        for (var i = 0; i < 3; i++)
        {
            probabilities[i].ShouldBe(1 / (1 + Math.Exp(-2 * (i - 1))), 0.03);
        }

        ModelFormat.Load(classifier.Model.Save()).Predict(features).ShouldBe(classifier.Predict(features));
        classifier.BaseRate.ShouldBe(0.5, 0.03);
        classifier.OtherR.ShouldBe(-1, 1e-12);
        var came = labels[..^1].Select(l => l.Outcome == BarrierOutcome.TakeProfit ? 1.0 : 0).ToArray();
        BinaryScores.Auc(came, classifier.Predict(features).AsSpan(..^1)).ShouldBeGreaterThan(0.8);
    }

    [TestMethod]
    public void Fit_TimeOuts_RaiseWhatTheOtherOutcomesAreWorth()
    {
        var (features, labels, stops) = Known(500);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].Outcome == BarrierOutcome.StopLoss)
            {
                labels[i] = labels[i] with { Outcome = BarrierOutcome.TimeOut, Return = -0.01 };
            }
        }

        TakeProfitClassifier.Fit(new LogisticRegression(1), features, labels, stops).OtherR.ShouldBe(-0.5, 1e-9);
    }

    [TestMethod]
    public void Fit_PurgingLeavesNothing_Throws()
    {
        var (features, labels, stops) = Known(20);
        Should.Throw<ArgumentException>(() => TakeProfitClassifier.Fit(new LogisticRegression(1), features, labels, stops, embargo: 100));
        Should.Throw<ArgumentException>(() => TakeProfitClassifier.Fit(new LogisticRegression(1), features, labels, stops.AsSpan(1)));
        Should.Throw<ArgumentException>(() => TakeProfitClassifier.Fit(new LogisticRegression(1), features, labels, stops, calibrationShare: 1));
    }

    [TestMethod]
    public void ExpectedR_AtBreakEven_IsZero()
    {
        // Target 3 %, stop 2 %, costs 0.2 %: win 1.5 R, lose 1 R, pay 0.1 R.
        TakeProfitClassifier.BreakEven(0.03, 0.02, 0.002).ShouldBe(1.1 / 2.5, 1e-12);
        TakeProfitClassifier.ExpectedR(0.44, 0.03, 0.02, 0.002).ShouldBe(0, 1e-12);
        TakeProfitClassifier.ExpectedR(0.5, 0.03, 0.02, 0).ShouldBe(0.25, 1e-12);
        TakeProfitClassifier.BreakEven(0.001, 0.02, 0.002).ShouldBeGreaterThan(1);
    }
}
