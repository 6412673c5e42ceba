using Ami.Quant.Backtesting;
using Ami.Quant.Backtesting.Costs;
using Ami.Quant.Series;
using Ami.Quant.Trading;
using static Ami.Quant.Tests.Backtesting.Script;
using OrderType = Ami.Quant.Trading.OrderType;

namespace Ami.Quant.Tests.Backtesting;

[TestClass]
public sealed class AccountTests
{
    [TestMethod]
    public void RiskFraction_StopHit_LosesTheChosenShare()
    {
        var protection = new Protection { StopDistance = 4, TargetDistance = 8 };
        var result = Backtest.Run(
            Bars(Flat(100), Flat(100), (100, 100, 95, 96)),
            new Script((0, c => c.Enter(PositionSide.Long, new RiskFraction(0.01), protection).ShouldBeTrue())),
            new BacktestSettings()
        );
        result.Trades[0].NetProfit.ShouldBe(-100, 1e-9);
        result.Trades[0].R.ShouldBe(-1, 1e-9);
        result.RMultiples().ShouldBe([-1], 1e-9);
    }

    [TestMethod]
    public void Sizing_Rules_GiveTheirQuantities()
    {
        new FixedQuantity(3).Quantity(1, 1, double.NaN).ShouldBe(3);
        new EquityFraction(0.5).Quantity(1000, 50, double.NaN).ShouldBe(10);
        new EquityFraction(0.5).Quantity(-1, 50, double.NaN).ShouldBe(0);
        new RiskFraction(0.02).Quantity(10_000, 100, 90).ShouldBe(20);
        new RiskFraction(0.02).Quantity(10_000, 100, 99.9).ShouldBe(100);
        new RiskFraction(0.02, 3).Quantity(10_000, 100, 99.9).ShouldBe(300);
        new RiskFraction(0.02).Quantity(10_000, 100, double.NaN).ShouldBe(0);
        Backtest.Run(Bars(Flat(100)), new Script((0, c => c.Enter(PositionSide.Long, new RiskFraction(0.02)).ShouldBeFalse())));
    }

    [TestMethod]
    public void Sizing_WithFees_LeavesTheFeeInTheEquity()
    {
        var venue = new VenueRules { TakerFee = 0.01m };
        Math.Floor(new EquityFraction(1).Quantity(1000, 100, double.NaN, venue)).ShouldBe(9);
        Math.Floor(new RiskFraction(0.5).Quantity(1000, 100, 99, venue)).ShouldBe(9);
        new EquityFraction(3).Quantity(1000, 100, double.NaN, venue).ShouldBe(3000 / 103.0, 1e-7);
        new RiskFraction(0.01).Quantity(1000, 100, 90, venue).ShouldBe(1, "the cap does not bind");
        new EquityFraction(1).Quantity(0, 100, double.NaN, venue).ShouldBe(0);
    }

    [TestMethod]
    public void Enter_WholeEquityWithFees_OrdersWhatTheEngineFills()
    {
        var settings = new BacktestSettings
        {
            InitialCash = 1000,
            RecordFills = true,
            RecordDecisions = true,
            Costs = new TradingCosts { Fees = new ProportionalFee(0.01) },
        };
        foreach (var sizing in new ISizing[] { new EquityFraction(1), new RiskFraction(0.5) })
        {
            var protection = new Protection { StopDistance = 1 };
            var result = Backtest.Run(
                Bars(Flat(100), Flat(100), Flat(100)),
                new Script((0, c => c.Enter(PositionSide.Long, sizing, protection).ShouldBeTrue())),
                settings
            );
            result.Decisions[0].Order.Quantity.ShouldBe(1000 / 101.0, 1e-7);
            result.Fills[0].Quantity.ShouldBe(result.Decisions[0].Order.Quantity, 1e-8);
        }
    }

    [TestMethod]
    public void Leverage_OrderTooLarge_IsReducedToWhatTheEquityAllows()
    {
        var result = Backtest.Run(
            Bars(Flat(100), Flat(100), Flat(100)),
            new Script((0, c => c.Submit(Buy(1000))), (1, c => c.Submit(Sell(1000)))),
            new BacktestSettings { RecordFills = true, MaximumLeverage = 2 }
        );
        result.Fills.Select(f => f.Quantity).ShouldBe([200, 200, 200, 200], 1e-9);
        result.Fills.Take(3).Select(f => f.Side).ShouldBe([PositionSide.Long, PositionSide.Short, PositionSide.Short]);
    }

    [TestMethod]
    public void Leverage_ShortInAnotherSymbol_CountsAsExposure()
    {
        Instrument[] market = [new Instrument("A", Bars(Flat(100), Flat(100), Flat(100))), new Instrument("B", Bars(Flat(100), Flat(100), Flat(100)))];
        var result = Backtest.Run(market, new Script((0, c => c.Submit(c.Symbol == 0 ? Sell(60) : Buy(60)))), new BacktestSettings { RecordFills = true });
        result.Fills.Take(2).Select(f => f.Quantity).ShouldBe([60, 40], 1e-9);
    }

    [TestMethod]
    public void QuantityStep_Fill_IsRoundedDown_AndDroppedBelowOneStep()
    {
        var bars = Bars(Flat(100), Flat(100), Flat(100));
        var result = Backtest.Run([new Instrument("X", bars, 0.25)], new Script((0, c => c.Submit(Buy(1.7))), (1, c => c.Submit(Buy(0.2)))), Recorded);
        result.Fills.Select(f => f.Quantity).ShouldBe([1.5, 1.5]);
    }

    [TestMethod]
    public void Run_EquityUsedUp_IsLiquidatedAndStops()
    {
        var result = Backtest.Run(
            Bars(Flat(100), Flat(100), Flat(300), Flat(50)),
            new Script((0, c => c.Submit(Sell(100)))),
            new BacktestSettings { MaximumLeverage = 1 }
        );
        result.Ruined.ShouldBeTrue();
        result.Equity.Length.ShouldBe(3);
        result.Trades[0].Exit.ShouldBe(ExitReason.Liquidation);
        result.FinalEquity.ShouldBe(-10_000);
    }

    [TestMethod]
    public void SeveralSymbols_OneAccount_ShareCashAndKeepTheirOwnTime()
    {
        var a = new CandleBuilder(BarInterval.OneHour);
        var b = new CandleBuilder(BarInterval.OneHour);
        foreach (var hour in new[] { 0, 1, 3, 4 })
        {
            a.Add(new Bar(hour * 3_600_000L, 10 + hour, 10 + hour, 10 + hour, 10 + hour, 1));
        }

        foreach (var hour in new[] { 1, 2, 3, 4 })
        {
            b.Add(new Bar(hour * 3_600_000L, 50 - hour, 50 - hour, 50 - hour, 50 - hour, 1));
        }

        var calls = new List<(int, long)>();
        var result = Backtest.Run(
            [new Instrument("A", a.ToSeries()), new Instrument("B", b.ToSeries())],
            new Recorder(calls),
            new BacktestSettings { InitialCash = 1000, RecordFills = true }
        );
        calls.ShouldBe([(0, 0), (0, 1), (1, 1), (1, 2), (0, 3), (1, 3), (0, 4), (1, 4)]);
        result.Time.Length.ShouldBe(5);
        // A bought at 11 and sold at 14, B sold at 48 and bought back at 46; both from bar 0 of their own series.
        result.FinalEquity.ShouldBe(1000 + 3 + 2);
        result.Equity[2].ShouldBe(1000);
        result.Fills.Count.ShouldBe(4);
    }

    private sealed class Recorder(List<(int, long)> calls) : IStrategy
    {
        public void OnBar(BarContext context)
        {
            calls.Add((context.Symbol, context.Bar.Time / 3_600_000));
            if (context.Index == 0)
            {
                context.Submit(context.Name == "A" ? Buy(1) : Sell(1));
            }
        }
    }

    [TestMethod]
    public void MissingBars_NotFinite_AreSkippedLikeAGap()
    {
        var bars = Bars(Flat(100), (double.NaN, 1, 1, 1), Flat(90), Flat(95));
        var result = Backtest.Run(bars, new Script((0, c => c.Submit(Buy(1)))), Recorded);
        result.Fills[0].Price.ShouldBe(90);
        result.Fills[0].Bar.ShouldBe(2);
        result.Time.Length.ShouldBe(3);
    }

    [TestMethod]
    public void Run_NoBars_IsAnEmptyResult()
    {
        var result = Backtest.Run(default(CandleView), new Script());
        (result.FinalEquity, result.TotalReturn, result.TimeInMarket, result.Turnover).ShouldBe((10_000, 0, 0, 0));
        result.Returns().ShouldBeEmpty();
    }

    [TestMethod]
    public void Result_KnownRun_HasReturnsExposureAndTurnover()
    {
        var result = Backtest.Run(Bars(Flat(100), Flat(100), Flat(110), Flat(110)), new Script((0, c => c.Submit(Buy(100))), (1, c => c.Close())));
        result.Returns().ShouldBe([0, 0, 0.1, 0], 1e-12);
        result.TotalReturn.ShouldBe(0.1, 1e-12);
        result.TimeInMarket.ShouldBe(0.25);
        result.Turnover.ShouldBe(21_000 / 10_500.0, 1e-12);
    }

    [TestMethod]
    [DataRow(1UL)]
    [DataRow(2UL)]
    [DataRow(3UL)]
    public void Run_RandomOrders_AccountAlwaysBalances(ulong seed)
    {
        var bars = Ami.Quant.Tests.Labels.TripleBarrierTests.RandomWalk(3000, seed);
        var costs = new TradingCosts
        {
            Fees = new ProportionalFee(0.001, 0.0002),
            Spread = new ProportionalSpread(0.0005),
            Slippage = new SquareRootImpact(0.01),
            Funding = new PerpetualFunding(0.0001),
        };
        var settings = new BacktestSettings
        {
            Costs = costs,
            MaximumLeverage = 3,
            RecordFills = true,
            RecordDecisions = true,
        };
        var result = Backtest.Run([new Instrument("X", bars, 0.01)], new RandomTrader(seed), settings);

        result.Trades.Count.ShouldBeGreaterThan(200);
        result.FinalEquity.ShouldBe(10_000 + result.Trades.Sum(t => t.NetProfit), 1e-6);
        result.Trades.Sum(t => t.Fees).ShouldBe(result.FeesPaid, 1e-8);
        result.Fills.Sum(f => (int)f.Side * f.Quantity).ShouldBe(0, 1e-9);
        foreach (var fill in result.Fills)
        {
            // Costs only ever move a price against the trader, so undoing nothing it must be no better than the bar's best price.
            // Prices are kept to twelve digits.
            if (fill.Side == PositionSide.Long)
            {
                fill.Price.ShouldBeGreaterThanOrEqualTo(bars.Low[fill.Bar] * (1 - 1e-11));
            }
            else
            {
                fill.Price.ShouldBeLessThanOrEqualTo(bars.High[fill.Bar] * (1 + 1e-11));
            }
        }

        foreach (var trade in result.Trades)
        {
            trade.AdverseExcursion.ShouldBeLessThanOrEqualTo(0);
            trade.FavourableExcursion.ShouldBeGreaterThanOrEqualTo(0);
        }

        result.Trades.Select(t => t.Exit).Distinct().Count().ShouldBeGreaterThanOrEqualTo(4);
        var again = Backtest.Run([new Instrument("X", bars, 0.01)], new RandomTrader(seed), settings);
        again.Equity.ShouldBe(result.Equity);
    }

    /// <summary>Gives every kind of order at random.</summary>
    private sealed class RandomTrader(ulong seed) : IStrategy
    {
        private readonly Ami.Quant.Randomness.RandomStream _random = new(seed, 99);

        public void OnBar(BarContext context)
        {
            if (!_random.NextBool(0.3))
            {
                return;
            }

            var close = context.Bar.Close;
            var side = _random.NextBool() ? PositionSide.Long : PositionSide.Short;
            var protection = _random.NextBounded(3) switch
            {
                0 => new Protection { StopDistance = 0.01 * close, TargetDistance = 0.02 * close },
                1 => new Protection { TrailDistance = 0.015 * close },
                _ => Protection.None,
            };
            var type = (OrderType)_random.NextBounded(3);
            var away = (int)side * close * 0.01 * _random.NextUniform();
            switch (_random.NextBounded(5))
            {
                case 0:
                    context.Close();
                    break;
                case 1:
                    context.CancelAll();
                    break;
                case 2:
                    context.TargetQuantity(_random.NextNormal() * 50, protection);
                    break;
                default:
                    context.Enter(side, new RiskFraction(0.01, 2), protection, type, type == OrderType.Limit ? close - away : close + away, 5);
                    break;
            }
        }
    }
}
