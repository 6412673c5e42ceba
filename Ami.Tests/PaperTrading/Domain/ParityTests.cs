using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant;
using Ami.Quant.Backtesting;
using Ami.Quant.Series;
using Ami.Quant.Trading;
using FsCheck;
using FsCheck.Fluent;
using Order = Ami.Quant.Backtesting.Order;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>
/// One engine: the same orders over the same bars are the same fills and the same cents on a paper account, in a replay of any speed, and in a backtest.
/// </summary>
[TestClass]
public sealed partial class ParityTests
{
    private const string Symbol = "PARITY";
    private const decimal Cash = 10_000m;
    private const int Leverage = 3;
    private const long Minute = 60_000;

    /// <summary>Four ticks a bar, the least there can be.</summary>
    private const double Fastest = 1_500;

    /// <summary>Twenty ticks a bar.</summary>
    private const double Slow = 12;

    /// <summary>An order of nearly five times the cash: a move of twelve percent ends its margin.</summary>
    private const int NearlyAll = 450_000;

    private static readonly VenueRules Venue = new()
    {
        MakerFee = 0.0002m,
        TakerFee = 0.0007m,
        Slippage = 0.0003m,
        TrailsByTick = true,
    };
    private static readonly RandomTerms Plain = new(0, null, TimeInForce.Gtc, PostOnly: false, ReduceOnly: false, Rungs: 1, BreakEven: false, Seconds: null);
    private static readonly SymbolSpec Spec = TestSymbols.Spec(Symbol);

    [TestMethod]
    public void RandomOrdersOverRandomBars_PaperReplayAndBacktest_HaveTheSameFillsAndCents()
    {
        var (runs, fills, exits) = (0, 0, 0);
        Prop.ForAll(
                ParityScenario.Bars,
                bars =>
                {
                    var backtest = Backtested(bars);
                    var paper = Played(bars, Fastest);
                    paper.ShouldBe(backtest);
                    Played(bars, Slow).ShouldBe(backtest);
                    runs++;
                    fills += backtest.Fills.Count;
                    exits += backtest.Closed.Count;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000).WithReplay(20_261_127, 1));
        // The scenarios are worth something only if they trade.
        (runs >= 10_000 && fills > 20_000 && exits > 5_000).ShouldBeTrue($"{runs} runs, {fills} fills, {exits} closed positions");
    }

    [TestMethod]
    public void RandomOrdersOverRandomBars_InSomebodysOwnReplay_HaveTheSameFillsAndCents() =>
        Prop.ForAll(ParityScenario.Bars, bars => Played(bars, speed: null).ShouldBe(Played(bars, Fastest)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_261_128, 1));

    [TestMethod]
    [DataRow(Side.Buy)]
    [DataRow(Side.Sell)]
    public void LeverageNearTheMargin_PaperReplayAndBacktest_AreLiquidatedAtTheSamePrices(Side side)
    {
        const int Leverage = 5;
        var (liquidated, spared, compared) = (0, 0, 0);
        Prop.ForAll(
                ParityScenario.Bars,
                bars =>
                {
                    bars[0] = bars[0] with { Commands = [new ParityCommand.Place(side, OrderType.Market, NearlyAll, 0, null, null, Plain)] };
                    var backtest = Backtested(bars, Leverage);
                    var replay = Played(bars, 3_600, Leverage);
                    Played(bars, 1, Leverage).ShouldBe(replay);
                    // A backtest ends where an account has lost everything; on paper its debt is forgiven, and it may begin anew.
                    if (replay.Bars[^1] != Outcome.Bar(0, 0))
                    {
                        replay.ShouldBe(backtest);
                        compared++;
                    }

                    // A bar that went through the margin and came back.
                    var back = replay.Liquidations.Count(at => at.Price != bars[at.Bar].Close);
                    liquidated += back;
                    spared += replay.Liquidations.Count == 0 ? 1 : 0;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(20_261_129, 1));
        (liquidated > 50 && spared > 50 && compared > 900).ShouldBeTrue($"{liquidated} liquidated inside a bar, {spared} never, {compared} compared");
    }

    [TestMethod]
    public void AmendedReversedAndClosed_AtAnySpeedOfAReplay_HaveTheSameFillsAndCents()
    {
        var fills = 0;
        Prop.ForAll(
                ParityScenario.BarsWithMore,
                bars =>
                {
                    var fast = Played(bars, Fastest);
                    Played(bars, Slow).ShouldBe(fast);
                    fills += fast.Fills.Count;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(20_261_131, 1));
        fills.ShouldBeGreaterThan(6_000);
    }

    [TestMethod]
    public void Depth_PaperReplayAndBacktest_HaveTheSameFillsAndCents()
    {
        var venue = Venue with { Depth = new MarketDepth(30, 0.25m) };
        var (fills, parts) = (0, 0);
        Prop.ForAll(
                ParityScenario.Bars,
                bars =>
                {
                    var backtest = Backtested(bars, venue: venue);
                    Played(bars, Fastest, venue: venue).ShouldBe(backtest);
                    Played(bars, Slow, venue: venue).ShouldBe(backtest);
                    Played(bars, speed: null, venue: venue).ShouldBe(backtest);
                    fills += backtest.Fills.Count;
                    parts += backtest.Fills.Count - backtest.Fills.Select(fill => fill[..8]).Distinct().Count();
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(20_261_133, 1));
        (fills > 6_000 && parts > 2_000).ShouldBeTrue($"{fills} fills, {parts} of them of orders with several");
    }

    [TestMethod]
    public void DepthAmendedReversedAndClosed_AtAnySpeedOfAReplay_HaveTheSameFillsAndCents()
    {
        var venue = Venue with { Depth = new MarketDepth(30, 0.25m) };
        Prop.ForAll(ParityScenario.BarsWithMore, bars => Played(bars, Slow, venue: venue).ShouldBe(Played(bars, Fastest, venue: venue)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(20_261_135, 1));
    }

    [TestMethod]
    public void HoldingCosts_InSomebodysOwnReplayAndBacktest_AreTheSameCents()
    {
        var carry = new CarryRates(DateTimeOffset.UnixEpoch, 0, 0.01m, TimeSpan.FromMinutes(3));
        var (free, fills, changed) = (Venue, 0, 0);
        Prop.ForAll(
                ParityScenario.Bars,
                bars =>
                {
                    var backtest = Backtested(bars, venue: Venue with { Carry = carry });
                    Played(bars, speed: null, venue: Venue with { Carry = carry }).ShouldBe(backtest);
                    fills += backtest.Fills.Count;
                    changed += backtest.Bars.SequenceEqual(Backtested(bars, venue: free).Bars) ? 0 : 1;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_261_137, 1));
        (fills > 4_000 && changed > 500).ShouldBeTrue($"{fills} fills, {changed} runs in which holding cost something");
    }

    /// <summary>What all three must agree on, to the last digit.</summary>
    private sealed record Outcome(IReadOnlyList<string> Fills, IReadOnlyList<string> Bars, IReadOnlyList<decimal> Closed, decimal Fees)
    {
        /// <summary>Told by the paper account only.</summary>
        public IReadOnlyList<(int Bar, decimal Price)> Liquidations { get; init; } = [];

        public void ShouldBe(Outcome other)
        {
            Fills.ShouldBe(other.Fills);
            Bars.ShouldBe(other.Bars);
            Closed.ShouldBe(other.Closed);
            Fees.ShouldBe(other.Fees);
        }

        public static string Fill(Guid order, bool buys, decimal quantity, decimal price, decimal fee) =>
            FormattableString.Invariant($"{order.ToString()[..8]} {(buys ? "buys" : "sells")} {quantity:0.###} at {price:0.##} for {fee:0.00}");

        public static string Bar(decimal cash, decimal equity) => FormattableString.Invariant($"cash {cash:0.00} equity {equity:0.00000}");
    }

    private static Outcome Backtested(ParityBar[] bars, int leverage = Leverage, VenueRules? venue = null)
    {
        var builder = new CandleBuilder(BarInterval.OneMinute);
        foreach (var (index, bar) in bars.Index())
        {
            builder.Add(new Bar(index * Minute, (double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, 1));
        }

        var trader = new Trader(bars);
        var settings = new BacktestSettings
        {
            InitialCash = (double)Cash,
            MaximumLeverage = leverage,
            Venue = venue ?? Venue,
            CloseAtEnd = false,
            RecordFills = true,
        };
        var result = Backtest.Run([new Instrument(Symbol, builder.ToSeries(), 0.001, 2)], trader, settings);
        return new Outcome(
            [.. result.Fills.Select(f => Outcome.Fill(f.OrderId, f.Side == PositionSide.Long, (decimal)f.Quantity, (decimal)f.Price, (decimal)f.Fee))],
            trader.Seen,
            [.. result.Trades.Select(t => decimal.Round((decimal)t.NetProfit, 2))],
            (decimal)result.FeesPaid
        );
    }

    private sealed class Trader(ParityBar[] bars) : IStrategy
    {
        public List<string> Seen { get; } = [];

        public void OnBar(BarContext context)
        {
            Seen.Add(Outcome.Bar((decimal)context.Cash, (decimal)context.Equity));
            foreach (var command in bars[context.Index].Commands)
            {
                switch (command)
                {
                    case ParityCommand.Close:
                        context.Close();
                        break;
                    case ParityCommand.CancelAll:
                        context.CancelAll();
                        break;
                    case ParityCommand.Place place when Ticket(place, bars[context.Index].Close) is { } ticket:
                        Submit(context, ticket);
                        break;
                }
            }
        }

        /// <summary>What only reduces is refused on paper where nothing is held, and is for as much as is held.</summary>
        private static void Submit(BarContext context, OrderTicket ticket)
        {
            var held = (decimal)context.Quantity;
            if (!ticket.ReduceOnly)
            {
                context.Submit(Of(ticket));
            }
            else if (ticket.Side.Sign() * held < 0)
            {
                context.Submit(Of(ticket with { Quantity = Math.Min(ticket.Quantity, Math.Abs(held)) }));
            }
        }

        private static Order Of(OrderTicket ticket) =>
            new(ticket.Side == Side.Buy ? PositionSide.Long : PositionSide.Short, ticket.Type, (double)ticket.Quantity)
            {
                Price = Number(ticket.StopPrice ?? ticket.LimitPrice),
                LimitPrice = Number(ticket.LimitPrice),
                TrailDistance = Number(ticket.TrailDistance),
                TimeInForce = ticket.TimeInForce,
                PostOnly = ticket.PostOnly,
                ReduceOnly = ticket.ReduceOnly,
                Protection = new Protection
                {
                    StopPrice = Number(ticket.StopLoss),
                    TargetPrice = Number(ticket.TakeProfit),
                    TrailDistance = Number(ticket.TrailDistance),
                    Targets = ticket.Targets is { } targets ? new TargetLadder([.. targets.Select(t => ((double)t.Price, (double)t.Quantity))]) : null,
                    BreakEven = ticket.BreakEven,
                },
            };

        private static double Number(decimal? price) => price is { } given ? (double)given : double.NaN;
    }
}
