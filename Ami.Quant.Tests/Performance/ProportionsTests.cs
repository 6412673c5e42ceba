using Ami.Quant.Performance;

namespace Ami.Quant.Tests.Performance;

[TestClass]
public class ProportionsTests
{
    /// <summary>R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.</summary>
    [TestMethod]
    [DataRow(81, 263, 0.2553, 0.3662)]
    [DataRow(15, 148, 0.0624, 0.1605)]
    [DataRow(0, 20, 0.0000, 0.1611)]
    [DataRow(1, 29, 0.0061, 0.1718)]
    public void Wilson_PublishedExamples_AreMet(int successes, int trials, double lower, double upper)
    {
        var interval = Proportions.Wilson(successes, trials);
        interval.Lower.ShouldBe(lower, 0.00005);
        interval.Upper.ShouldBe(upper, 0.00005);
        var mirrored = Proportions.Wilson(trials - successes, trials);
        (1 - mirrored.Upper).ShouldBe(interval.Lower, 1e-12);
        (1 - mirrored.Lower).ShouldBe(interval.Upper, 1e-12);
    }

    [TestMethod]
    public void Wilson_MoreConfidence_IsWider() => Proportions.Wilson(5, 10, 0.99).Lower.ShouldBeLessThan(Proportions.Wilson(5, 10, 0.9).Lower);

    [TestMethod]
    [DataRow(0, 0, 0.95)]
    [DataRow(-1, 2, 0.95)]
    [DataRow(3, 2, 0.95)]
    [DataRow(1, 2, 0.0)]
    [DataRow(1, 2, 1.0)]
    [DataRow(1, 2, double.NaN)]
    public void Wilson_NoSuchThing_IsRefused(int successes, int trials, double confidence) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Proportions.Wilson(successes, trials, confidence));
}
