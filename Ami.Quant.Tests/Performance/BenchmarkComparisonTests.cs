using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

/// <summary>Values worked out apart from the library, straight from the definitions.</summary>
[TestClass]
public sealed class BenchmarkComparisonTests
{
    private static readonly double[] Own = [0.02, -0.01, 0.03, -0.02, 0.015, 0.005, -0.03, 0.01];
    private static readonly double[] Other = [0.01, -0.02, 0.02, -0.01, 0.01, -0.005, -0.02, 0.015];

    [TestMethod]
    public void Comparison_SmallSample_MatchesTheDefinitions()
    {
        BenchmarkComparison.Beta(Own, Other).ShouldBe(1.1857142857142857, 1e-12);
        BenchmarkComparison.Alpha(Own, Other, 12, 0.001).ShouldBe(0.03222857142857143, 1e-12);
        BenchmarkComparison.InformationRatio(Own, Other, 12).ShouldBe(0.9354143466934852, 1e-10);
        BenchmarkComparison.UpCapture(Own, Other).ShouldBe(1.362527272083178, 1e-10);
        BenchmarkComparison.DownCapture(Own, Other).ShouldBe(1.0045906389725887, 1e-10);
    }

    [TestMethod]
    public void Comparison_WithItself_IsOne()
    {
        BenchmarkComparison.Beta(Other, Other).ShouldBe(1, 1e-12);
        BenchmarkComparison.Alpha(Other, Other, 252).ShouldBe(0, 1e-12);
        BenchmarkComparison.UpCapture(Other, Other).ShouldBe(1, 1e-12);
        BenchmarkComparison.InformationRatio(Other, Other, 252).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Comparison_BenchmarkThatDoesNotVaryOrFall_IsUndefined()
    {
        double[] steady = [.. Enumerable.Repeat(0.0003, Own.Length)];
        BenchmarkComparison.Beta(Own, steady).ShouldBe(double.NaN);
        BenchmarkComparison.Alpha(Own, steady, 252).ShouldBe(double.NaN);
        BenchmarkComparison.DownCapture(Own, steady).ShouldBe(double.NaN);
        BenchmarkComparison.Beta([], []).ShouldBe(double.NaN);
        Should.Throw<ArgumentException>(() => BenchmarkComparison.Beta(Own, [0.1]));
        Should.Throw<ArgumentException>(() => BenchmarkComparison.UpCapture(Own, [0.1]));
    }

    [TestMethod]
    public void Shape_SmallSample_MatchesTheDefinitions()
    {
        CurveShape.Stability(Own).ShouldBe(1.2744733487811111e-05, 1e-12);
        CurveShape.Stability([0.01, 0.01, 0.01, 0.01]).ShouldBe(1, 1e-12);
        CurveShape.Stability([0, 0, 0]).ShouldBe(double.NaN);
        CurveShape.Stability([0.1]).ShouldBe(double.NaN);
        CurveShape.TailRatio(Own).ShouldBe(1, 1e-12);
        CurveShape.TailRatio([0.01, 0.02, 0.04]).ShouldBe(0.038 / 0.011, 1e-12);
        CurveShape.TailRatio([0, 0, 0]).ShouldBe(double.NaN);
    }

    [TestMethod]
    public void Rolling_Measures_AreThoseOfEachWindow()
    {
        var sharpe = CurveShape.Rolling(Own, 4, window => RiskAdjusted.Sharpe(window, 252));
        sharpe.Take(3).ShouldAllBe(value => double.IsNaN(value));
        sharpe[^1].ShouldBe(RiskAdjusted.Sharpe(Own.AsSpan(4), 252));
        var beta = CurveShape.Rolling(Own, Other, 4, BenchmarkComparison.Beta);
        beta.Length.ShouldBe(8);
        beta[^1].ShouldBe(1.1666666666666665, 1e-12);
        Should.Throw<ArgumentException>(() => CurveShape.Rolling(Own, 0, window => window[0]));
        Should.Throw<ArgumentException>(() => CurveShape.Rolling(Own, [0.1], 4, BenchmarkComparison.Beta));
    }
}
