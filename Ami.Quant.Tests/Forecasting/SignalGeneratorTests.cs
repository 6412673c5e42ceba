using Ami.Quant.Forecasting;
using Ami.Quant.Simulation;

namespace Ami.Quant.Tests.Forecasting;

[TestClass]
public sealed class SignalGeneratorTests
{
    // Win 1.5 R, lose 1 R, costs 0.1 R: break-even at 0.44.
    private static readonly TradeProposal Good = new(0, PositionSide.Long, 0.60, 0.56, 0.03, 0.02, 0.002);

    [TestMethod]
    public void Aggressive_BothAgreeAndItPays_IsAcceptedWithReasons()
    {
        var signal = SignalGenerator.Aggressive().Decide(Good);
        signal.Side.ShouldBe(PositionSide.Long);
        signal.Reasons.ShouldBe([SignalReason.ModelsAgree, SignalReason.WorthTheCosts]);
        signal.Confidence.ShouldBe(0.14 / 0.56 - 0.04, 1e-12);
        Good.ExpectedR.ShouldBe(0.58 * 1.5 - 0.42 - 0.1, 1e-12);
    }

    [TestMethod]
    public void Aggressive_OneModelBelowBreakEven_IsRefusedThoughTheMeanPays()
    {
        var signal = SignalGenerator.Aggressive().Decide(Good with { Second = 0.43 });
        signal.Side.ShouldBeNull();
        signal.Confidence.ShouldBe(0);
        signal.Reasons.ShouldBe([SignalReason.ModelsDisagree]);
    }

    [TestMethod]
    public void Aggressive_CostsEatTheEdge_IsRefused() =>
        SignalGenerator.Aggressive().Decide(Good with { RoundTripCost = 0.02 }).Reasons.ShouldBe([SignalReason.ModelsDisagree, SignalReason.NotWorthTheCosts]);

    [TestMethod]
    public void Aggressive_MinimumR_IsAboveZero() => SignalGenerator.Aggressive(minimumR: 0.5).Decide(Good).Reasons.ShouldBe([SignalReason.NotWorthTheCosts]);

    [TestMethod]
    public void ReachFilter_ForecastBelowTargetOrMissing_Refuses()
    {
        var generator = new SignalGenerator(new ReachFilter());
        generator.Decide(Good with { Reach = 0.031 }).Reasons.ShouldBe([SignalReason.TargetInReach]);
        generator.Decide(Good with { Reach = 0.029 }).Accepted.ShouldBeFalse();
        generator.Decide(Good).Reasons.ShouldBe([SignalReason.TargetOutOfReach]);
    }

    [TestMethod]
    public void PhaseFilter_OnlyPhasesThatPointTheSameWay_Pass()
    {
        var generator = new SignalGenerator(new PhaseFilter());
        generator.Decide(Good with { Phase = new AmdReading(MarketPhase.Distribution, 1, 1) }).Reasons.ShouldBe([SignalReason.PhaseFits]);
        generator.Decide(Good with { Phase = new AmdReading(MarketPhase.Manipulation, -1, 1) }).Accepted.ShouldBeFalse();
        generator.Decide(Good with { Phase = new AmdReading(MarketPhase.Accumulation, 0, 1) }).Accepted.ShouldBeFalse();
        generator.Decide(Good).Reasons.ShouldBe([SignalReason.PhaseAgainst]);
    }

    [TestMethod]
    public void Decide_SomethingMissing_NeverTrades()
    {
        var generator = new SignalGenerator();
        generator.Decide(Good).Reasons.ShouldBe([SignalReason.Unfiltered]);
        generator.Decide(Good with { First = double.NaN }).Reasons.ShouldBe([SignalReason.Incomplete]);
        generator.Decide(Good with { StopLoss = 0 }).Accepted.ShouldBeFalse();
        generator.Decide(Good with { TakeProfit = double.NaN }).Accepted.ShouldBeFalse();
    }

    [TestMethod]
    public void Explain_EveryCode_IsASentence()
    {
        foreach (var field in typeof(SignalReason).GetFields())
        {
            SignalReason.Explain((string)field.GetRawConstantValue().ShouldNotBeNull()).ShouldEndWith(".");
        }

        Should.Throw<ArgumentException>(() => SignalReason.Explain("?"));
    }
}
