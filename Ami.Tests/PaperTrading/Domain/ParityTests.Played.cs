using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Feed;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <content>The same orders on a paper account.</content>
public sealed partial class ParityTests
{
    /// <summary>A paper account on a replay of the bars, decided as its grain decides: on a fork for each run of ticks and each order.</summary>
    /// <param name="bars">The bars, with what is ordered at the end of each.</param>
    /// <param name="speed">Of the feed's replay; null in somebody's own.</param>
    /// <param name="leverage">Of the account.</param>
    /// <param name="venue">Where it trades; the usual one when null.</param>
    private static Outcome Played(ParityBar[] bars, double? speed, int leverage = Leverage, VenueRules? venue = null)
    {
        var clock = new ReplayClock(Minute, 0, 0, speed ?? Fastest);
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
        var book = new PaperBook(account, [], [], new Dictionary<string, decimal>(), venue ?? Venue, () => new Guid(++ids, 0, 0, new byte[8]));
        if (speed is null)
        {
            book.In(new Replay(account.Id, account.UserId, Symbol, start, start, DateTimeOffset.MaxValue, bars[0].Open, Spec.PriceDigits, start, null));
        }

        var (fills, seen, closed) = (new List<string>(), new List<string>(), new List<decimal>());
        var (liquidations, current) = (new List<(int, decimal)>(), 0);
        foreach (var (index, bar) in bars.Index())
        {
            current = index;
            var ticks = ReplayTicks.Of(Spec, clock, new Candle(index * Minute, bar.Open, bar.High, bar.Low, bar.Close, 1));
            var (begins, ends) = (DateTimeOffset.FromUnixTimeMilliseconds(index * Minute), DateTimeOffset.FromUnixTimeMilliseconds((index + 1) * Minute));
            Decide(fork =>
            {
                if (speed is null)
                {
                    fork.Play([new PastBar(begins, ends, bar.Open, bar.High, bar.Low, bar.Close)], ends);
                }
                else
                {
                    Array.ForEach(ticks, tick => fork.OnTick(Symbol, tick, tick.Time));
                }
            });
            var now = speed is null ? ends : ticks[^1].Time.AddTicks(1);
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
                            case ParityCommand.Place place when Ticket(place, bar.Close) is { } ticket:
                                fork.Place(Spec, quote, ticket, now);
                                break;
                            case ParityCommand.Amend amend when fork.OpenOrders.Count > 0:
                                Amend(fork, amend, quote, now);
                                break;
                            case ParityCommand.Reverse:
                                fork.Reverse(Spec, quote, now);
                                break;
                            case ParityCommand.CloseAll:
                                fork.CloseAll(new HashSet<string>(), now);
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

    private static void Amend(PaperBook book, ParityCommand.Amend amend, Quote quote, DateTimeOffset now)
    {
        var order = book.OpenOrders.OrderBy(o => o.Id).ElementAt(amend.Nth % book.OpenOrders.Count);
        var by = amend.Cents / 100m;
        book.Amend(
            Spec,
            quote,
            new OrderChange(
                order.Id,
                order.Version,
                order.IsProtective ? null : amend.Thousandths / 1000m,
                order.LimitPrice + by,
                order.Follows || order.IsTriggered ? null : order.StopPrice + by,
                order.Follows ? Math.Abs(by) + 0.01m : null
            ),
            now
        );
    }

    private static PaperBook Seeing(PaperBook book, decimal last)
    {
        book.See(Symbol, last);
        return book;
    }

    private static OrderTicket? Ticket(ParityCommand.Place place, decimal close) =>
        place.Terms.Ticket(place.Side, place.Type, place.Thousandths, place.Distance, place.Target, place.Stop, close, now: null);
}
