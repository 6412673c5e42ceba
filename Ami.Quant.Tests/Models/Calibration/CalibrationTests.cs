using Ami.Quant.Models;
using Ami.Quant.Models.Calibration;
using Ami.Quant.Models.Linear;
using Ami.Quant.Scores;

namespace Ami.Quant.Tests.Models.Calibration;

[TestClass]
public sealed class CalibrationTests
{
    [TestMethod]
    public void Isotonic_KnownPools()
    {
        // 0, 1, 0, 0, 1, 1: pooling adjacent violators gives 0, then 1/3 for the next three, then 1.
        var calibrator = IsotonicCalibrator.Fit([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0, 1, 0, 0, 1, 1]);

        double[] calibrated = [.. new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 }.Select(calibrator.Calibrate)];

        calibrated.ShouldBe([0, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1, 1], 1e-12);
        calibrator.Calibrate(0).ShouldBe(0);
        calibrator.Calibrate(1).ShouldBe(1);
        calibrator.Calibrate(0.15).ShouldBe(1.0 / 6, 1e-12);
        calibrator.Knots.Count.ShouldBe(5);
    }

    [TestMethod]
    public void Isotonic_TiesAndWeights_AreMeans()
    {
        var calibrator = IsotonicCalibrator.Fit([0.5, 0.5, 0.7, 0.1], [0, 1, 1, 0], [1, 3, 1, 0]);

        calibrator.Calibrate(0.5).ShouldBe(0.75, 1e-12);
        calibrator.Knots[0].ShouldBe((0.5, 0.75));
    }

    [TestMethod]
    public void Isotonic_RandomSamples_BeatsEveryOtherMonotoneStep()
    {
        var random = new Random(2);
        double[] p = [.. Enumerable.Range(0, 8).Select(i => (i + 1) / 10.0)];
        double[] y = [.. p.Select(v => random.NextDouble() < v ? 1.0 : 0)];
        var calibrator = IsotonicCalibrator.Fit(p, y);
        var best = p.Zip(y, (v, label) => Math.Pow(calibrator.Calibrate(v) - label, 2)).Sum();

        for (var trial = 0; trial < 2000; trial++)
        {
            double[] other = [.. p.Select(_ => random.NextDouble()).Order()];
            other.Zip(y, (v, label) => Math.Pow(v - label, 2)).Sum().ShouldBeGreaterThanOrEqualTo(best);
        }
    }

    [TestMethod]
    public void Platt_OverconfidentModel_FindsTheSlope()
    {
        var (said, labels) = Overconfident(40_000, 1);

        var calibrator = PlattCalibrator.Fit(said, labels);

        calibrator.Slope.ShouldBe(0.5, 0.03);
        calibrator.Offset.ShouldBe(-0.3, 0.05);
    }

    [TestMethod]
    public void Platt_Minimum_HasNoGradientAgainstSmoothedTargets()
    {
        var (said, labels) = Overconfident(500, 2);
        double ones = labels.Sum(),
            zeros = labels.Length - ones;

        var calibrator = PlattCalibrator.Fit(said, labels);

        double slope = 0,
            offset = 0;
        for (var i = 0; i < said.Length; i++)
        {
            var target = labels[i] == 1 ? (ones + 1) / (ones + 2) : 1 / (zeros + 2);
            offset += calibrator.Calibrate(said[i]) - target;
            slope += (calibrator.Calibrate(said[i]) - target) * Math.Log(said[i] / (1 - said[i]));
        }

        slope.ShouldBe(0, 1e-4);
        offset.ShouldBe(0, 1e-4);
    }

    [TestMethod]
    public void Platt_LabelsAgainstTheModel_NeverTurnsRanksRound()
    {
        var calibrator = PlattCalibrator.Fit([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 1]);

        calibrator.Slope.ShouldBe(0);
        calibrator.Calibrate(0.1).ShouldBe(calibrator.Calibrate(0.9));
    }

    [TestMethod]
    public void Platt_WeightsAndExtremes_StayFinite()
    {
        var calibrator = PlattCalibrator.Fit([0, 1, 0.5], [0, 1, 1], [2, 2, 1]);

        calibrator.Calibrate(0).ShouldBeInRange(0, 0.5);
        calibrator.Calibrate(1).ShouldBeInRange(0.5, 1);
    }

    [TestMethod]
    public void Calibrators_OnNewSamples_LowerTheBrierScore()
    {
        var (said, labels) = Overconfident(5000, 3);
        var (later, came) = Overconfident(5000, 4);

        foreach (var calibrator in new ICalibrator[] { IsotonicCalibrator.Fit(said, labels), PlattCalibrator.Fit(said, labels) })
        {
            double[] calibrated = [.. later.Select(calibrator.Calibrate)];
            BinaryScores.Brier(came, calibrated).ShouldBeLessThan(BinaryScores.Brier(came, later) - 0.01);
            Reliability.Of(came, calibrated).Miscalibration.ShouldBeLessThan(0.002);
        }
    }

    [TestMethod]
    public void CalibratedModel_SaveThenLoad_PredictsTheSame()
    {
        var samples = Generated.Binary(300);
        var model = new LogisticRegression().Fit(samples);
        var raw = model.Predict(samples.Features);

        foreach (var calibrator in new ICalibrator[] { IsotonicCalibrator.Fit(raw, samples.Targets.Span), PlattCalibrator.Fit(raw, samples.Targets.Span) })
        {
            var calibrated = new CalibratedModel(model, calibrator);
            var loaded = ModelFormat.Load(calibrated.Save()).ShouldBeOfType<CalibratedModel>();

            loaded.Predict(samples.Features).ShouldBe([.. raw.Select(calibrator.Calibrate)]);
            loaded.FeatureNames.ShouldBe(model.FeatureNames);
            loaded.Outputs.ShouldBe(1);
        }
    }

    [TestMethod]
    public void Unusable_Throws()
    {
        Should.Throw<ArgumentException>(() => IsotonicCalibrator.Fit([], []));
        Should.Throw<ArgumentException>(() => IsotonicCalibrator.Fit([0.5], [1], [0])).Message.ShouldContain("weighs 0");
        Should.Throw<ArgumentException>(() => PlattCalibrator.Fit([1.5], [1]));
        Should.Throw<ArgumentException>(() => PlattCalibrator.Fit([0.5], [2]));
        Should.Throw<ArgumentException>(() => PlattCalibrator.Fit([0.5], [1, 0]));
        var softmax = new Ami.Quant.Models.Trees.BoostedTrees(new() { Objective = Ami.Quant.Models.Trees.BoostingObjective.Softmax(3), Rounds = 1 }).Fit(
            Generated.Classes(50)
        );
        Should.Throw<ArgumentException>(() => new CalibratedModel(softmax, PlattCalibrator.Fit([0.5], [1])));
        var noKnots = new ModelWriter();
        noKnots.Write<double>([]);
        noKnots.Write<double>([]);
        Should.Throw<InvalidDataException>(() => IsotonicCalibrator.Load(ModelFormat.Seal(ModelKind.Isotonic, noKnots)));
    }

    /// <summary>A model whose log-odds are twice as large as they should be, and shifted.</summary>
    private static (double[] Said, double[] Labels) Overconfident(int count, int seed)
    {
        var random = new Random(seed);
        double[] odds = [.. Enumerable.Range(0, count).Select(_ => 2.5 * Generated.Normal(random))];
        return (
            Array.ConvertAll(odds, o => 1 / (1 + Math.Exp(-o))),
            Array.ConvertAll(odds, o => random.NextDouble() < 1 / (1 + Math.Exp(-(0.5 * o - 0.3))) ? 1.0 : 0)
        );
    }
}
