using Ami.Quant.Labels;
using Ami.Quant.Models;
using Ami.Quant.Models.Hmm;
using Ami.Quant.Randomness;
using Ami.Quant.Series;
using Ami.Quant.Tests.Labels;
using Ami.Quant.Validation;

namespace Ami.Quant.Tests.Validation;

[TestClass]
public sealed class LeakDetectorTests
{
    internal static readonly CandleSeries Walk = TripleBarrierTests.RandomWalk(4000, 21);

    internal static FeatureMatrix Features(CandleView bars, int shift)
    {
        var close = bars.Close;
        var (change, mean) = (new double[close.Length], new double[close.Length]);
        for (var t = 0; t < close.Length; t++)
        {
            var source = t + shift;
            change[t] = source >= 1 && source < close.Length ? close[source] / close[source - 1] - 1 : double.NaN;
            double sum = 0;
            for (var k = 0; k < 10; k++)
            {
                sum += t - k >= 0 ? close[t - k] : double.NaN;
            }

            mean[t] = close[t] / (sum / 10) - 1;
        }

        return FeatureMatrix.FromColumns(["change", "distance"], change, mean);
    }

    // Classifies by the mean of each class, in standard units: simple, and enough to use what a feature knows.
    private sealed class NearestMean : ILearner
    {
        public string Name => "nearest mean";

        public IModel Fit(Samples training, Samples? validation = null, CancellationToken cancellation = default)
        {
            var weights = new double[training.Features.Columns];
            for (var j = 0; j < weights.Length; j++)
            {
                var column = training.Features.Column(j);
                double up = 0,
                    down = 0,
                    ups = 0,
                    square = 0;
                for (var i = 0; i < training.Rows; i++)
                {
                    var y = training.Targets.Span[i];
                    up += y * column[i];
                    ups += y;
                    down += (1 - y) * column[i];
                    square += column[i] * column[i];
                }

                weights[j] = (up / ups - down / (training.Rows - ups)) / Math.Sqrt(square / training.Rows);
            }

            return new LinearScore(weights, training.Features.Names);
        }
    }

    private sealed class LinearScore(double[] weights, IReadOnlyList<string> names) : IModel
    {
        public IReadOnlyList<string> FeatureNames => names;

        public int Outputs => 1;

        public void Predict(FeatureMatrix features, Span<double> predictions)
        {
            for (var i = 0; i < predictions.Length; i++)
            {
                predictions[i] = 0;
                for (var j = 0; j < weights.Length; j++)
                {
                    predictions[i] += weights[j] * features[i, j];
                }
            }
        }

        public byte[] Save() => [];
    }

    private static (Samples Samples, Fold[] Folds) Dataset()
    {
        var features = Features(Walk, 0).Slice(10, 3900);
        var returns = ForwardLabels.Returns(Walk, 5)[10..3910];
        var spans = Enumerable.Range(0, 3900).Select(i => new LabelSpan(i, i + 5)).ToArray();
        return (new Samples(features, Array.ConvertAll(returns, r => r > 0 ? 1.0 : 0)), PurgedKFold.Split(spans, 5, 10));
    }

    [TestMethod]
    public void ShuffledLabels_HonestPipeline_ScoresOneHalfWithinChance()
    {
        var (samples, folds) = Dataset();
        var report = LeakDetector.ShuffledLabels(new NearestMean(), samples, folds);
        report.Passed.ShouldBeTrue();
        report.Auc.ShouldBeInRange(0.48, 0.52);
        (report.High - 0.5).ShouldBe(0.5 - report.Low, 1e-12);
        report.Shuffles.ShouldBe(5);
    }

    [TestMethod]
    public void ShuffledLabels_FeatureMadeFromLabels_IsCaught()
    {
        var (samples, folds) = Dataset();
        // Target encoding over the whole sample: every row's group mean contains its own label.
        OutOfSample[] Pipeline(double[] labels)
        {
            var groups = Enumerable.Range(0, labels.Length).GroupBy(i => i / 8).ToDictionary(g => g.Key, g => g.Average(i => labels[i]));
            return [.. folds.Select(f => new OutOfSample(Array.ConvertAll(f.Test, i => labels[i]), Array.ConvertAll(f.Test, i => groups[i / 8])))];
        }

        var report = LeakDetector.ShuffledLabels(samples.Targets.Span, Pipeline);
        report.Passed.ShouldBeFalse();
        report.Auc.ShouldBeGreaterThan(0.6);
    }

    [TestMethod]
    public void ShuffledLabels_OneClassOnly_Throws()
    {
        var labels = new double[50];
        Should.Throw<ArgumentException>(() => LeakDetector.ShuffledLabels(labels, l => [new OutOfSample(l, l)]));
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(3, 3)]
    public void Foresight_ShiftedFeature_IsCaughtAtItsBar(int shift, int barsAhead)
    {
        var finding = LeakDetector.Foresight(Features(Walk, shift), Walk).ShouldHaveSingleItem();
        (finding.Feature, finding.BarsAhead).ShouldBe(("change", barsAhead));
        finding.Auc.ShouldBe(1, 1e-9);
        finding.StandardErrors.ShouldBeGreaterThan(20);
    }

    [TestMethod]
    public void Foresight_CentredMovingAverage_IsCaught()
    {
        var close = Walk.Close;
        var centred = new double[close.Length];
        for (var t = 0; t < centred.Length; t++)
        {
            centred[t] =
                t < 3 || t + 3 >= centred.Length
                    ? double.NaN
                    : (close[t - 3] + close[t - 2] + close[t - 1] + close[t] + close[t + 1] + close[t + 2] + close[t + 3]) / 7 / close[t];
        }

        LeakDetector.Foresight(FeatureMatrix.FromColumns(["centred"], centred), Walk).ShouldHaveSingleItem().BarsAhead.ShouldBe(1);
    }

    [TestMethod]
    public void Foresight_HonestOrConstantFeatures_ReportsNothing()
    {
        LeakDetector.Foresight(Features(Walk, 0), Walk).ShouldBeEmpty();
        LeakDetector.Foresight(FeatureMatrix.FromColumns(["missing"], Enumerable.Repeat(double.NaN, 4000).ToArray()), Walk).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => LeakDetector.Foresight(Features(Walk, 0), Walk.Slice(0, 9)));
    }

    [TestMethod]
    public void Recomputation_ShiftedFeature_IsCaught_HonestIsNot()
    {
        var findings = LeakDetector.Recomputation(Walk, b => Features(b, 1));
        findings.ShouldAllBe(f => f.Feature == "change" && f.Row == f.Cut - 1 && double.IsNaN(f.WithoutFuture));
        findings.Count.ShouldBe(100);
        LeakDetector.Recomputation(Walk, b => Features(b, 0)).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => LeakDetector.Recomputation(Walk, _ => Features(Walk, 0)));
    }

    /// <summary>A market that takes a part of each move back: its last return tells the next direction, honestly.</summary>
    [TestMethod]
    public void Recomputation_LeakInATenthOfTheBars_IsCaught()
    {
        FeatureMatrix Leaking(CandleView bars)
        {
            var moves = ForesightTests.Moves(bars);
            return ForesightTests.Only([.. moves.Select((move, t) => t * 7919 % 10 == 0 ? (t + 1 < moves.Length ? moves[t + 1] : double.NaN) : move)]);
        }

        for (var seed = 1UL; seed <= 20; seed++)
        {
            LeakDetector.Recomputation(Walk.Slice(0, 1000), Leaking, seed: seed).ShouldNotBeEmpty();
        }
    }

    [TestMethod]
    public void Recomputation_SmoothedRegimes_AreCaught_FilteredAreNot()
    {
        var bars = Walk.Slice(0, 1500);
        static FeatureMatrix Observed(CandleView view) => FeatureMatrix.FromColumns(["move"], [.. ForesightTests.Moves(view).Select(move => 100 * move)]);
        var model = GaussianHmm.Fit(
            Observed(bars),
            new GaussianHmmOptions
            {
                States = 2,
                Starts = 1,
                MaxIterations = 10,
            }
        );
        FeatureMatrix Regimes(CandleView view, Func<FeatureMatrix, double[]> probabilities) =>
            ForesightTests.Only([.. probabilities(Observed(view)).Where((_, i) => i % 2 == 1)]);
        LeakDetector.Recomputation(bars, view => Regimes(view, model.Smooth)).Count.ShouldBeGreaterThan(90);
        LeakDetector.Recomputation(bars, view => Regimes(view, model.Filter)).ShouldBeEmpty();
    }

    [TestMethod]
    public void Overlaps_PurgeRemoved_IsCaught()
    {
        var spans = Enumerable.Range(0, 600).Select(i => new LabelSpan(2 * i, 2 * i + 11)).ToArray();
        int[] all = [.. Enumerable.Range(0, 600)];
        LeakDetector.Overlaps(PurgedKFold.Split(spans, 5, 8), spans, 8).ShouldBeEmpty();
        LeakDetector.Overlaps(WalkForward.Split(spans, 200, 100), spans).ShouldBeEmpty();
        var unpurged = PurgedKFold.Split(spans, 5).Select(fold => fold with { Train = [.. all.Except(fold.Test)] }).ToArray();
        // Five samples on each side of a block's edge reach over it; the first and last block have one edge.
        var findings = LeakDetector.Overlaps(unpurged, spans);
        findings.Count.ShouldBe(8 * 5);
        findings[0].ShouldBe(new OverlapFinding(0, 120, 115));
        LeakDetector.Overlaps(PurgedKFold.Split(spans, 5), spans, 8).ShouldNotBeEmpty("the embargo is not kept");
        LeakDetector.Overlaps([new Fold([7], [7])], spans).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void Recomputation_ScaledByTheWholeSample_IsCaught()
    {
        var random = new RandomStream(1);
        FeatureMatrix Scaled(CandleView bars)
        {
            double maximum = 0;
            foreach (var c in bars.Close)
            {
                maximum = Math.Max(maximum, c);
            }

            return FeatureMatrix.FromColumns(["scaled"], bars.Close.ToArray().Select(c => c / maximum).ToArray());
        }

        LeakDetector.Recomputation(Walk, Scaled, seed: random.NextUInt64()).ShouldNotBeEmpty();
    }
}
