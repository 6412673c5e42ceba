using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

[TestClass]
public sealed class OrderAcceptanceTests
{
    private const string Btc = "BTC-SIM";
    private const string Eth = "ETH-SIM";

    [TestMethod]
    [DataRow(1, 1_000, true)]
    [DataRow(1, 1_001, false)]
    [DataRow(5, 5_000, true)]
    [DataRow(5, 5_001, false)]
    public void Place_AtTheLimitOfEquityTimesLeverage_IsTheLastAllowed(int leverage, int quantity, bool allowed)
    {
        var day = new BookScenario(leverage: leverage);
        day.Quoted(Btc, 100m);
        day.TryPlace(Btc, Market(Side.Buy, quantity)).IsOk.ShouldBe(allowed);
        day.TryPlace(Btc, Market(Side.Sell, quantity)).IsOk.ShouldBe(allowed);
    }

    [TestMethod]
    public void Place_WorkingOrdersOfOtherSymbols_CountAtTheirPrices()
    {
        var day = new BookScenario();
        day.Quoted(Eth, 10m);
        day.Quoted(Btc, 100m);
        day.Limit(Eth, Side.Buy, 6_000m, 9m);
        var refused = day.TryPlace(Btc, Market(Side.Buy, 461m));
        refused.Error.Code.ShouldBe("paper.insufficient_buying_power");
        refused.Error.Message.ShouldContain("46000");
        day.TryPlace(Btc, Market(Side.Buy, 460m)).IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public void Place_ReducingOrderOfAnAccountOverItsLimit_IsAlwaysAllowed()
    {
        var day = new BookScenario(leverage: 5);
        day.Quoted(Btc, 100m);
        day.Market(Btc, Side.Buy, 5_000m);
        day.Tick(Btc, 100m).Tick(Btc, 95m);
        day.TryPlace(Btc, Market(Side.Buy, 1m)).IsOk.ShouldBeFalse();
        day.TryPlace(Btc, Market(Side.Sell, 3_000m)).IsOk.ShouldBeTrue();
        day.TryPlace(Btc, Market(Side.Sell, 2_000m)).IsOk.ShouldBeTrue();
        day.TryPlace(Btc, Market(Side.Sell, 4_000m)).IsOk.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(0.0005)]
    [DataRow(1.0001)]
    public void Place_QuantityOffTheStep_IsRefused(double quantity)
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.TryPlace(Btc, Market(Side.Buy, (decimal)quantity)).Error.Code.ShouldBe("paper.quantity_step");
    }

    [TestMethod]
    public void Place_PriceOffTheStep_IsRefused()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.TryPlace(Btc, new OrderTicket(Side.Buy, OrderType.Limit, 1m, 99.999m, null, null, null)).Error.Code.ShouldBe("paper.price_step");
    }

    [TestMethod]
    [DataRow(Side.Buy, 100.0)]
    [DataRow(Side.Buy, 99.0)]
    [DataRow(Side.Sell, 100.0)]
    [DataRow(Side.Sell, 101.0)]
    public void Place_StopThatIsAlreadyCrossed_IsRefused(Side side, double stop)
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        day.TryPlace(Btc, new OrderTicket(side, OrderType.Stop, 1m, null, (decimal)stop, null, null)).Error.Code.ShouldBe("paper.stop_wrong_side");
    }

    [TestMethod]
    [DataRow(Side.Buy, 105.0, 101.0, "paper.stop_wrong_side")]
    [DataRow(Side.Buy, 99.0, 95.0, "paper.target_wrong_side")]
    [DataRow(Side.Sell, 95.0, 99.0, "paper.stop_wrong_side")]
    [DataRow(Side.Sell, 101.0, 105.0, "paper.target_wrong_side")]
    public void Place_BracketOnTheWrongSide_IsRefused(Side side, double target, double stop, string code)
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m, 0.5m);
        day.TryPlace(Btc, new OrderTicket(side, OrderType.Market, 1m, null, null, (decimal)target, (decimal)stop)).Error.Code.ShouldBe(code);
    }

    [TestMethod]
    public void Place_TooManyOpenOrders_IsRefused()
    {
        var day = new BookScenario();
        day.Quoted(Btc, 100m);
        for (var i = 0; i < new VenueRules().MostOrders; i++)
        {
            day.Limit(Btc, Side.Buy, 0.001m, 1m);
        }

        day.TryPlace(Btc, Market(Side.Buy, 0.001m)).Error.ShouldBe(PaperErrors.TooManyOrders);
    }

    private static OrderTicket Market(Side side, decimal quantity) => new(side, OrderType.Market, quantity, null, null, null, null);
}
