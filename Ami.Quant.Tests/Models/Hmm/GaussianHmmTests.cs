using Ami.Quant.Models;
using Ami.Quant.Models.Hmm;

namespace Ami.Quant.Tests.Models.Hmm;

[TestClass]
public sealed class GaussianHmmTests
{
    private static readonly GaussianHmmModel TwoStates = new(
        ["r"],
        [0.7, 0.3],
        [0.9, 0.1, 0.2, 0.8],
        [new GaussianState([0], [1]), new GaussianState([1.5], [4])]
    );

    private static readonly double[] Observed = [0.3, -0.5, 2.9, double.NaN, 3.5, 0.1];

    private static FeatureMatrix Observations => FeatureMatrix.FromColumns(["r"], Observed);

    [TestMethod]
    public void LogLikelihood_EqualsSumOverAllPaths()
    {
        TwoStates.LogLikelihood(Observations).ShouldBe(Math.Log(Paths(Observed.Length).Sum(p => Density(p, Observed.Length))), 1e-10);
    }

    [TestMethod]
    public void Smooth_EqualsEnumeration()
    {
        var smooth = TwoStates.Smooth(Observations);

        var total = Paths(6).Sum(p => Density(p, 6));
        for (var t = 0; t < 6; t++)
        {
            for (var s = 0; s < 2; s++)
            {
                smooth[2 * t + s].ShouldBe(Paths(6).Where(p => p[t] == s).Sum(p => Density(p, 6)) / total, 1e-12);
            }
        }
    }

    [TestMethod]
    public void Filter_EqualsEnumerationOfThePastAlone()
    {
        var filtered = TwoStates.Filter(Observations);

        for (var t = 0; t < 6; t++)
        {
            var total = Paths(t + 1).Sum(p => Density(p, t + 1));
            for (var s = 0; s < 2; s++)
            {
                filtered[2 * t + s].ShouldBe(Paths(t + 1).Where(p => p[t] == s).Sum(p => Density(p, t + 1)) / total, 1e-12);
            }
        }
    }

    [TestMethod]
    public void Viterbi_EqualsTheLikeliestOfAllPaths()
    {
        TwoStates.Viterbi(Observations).ShouldBe(Paths(6).MaxBy(p => Density(p, 6)));
        TwoStates.Viterbi(Observations.Slice(0, 0)).ShouldBeEmpty();
    }

    [TestMethod]
    public void FilterNext_Stream_EqualsBatchAndIgnoresTheFuture()
    {
        var batch = TwoStates.Filter(Observations);
        var state = new double[2];

        for (var t = 0; t < 6; t++)
        {
            TwoStates.FilterNext(t == 0 ? [] : state, [Observed[t]], state);
            state.ShouldBe(batch.AsSpan(2 * t, 2).ToArray());
            TwoStates.Filter(Observations.Slice(0, t + 1)).ShouldBe(batch.AsSpan(0, 2 * t + 2).ToArray());
        }
    }

    [TestMethod]
    public void Fit_GeneratedRegimes_RecoversThem()
    {
        var (observations, states) = Regimes(4000, 1);

        var model = GaussianHmm.Fit(observations, new GaussianHmmOptions { Seed = 3 });

        model.Mean(0).ToArray().ShouldBe([0.5, 0], 0.1);
        model.Mean(1).ToArray().ShouldBe([-1, 1], 0.2);
        model.Covariance(0)[0].ShouldBe(0.25, 0.05);
        model.Covariance(1)[0].ShouldBe(4, 0.4);
        model.Covariance(1)[1].ShouldBe(2, 0.3);
        model.Transition(0, 0).ShouldBe(0.97, 0.01);
        model.ExpectedDuration(1).ShouldBe(1 / 0.05, 6);
        var right = model.Viterbi(observations).Zip(states, (a, b) => a == b ? 1.0 : 0).Average();
        right.ShouldBeGreaterThan(0.95);
    }

    [TestMethod]
    public void Fit_MoreIterations_NeverLowerTheLikelihood()
    {
        var (observations, _) = Regimes(500, 2);

        var likelihoods = Enumerable
            .Range(1, 12)
            .Select(i =>
                GaussianHmm
                    .Fit(
                        observations,
                        new GaussianHmmOptions
                        {
                            States = 3,
                            MaxIterations = i,
                            Starts = 1,
                            VarianceFloor = 1e-12,
                        }
                    )
                    .TrainingLogLikelihood
            )
            .ToArray();

        for (var i = 1; i < likelihoods.Length; i++)
        {
            likelihoods[i].ShouldBeGreaterThanOrEqualTo(likelihoods[i - 1] - 1e-6);
        }
    }

    [TestMethod]
    public void Fit_OneState_IsMeanAndCovariance()
    {
        var observations = FeatureMatrix.FromColumns(["a", "b"], [1, 2, 3, 4], [2, 1, 4, 3]);

        var model = GaussianHmm.Fit(observations, new GaussianHmmOptions { States = 1, VarianceFloor = 1e-9 });

        model.Mean(0).ToArray().ShouldBe([2.5, 2.5], 1e-9);
        model.Covariance(0).ToArray().ShouldBe([1.25, 0.75, 0.75, 1.25], 1e-6);
        model.InitialProbabilities.ToArray().ShouldBe([1]);
    }

    [TestMethod]
    public void Fit_MissingRows_AreUnobservedSteps()
    {
        var (observations, _) = Regimes(1000, 4);
        var holes = observations.Column(0).ToArray();
        for (var t = 0; t < holes.Length; t += 9)
        {
            holes[t] = double.NaN;
        }

        var model = GaussianHmm.Fit(FeatureMatrix.FromColumns(["r", "v"], holes, observations.Column(1).ToArray()), new GaussianHmmOptions());

        model.Covariance(0)[0].ShouldBe(0.25, 0.1);
    }

    [TestMethod]
    public void Filter_ImpossibleObservation_StaysFinite()
    {
        var filtered = TwoStates.Filter(FeatureMatrix.FromColumns(["r"], [0, 1e6, 0]));

        filtered.ShouldAllBe(p => p >= 0 && p <= 1);
    }

    [TestMethod]
    public void Save_ThenLoad_FiltersTheSame()
    {
        var loaded = GaussianHmmModel.Load(TwoStates.Save());

        loaded.Filter(Observations).ShouldBe(TwoStates.Filter(Observations));
        loaded.FeatureNames.ShouldBe(["r"]);
        var broken = new GaussianHmmModel(["r"], [1], [1], [TwoStates.State(0)]).Save();
        Should.Throw<InvalidDataException>(() => GaussianHmmModel.Load(broken.AsSpan(0, broken.Length - 1)));
        var writer = new ModelWriter();
        writer.Write(["r"]);
        writer.Write<double>([1]);
        writer.Write<double>([1]);
        writer.Write<double>([0]);
        writer.Write<double>([-1]);
        Should
            .Throw<InvalidDataException>(() => GaussianHmmModel.Load(ModelFormat.Seal(ModelKind.GaussianHmm, writer)))
            .Message.ShouldContain("positive definite");
    }

    [TestMethod]
    public void Fit_SameSeed_IsIdentical()
    {
        var (observations, _) = Regimes(300, 5);

        GaussianHmm
            .Fit(observations, new GaussianHmmOptions { States = 3, Seed = 8 })
            .Save()
            .ShouldBe(GaussianHmm.Fit(observations, new GaussianHmmOptions { States = 3, Seed = 8 }).Save());
    }

    [TestMethod]
    public void Unusable_Throws()
    {
        var options = new GaussianHmmOptions();

        Should.Throw<ArgumentException>(() => GaussianHmm.Fit(FeatureMatrix.FromColumns(["r"], [1, 2]), options)).Message.ShouldContain("too few");
        Should.Throw<ArgumentException>(() => GaussianHmm.Fit(FeatureMatrix.FromColumns(["r"], [1, 1, 1]), options)).Message.ShouldContain("does not vary");
        Should.Throw<ArgumentException>(() => GaussianHmm.Fit(FeatureMatrix.FromColumns([], Array.Empty<double[]>()), options));
        Should.Throw<ArgumentException>(() => GaussianHmm.Fit(Observations, options with { VarianceFloor = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => GaussianHmm.Fit(Observations, options with { States = 0 }));
        Should.Throw<OperationCanceledException>(() => GaussianHmm.Fit(Observations, options, new CancellationToken(true)));
        Should.Throw<ArgumentException>(() => TwoStates.Filter(FeatureMatrix.FromColumns(["x"], [1.0])));
        Should.Throw<ArgumentException>(() => TwoStates.FilterNext([], [1, 2], new double[2]));
    }

    private static IEnumerable<int[]> Paths(int length) =>
        Enumerable.Range(0, 1 << length).Select(code => Enumerable.Range(0, length).Select(t => (code >> t) & 1).ToArray());

    /// <summary>Joint density of a path and the first observations, written out.</summary>
    private static double Density(int[] path, int length)
    {
        double density = 1;
        for (var t = 0; t < length; t++)
        {
            density *= t == 0 ? TwoStates.InitialProbabilities[path[0]] : TwoStates.Transition(path[t - 1], path[t]);
            if (double.IsNaN(Observed[t]))
            {
                continue;
            }

            var (mean, deviation) = path[t] == 0 ? (0.0, 1.0) : (1.5, 2.0);
            density *= Math.Exp(-Math.Pow((Observed[t] - mean) / deviation, 2) / 2) / (deviation * Math.Sqrt(2 * Math.PI));
        }

        return density;
    }

    /// <summary>A quiet regime around (0.5, 0) and a restless one around (-1, 1).</summary>
    private static (FeatureMatrix Observations, int[] States) Regimes(int count, int seed)
    {
        var random = new Random(seed);
        var (r, v, states) = (new double[count], new double[count], new int[count]);
        var state = 0;
        for (var t = 0; t < count; t++)
        {
            if (random.NextDouble() < (state == 0 ? 0.03 : 0.05))
            {
                state = 1 - state;
            }

            states[t] = state;
            var z = Generated.Normal(random);
            r[t] = state == 0 ? 0.5 + 0.5 * z : -1 + 2 * z;
            v[t] = state == 0 ? Generated.Normal(random) : 1 + z + Generated.Normal(random);
        }

        return (FeatureMatrix.FromColumns(["r", "v"], r, v), states);
    }
}
