using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Feed;
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
public sealed class ParityTests
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
    };
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
                    bars[0] = bars[0] with { Commands = [new ParityCommand.Place(side, OrderType.Market, NearlyAll, 0, null, null)] };
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

    private static Outcome Backtested(ParityBar[] bars, int leverage = Leverage)
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
            Venue = Venue,
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
                    case ParityCommand.Place place:
                        context.Submit(Of(Ticket(place, bars[context.Index].Close)));
                        break;
                }
            }
        }

        private static Order Of(OrderTicket ticket) =>
            new(ticket.Side == Side.Buy ? PositionSide.Long : PositionSide.Short, ticket.Type, (double)ticket.Quantity)
            {
                Price = Number(ticket.LimitPrice ?? ticket.StopPrice),
                Protection = new Protection { StopPrice = Number(ticket.StopLoss), TargetPrice = Number(ticket.TakeProfit) },
            };

        private static double Number(decimal? price) => price is { } given ? (double)given : double.NaN;
    }

    /// <summary>A paper account on a replay of the bars, decided as its grain decides: on a fork for each run of ticks and each order.</summary>
    private static Outcome Played(ParityBar[] bars, double speed, int leverage = Leverage)
    {
        var clock = new ReplayClock(Minute, 0, 0, speed);
        var ids = 0;
        var start = DateTimeOffset.UnixEpoch;
        var account = new PaperAccount(
            Id: Guid.CreateVersion7(start),
            UserId: Guid.CreateVersion7(start),
            Name: "Practice",
            Currency: "USD",
            StartingCash: Cash,
            Cash: Cash,
            RealisedPnl: 0,
            FeesPaid: 0,
            Leverage: leverage,
            Generation: 0,
            CreatedAt: start,
            ResetAt: null
        );
        var book = new PaperBook(account, [], [], new Dictionary<string, decimal>(), Venue, () => new Guid(++ids, 0, 0, new byte[8]));
        var (fills, seen, closed) = (new List<string>(), new List<string>(), new List<decimal>());
        var (liquidations, current) = (new List<(int, decimal)>(), 0);
        foreach (var (index, bar) in bars.Index())
        {
            current = index;
            var ticks = ReplayTicks.Of(Spec, clock, new Candle(index * Minute, bar.Open, bar.High, bar.Low, bar.Close, 1));
            Decide(fork => Array.ForEach(ticks, tick => fork.OnTick(Symbol, tick, tick.Time)));
            var now = ticks[^1].Time.AddTicks(1);
            Decide(fork => fork.Liquidate(now, now), ticks[^1].Last);
            var standing = Seeing(book.Fork(), ticks[^1].Last).Standing();
            seen.Add(Outcome.Bar(book.Account.Cash, standing.Equity));
            var quote = new Quote(Spec.Symbol, ticks[^1].Bid, ticks[^1].Ask, ticks[^1].Last, ticks[^1].Time);
            foreach (var command in bar.Commands)
            {
                Decide(
                    fork =>
                    {
                        switch (command)
                        {
                            case ParityCommand.Close:
                                fork.Close(Symbol, now);
                                break;
                            case ParityCommand.CancelAll:
                                var working = fork.OpenOrders.Where(o => o is { IsProtective: false, Status: OrderStatus.Working }).ToList();
                                working.ForEach(order => fork.Cancel(order.Id, now));
                                break;
                            case ParityCommand.Place place:
                                fork.Place(Spec, quote, Ticket(place, bar.Close), now);
                                break;
                        }
                    },
                    quote.Last
                );
            }
        }

        return new Outcome(fills, seen, closed, book.Account.FeesPaid) { Liquidations = liquidations };

        void Decide(Action<PaperBook> decide, decimal? mark = null)
        {
            var fork = mark is { } last ? Seeing(book.Fork(), last) : book.Fork();
            decide(fork);
            fills.AddRange(fork.Changes.Fills.Select(f => Outcome.Fill(f.OrderId, f.Side == Side.Buy, f.Quantity, f.Price, f.Fee)));
            var forced = fork.Changes.Orders.Where(o => o is { Role: OrderRole.Liquidation, Status: OrderStatus.Filled });
            liquidations.AddRange(forced.Select(o => (current, o.AverageFillPrice.GetValueOrDefault())));
            closed.AddRange(fork.Changes.Positions.Where(p => !p.IsOpen).Select(p => p.RealisedPnl - p.Fees));
            book = fork.Committed();
        }
    }

    private static PaperBook Seeing(PaperBook book, decimal last)
    {
        book.See(Symbol, last);
        return book;
    }

    private static OrderTicket Ticket(ParityCommand.Place place, decimal close)
    {
        var (sign, away) = (place.Side.Sign(), place.Distance / 100m);
        decimal? own = place.Type switch
        {
            OrderType.Limit => close - (sign * away),
            OrderType.Stop => close + (sign * away),
            _ => null,
        };
        var reference = own ?? close;
        return new OrderTicket(
            place.Side,
            place.Type,
            place.Thousandths / 1000m,
            place.Type == OrderType.Limit ? own : null,
            place.Type == OrderType.Stop ? own : null,
            place.Target is { } target ? reference + (sign * target / 100m) : null,
            place.Stop is { } stop ? reference - (sign * stop / 100m) : null
        );
    }
}
