using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Series;
using static Ami.Quant.Tests.Backtesting.Script;
using OrderType = Ami.Quant.Trading.OrderType;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class CostTests
{
    private static readonly Bar AnyBar = new(0, 100, 110, 90, 105, 400);

    private static BacktestResult Run(TradingCosts costs, Order order, params (double, double, double, double)[] later) =>
        Backtest.Run(Bars([Flat(100), .. later]), new Script((0, c => c.Submit(order))), Recorded with { Costs = costs });

    [TestMethod]
    public void Fees_BothSides_AreTakenFromTradeAndEquity()
    {
        var result = Run(new TradingCosts { Fees = new ProportionalFee(0.001) }, Buy(10), Flat(100), Flat(110));
        result.FeesPaid.ShouldBe(2.1, 1e-9);
        result.Trades[0].Fees.ShouldBe(2.1, 1e-9);
        result.Trades[0].NetProfit.ShouldBe(97.9, 1e-9);
        result.FinalEquity.ShouldBe(10_097.9, 1e-9);
    }

    [TestMethod]
    public void Fees_LimitOrder_PaysTheMakersFee()
    {
        var costs = new TradingCosts { Fees = new ProportionalFee(0.01, -0.002) };
        Run(costs, Buy(1) with { Type = OrderType.Limit, Price = 95 }, (100, 100, 94, 100)).Fills[0].Fee.ShouldBe(-0.19, 1e-12);
        var bracket = Run(costs, Buy(1) with { Protection = new Protection { TargetDistance = 10 } }, Flat(100), (100, 120, 100, 100));
        bracket.Fills[1].Fee.ShouldBe(-0.22, 1e-12);
    }

    [TestMethod]
    public void Fees_LimitAlreadyInsideTheMarket_PaysTheTakersFee()
    {
        var costs = new TradingCosts { Fees = new ProportionalFee(0.01, -0.002) };
        Run(costs, Buy(1) with { Type = OrderType.Limit, Price = 105 }, Flat(100)).Fills[0].Fee.ShouldBe(1, 1e-12);
    }

    [TestMethod]
    public void SpreadAndSlippage_MarketOrders_AreAlwaysAgainstTheTrader()
    {
        var costs = new TradingCosts { Spread = new FixedSpread(2), Slippage = new ProportionalSlippage(0.01) };
        var bought = Run(costs, Buy(1), Flat(100), Flat(100));
        // Slippage is taken on the touched ask of 101 and bid of 99.
        bought.Fills.Select(f => f.Price).ShouldBe([102.01, 98.01]);
        Run(costs, Sell(1), Flat(100), Flat(100)).Fills.Select(f => f.Price).ShouldBe([98.01, 102.01]);
    }

    [TestMethod]
    public void Spread_LimitOrder_NeedsTheMarketToTradeThrough()
    {
        var costs = new TradingCosts { Spread = new FixedSpread(2) };
        var order = Buy(1) with { Type = OrderType.Limit, Price = 95 };
        Run(costs, order, (100, 100, 94.5, 100)).Fills.ShouldBeEmpty();
        Run(costs, order, (100, 100, 94, 100)).Fills[0].Price.ShouldBe(95);
        Run(costs, order, (93, 100, 92, 100)).Fills[0].Price.ShouldBe(94);
    }

    [TestMethod]
    public void Funding_PositionHeldOverInstants_IsCharged()
    {
        var rows = Enumerable.Repeat(Flat(100), 24).ToArray();
        var costs = new TradingCosts { Funding = new PerpetualFunding(0.0001) };
        // 25 hourly bars: entered at hour 1, instants at hours 8, 16 and 24.
        var paid = Run(costs, Buy(10), rows);
        paid.FundingPaid.ShouldBe(0.3, 1e-9);
        paid.Trades[0].Funding.ShouldBe(0.3, 1e-9);
        paid.Trades[0].NetProfit.ShouldBe(-0.3, 1e-9);
        Run(costs, Sell(10), rows).FundingPaid.ShouldBe(-0.3, 1e-9);
    }

    [TestMethod]
    public void Models_KnownInputs_GiveTheirFormulas()
    {
        new PerUnitFee(0.01, 1).Fee(50, 3, false).ShouldBe(1);
        new PerUnitFee(0.01, 1).Fee(500, 3, true).ShouldBe(5);
        new ProportionalSpread(0.0004).HalfSpread(AnyBar, 100).ShouldBe(0.02, 1e-15);
        new RangeSpread(0.1).HalfSpread(AnyBar, 100).ShouldBe(1);
        new RangeSpread(0.1, 0.05).HalfSpread(AnyBar, 100).ShouldBe(2.5);
        new SquareRootImpact(0.5).Slippage(AnyBar, 100, 100).ShouldBe(5);
        new SquareRootImpact(0.5).Slippage(AnyBar with { Volume = 0 }, 100, 100).ShouldBe(10);
        new AccruedFunding(0.1, 0.2).Cost(PositionSide.Short, 0, (long)(365.25 * 86_400_000 / 2)).ShouldBe(0.1, 1e-12);
        new AccruedFunding(0.1, 0.2).Cost(PositionSide.Long, 0, (long)(365.25 * 86_400_000 / 2)).ShouldBe(0.05, 1e-12);
    }
}
