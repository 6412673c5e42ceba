using Ami.Quant.Forecasting;
using Ami.Quant.Labels;
using Ami.Quant.Models;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Forecasting;

[TestClass]
public sealed class RangePredictorTests
{
    /// <summary>High and low deltas that are uniform on a width told by the one feature: all quantiles are known.</summary>
    private static (FeatureMatrix Features, double[] High, double[] Low) Known(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        double[] width = new double[count],
            high = new double[count],
            low = new double[count];
        for (var i = 0; i < count; i++)
        {
            width[i] = i % 2 == 0 ? 0.01 : 0.05;
            high[i] = width[i] * random.NextUniform();
            low[i] = -width[i] * random.NextUniform();
        }

        return (FeatureMatrix.FromColumns(["width"], width), high, low);
    }

    [TestMethod]
    public void Fit_KnownQuantiles_AreFoundOnNewSamples()
    {
        var (features, high, low) = Known(4000, 1);
        var predictor = RangePredictor.Fit(features, high, low);
        var (fresh, freshHigh, freshLow) = Known(4000, 2);
        var forecast = predictor.Predict(fresh);
        forecast.High[2][0].ShouldBe(0.009, 0.0008);
        forecast.High[2][1].ShouldBe(0.045, 0.004);
        forecast.Low[0][1].ShouldBe(-0.045, 0.004);
        foreach (var line in RangePredictor.Coverage(forecast, freshHigh, freshLow))
        {
            line.Coverage.ShouldBe(line.Level, 0.04);
            line.Count.ShouldBe(4000);
            // At the narrow end of the range a wide and a narrow uniform share their quantile almost, elsewhere there is much to gain.
            line.Skill.ShouldBeGreaterThan(0.005);
        }
    }

    [TestMethod]
    public void Predict_AnyRow_QuantilesNeverCross()
    {
        var bars = TestCandles.Walk(900, seed: 5);
        var features = new FeatureBuilder().Build(bars);
        var options = new RangePredictorOptions
        {
            Levels = [0.45, 0.5, 0.55],
            Trees = new()
            {
                Rounds = 20,
                MaxDepth = 4,
                LearningRate = 0.3,
            },
        };
        var forecast = RangePredictor.Fit(features, bars, options).Predict(features);
        for (var i = 0; i < features.Rows; i++)
        {
            for (var k = 0; k < 3; k++)
            {
                forecast.High[k][i].ShouldBeGreaterThanOrEqualTo(forecast.Low[k][i]);
                if (k == 0)
                {
                    continue;
                }

                forecast.High[k][i].ShouldBeGreaterThanOrEqualTo(forecast.High[k - 1][i]);
                forecast.Low[k][i].ShouldBeGreaterThanOrEqualTo(forecast.Low[k - 1][i]);
            }
        }
    }

    [TestMethod]
    public void Coverage_OutcomesNotKnownYet_AreLeftOut()
    {
        var bars = TestCandles.Walk(100, seed: 5);
        var (high, low) = ForwardLabels.HighLowDeltas(bars, 24);
        var zero = new double[100];
        var lines = RangePredictor.Coverage(new RangeForecast([0.5], [zero], [zero]), high, low);
        lines.Select(l => l.Count).ShouldBe([76, 76]);
        lines[0].IsHigh.ShouldBeTrue();
    }

    [TestMethod]
    public void Fit_WrongInputs_Throws()
    {
        var (features, high, low) = Known(10, 1);
        Should.Throw<ArgumentException>(() => RangePredictor.Fit(features, high, low.AsSpan(1)));
        Should.Throw<ArgumentException>(() => RangePredictor.Fit(features, high, low, new RangePredictorOptions { Levels = [0.5, 0.1] }));
        Should.Throw<ArgumentException>(() => RangePredictor.Fit(features, high, low, new RangePredictorOptions { Levels = [] }));
    }
}
