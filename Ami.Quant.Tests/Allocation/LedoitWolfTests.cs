using Ami.Quant.Allocation;
using Ami.Quant.Randomness;

namespace Ami.Quant.Tests.Allocation;

[TestClass]
public sealed class LedoitWolfTests
{
    private static readonly double[,] Tiny =
    {
        { 0.01, 0.03 },
        { -0.02, -0.01 },
        { 0.03, -0.02 },
        { 0.0, 0.04 },
    };

    [TestMethod]
    public void SampleCovariance_KnownReturns_IsByHand()
    {
        var s = LedoitWolf.SampleCovariance(Tiny);
        s[0, 0].ShouldBe(0.000325, 1e-15);
        s[1, 1].ShouldBe(0.00065, 1e-15);
        s[0, 1].ShouldBe(-0.000075, 1e-15);
        s[1, 0].ShouldBe(s[0, 1]);
    }

    [TestMethod]
    public void ToIdentity_KnownReturns_FollowsTheDefinition()
    {
        var x = new[,]
        {
            { 0.005, 0.02 },
            { -0.025, -0.02 },
            { 0.025, -0.03 },
            { -0.005, 0.03 },
        };
        var s = LedoitWolf.SampleCovariance(Tiny);
        var mean = (s[0, 0] + s[1, 1]) / 2;
        var d2 = (Math.Pow(s[0, 0] - mean, 2) + Math.Pow(s[1, 1] - mean, 2) + 2 * s[0, 1] * s[0, 1]) / 2;
        double b2 = 0;
        for (var k = 0; k < 4; k++)
        {
            for (var i = 0; i < 2; i++)
            {
                for (var j = 0; j < 2; j++)
                {
                    b2 += Math.Pow(x[k, i] * x[k, j] - s[i, j], 2) / 2 / 16;
                }
            }
        }

        var intensity = Math.Min(b2, d2) / d2;
        var shrunk = LedoitWolf.ToIdentity(Tiny);
        shrunk.Intensity.ShouldBe(intensity, 1e-12);
        shrunk.Matrix[0, 0].ShouldBe((1 - intensity) * s[0, 0] + intensity * mean, 1e-15);
        shrunk.Matrix[0, 1].ShouldBe((1 - intensity) * s[0, 1], 1e-15);
    }

    // The intensity was computed with an independent matrix formulation of the paper's appendix B.
    [TestMethod]
    public void ToConstantCorrelation_KnownReturns_HasTheKnownIntensity()
    {
        double[,] rows =
        {
            { 0.01, 0.03, -0.01 },
            { -0.02, -0.01, 0.02 },
            { 0.03, -0.02, 0.01 },
            { 0, 0.04, 0.05 },
            { 0.02, 0.01, -0.03 },
            { -0.01, 0.02, 0 },
        };
        var returns = new double[24, 3];
        for (var t = 0; t < 24; t++)
        {
            for (var i = 0; i < 3; i++)
            {
                returns[t, i] = rows[t % 6, i];
            }
        }

        var shrunk = LedoitWolf.ToConstantCorrelation(returns);
        shrunk.Intensity.ShouldBe(12.886804900616806 / 24, 1e-9);
        var sample = LedoitWolf.SampleCovariance(returns);
        shrunk.Matrix[1, 1].ShouldBe(sample[1, 1], 1e-15);
        var common = -0.1434622987544619 * Math.Sqrt(sample[0, 0] * sample[2, 2]);
        shrunk.Matrix[0, 2].ShouldBe(sample[0, 2] + shrunk.Intensity * (common - sample[0, 2]), 1e-12);
        LedoitWolf.ToConstantCorrelation(rows).Intensity.ShouldBe(1);
    }

    // Truth: unit variances, common correlation 0.3; the constant-correlation target is right, the sample is noisy.
    [TestMethod]
    public void Shrinkage_FewObservations_IsNearerToTheTruthThanTheSample()
    {
        const int n = 30,
            t = 40;
        double sample = 0,
            identity = 0,
            constant = 0;
        for (ulong seed = 0; seed < 10; seed++)
        {
            var random = new RandomStream(seed, 5);
            var returns = new double[t, n];
            for (var k = 0; k < t; k++)
            {
                var market = Math.Sqrt(0.3) * random.NextNormal();
                for (var i = 0; i < n; i++)
                {
                    returns[k, i] = market + Math.Sqrt(0.7) * random.NextNormal();
                }
            }

            sample += Distance(LedoitWolf.SampleCovariance(returns));
            identity += Distance(LedoitWolf.ToIdentity(returns).Matrix);
            constant += Distance(LedoitWolf.ToConstantCorrelation(returns).Matrix);
        }

        identity.ShouldBeLessThan(sample);
        constant.ShouldBeLessThan(0.5 * sample);

        static double Distance(double[,] matrix)
        {
            double sum = 0;
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    sum += Math.Pow(matrix[i, j] - (i == j ? 1 : 0.3), 2);
                }
            }

            return sum;
        }
    }

    [TestMethod]
    public void Shrinkage_ManyObservations_TrustsTheSample()
    {
        var returns = Markets.Returns(20_000, 5, 3);
        LedoitWolf.ToIdentity(returns).Intensity.ShouldBeInRange(0, 0.01);
        LedoitWolf.ToConstantCorrelation(returns).Intensity.ShouldBeInRange(0, 0.05);
        LedoitWolf.ToIdentity(Markets.Returns(20, 30, 3)).Intensity.ShouldBeGreaterThan(0.02);
    }

    [TestMethod]
    public void Shrinkage_FewerPeriodsThanAssets_IsInvertible()
    {
        var shrunk = LedoitWolf.ToConstantCorrelation(Markets.Returns(15, 25, 6)).Matrix;
        var factor = Cholesky.Factor(shrunk);
        for (var i = 0; i < 25; i++)
        {
            factor[i, i].ShouldBeGreaterThan(1e-4);
        }
    }

    [TestMethod]
    public void OneAssetOrNoVariation_IsHandled()
    {
        LedoitWolf
            .ToConstantCorrelation(
                new[,]
                {
                    { 0.01 },
                    { 0.03 },
                }
            )
            .Matrix[0, 0]
            .ShouldBe(0.0001, 1e-15);
        LedoitWolf
            .ToIdentity(
                new[,]
                {
                    { 0.01 },
                    { 0.03 },
                }
            )
            .Intensity.ShouldBe(0);
        Should.Throw<ArgumentException>(() =>
            LedoitWolf.ToConstantCorrelation(
                new[,]
                {
                    { 0.01, 0 },
                    { 0.03, 0 },
                }
            )
        );
        Should.Throw<ArgumentException>(() => LedoitWolf.SampleCovariance(new double[1, 3]));
        Should.Throw<ArgumentException>(() =>
            LedoitWolf.ToIdentity(
                new[,]
                {
                    { 0.01 },
                    { double.NaN },
                }
            )
        );
    }

    [TestMethod]
    public void CholeskySolve_RandomSystem_GivesBackTheVector()
    {
        var a = Markets.Covariance(12, 2);
        var random = new RandomStream(1);
        var x = Enumerable.Range(0, 12).Select(_ => random.NextNormal()).ToArray();
        var b = Enumerable.Range(0, 12).Select(i => Enumerable.Range(0, 12).Sum(j => a[i, j] * x[j])).ToArray();
        Cholesky.Solve(Cholesky.Factor(a), b).ShouldBe(x, 1e-8);
    }
}
