using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

[TestClass]
public sealed class VenueRulesTests
{
    private static readonly VenueRules Venue = new()
    {
        MakerFee = 0.0002m,
        TakerFee = 0.0007m,
        Slippage = 0.0001m,
    };

    [TestMethod]
    public void Fee_MakerAndTaker_AreSharesOfTheNotionalInCents()
    {
        var notional = Venue.Notional(3.333m, 100.01m);
        notional.ShouldBe(333.33m);
        Venue.Fee(3.333m, 100.01m, notional, maker: false).ShouldBe(0.23m);
        Venue.Fee(3.333m, 100.01m, notional, maker: true).ShouldBe(0.07m);
        Venue.Round(0.005m).ShouldBe(0.01m);
        Venue.Round(-0.005m).ShouldBe(-0.01m);
        (Venue with { MoneyDigits = 4 }).Round(0.00005m).ShouldBe(0.0001m);
    }

    [TestMethod]
    public void Slip_EitherSide_IsRoundedAwayFromTheTraderOntoThePriceStep()
    {
        Venue.Slip(Side.Buy, 100.01m, 1, 2).ShouldBe(100.03m);
        Venue.Slip(Side.Sell, 100.01m, 1, 2).ShouldBe(99.99m);
        Venue.Slip(Side.Sell, 0.01m, 1, 2).ShouldBe(0.01m, "never down to nothing");
        (Venue with { Slippage = 0 }).Slip(Side.Buy, 100.01m, 1, 2).ShouldBe(100.01m);
    }

    [TestMethod]
    public void HalfSpreadAt_AnyPrice_IsOnTheGridAndAtLeastAStep()
    {
        Venue.HalfSpreadAt(1, 0.01m).ShouldBe(0.01m);
        Venue.HalfSpreadAt(1_000, 0.01m).ShouldBe(0.05m);
        Venue.HalfSpreadAt(1_030, 0.01m).ShouldBe(0.05m);
    }

    [TestMethod]
    [DataRow(1, 0.25)]
    [DataRow(2, 0.25)]
    [DataRow(5, 0.1)]
    public void IsBreached_EquityBelowMaintenance_IsAQuarterOrHalfTheOpeningRequirement(int leverage, double share)
    {
        Venue.IsBreached(1000m * (decimal)share, 1000, leverage).ShouldBeFalse();
        Venue.IsBreached((1000m * (decimal)share) - 0.01m, 1000, leverage).ShouldBeTrue();
        Venue.IsBreached(-1, 0, leverage).ShouldBeFalse("nothing is held");
    }

    [TestMethod]
    public void MostFor_WithFees_LeavesTheFeeInTheEquity()
    {
        var venue = Venue with { TakerFee = 0.01m, MakerFee = -0.01m };
        decimal.Floor(venue.MostFor(1_000, 100, 1, maker: false)).ShouldBe(9);
        venue.MostFor(1_000, 100, 1, maker: true).ShouldBe(10, "a rebate is not spent before it is earned");
    }
}
