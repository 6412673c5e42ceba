using Ami.Modules.Learning;
using Ami.Quant.Performance;

namespace Ami.Tests.Learning;

/// <summary>How sure somebody was, against how often they were right.</summary>
[TestClass]
public sealed class CalibrationTests
{
    [TestMethod]
    public void Of_Answers_CountsThemByWhatWasSaid()
    {
        var calibration = Calibration.Of([(70, true, 21), (70, false, 9), (100, true, 3), (100, false, 1)]);
        calibration.Steps.Select(step => step.Confidence).ShouldBe([50, 60, 70, 80, 90, 100]);
        var seventy = calibration.Steps[2];
        (seventy.Answers, seventy.Right, seventy.IsEnough).ShouldBe((30, 21, true));
        (seventy.Lower, seventy.Upper).ShouldBe(Proportions.Wilson(21, 30));
        (calibration.Steps[5].Answers, calibration.Steps[5].IsEnough).ShouldBe((4, false));
        // (21 × 0.3² + 9 × 0.7² + 3 × 0² + 1 × 1²) / 34
        calibration.Brier.ShouldNotBeNull().ShouldBe((1.89 + 4.41 + 1) / 34, 1e-12);
        (calibration.Answers, calibration.IsEnough).ShouldBe((34, true));
    }

    [TestMethod]
    public void Of_NoAnswers_SaysSo()
    {
        var none = Calibration.Of([]);
        (none.Answers, none.Brier, none.IsEnough).ShouldBe((0, null, false));
        none.Steps.ShouldAllBe(step => step.Lower == null && step.Upper == null && !step.IsEnough);
        Calibration.Of([(50, true, 29)]).IsEnough.ShouldBeFalse();
        Calibration.Of([(50, true, 9)]).Steps[0].IsEnough.ShouldBeFalse();
    }

    [TestMethod]
    public void Of_AlwaysHalfSure_HasABrierOfAQuarter() => Calibration.Of([(50, true, 12), (50, false, 5)]).Brier.ShouldBe(0.25);
}
