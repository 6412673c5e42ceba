using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain.Rules;

/// <summary>A book under rules, decided on as its grain does: on a copy, which is kept when it is not refused.</summary>
internal sealed class RuledBook
{
    public const string Btc = "BTC-SIM";
    public const string Eth = "ETH-SIM";
    private readonly Dictionary<string, decimal> _marks = [];
    private readonly Dictionary<string, Quote> _quotes = [];
    private int _ids;

    public RuledBook(AccountRules rules, decimal cash = 100_000m, int leverage = 3, decimal feeBps = 0)
    {
        var account = new PaperAccount(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), "Practice", "USD", cash, cash, 0, 0, leverage, 0, Now, null);
        var venue = new VenueRules
        {
            MakerFee = feeBps / 10_000m,
            TakerFee = feeBps / 10_000m,
            MoneyDigits = PaperAccount.MoneyDigits,
            TrailsByTick = true,
        };
        Book = new PaperBook(account, [], [], _marks, venue, () => new Guid(++_ids, 0, 0, new byte[8]));
        Day = new DayOpening(AccountDay.Of(Now), 0, cash, 0);
        Decide(book => book.Set(rules, Now));
    }

    public PaperBook Book { get; private set; }

    public DayOpening Day { get; set; }

    public DateTimeOffset Now { get; set; } = BookScenario.Start;

    /// <summary>Results of the trades that were closed, after fees, oldest first.</summary>
    public List<(decimal Result, DateTimeOffset At)> Closed { get; } = [];

    public decimal Held(string symbol) => Book.Positions.SingleOrDefault(p => p.Symbol == symbol)?.Quantity ?? 0;

    public Quote QuoteOf(string symbol) => _quotes[symbol];

    public decimal Equity => Book.Standing().Equity;

    public RuledBook Move(string symbol, decimal last, decimal spread = 0)
    {
        Now += TimeSpan.FromSeconds(1);
        _quotes[symbol] = TestSymbols.Quote(symbol, last - spread, last + spread, last, Now);
        Decide(book => book.OnTick(symbol, TestSymbols.Tick(last - spread, last + spread, last, Now), Now));
        _marks[symbol] = last;
        return this;
    }

    public Result<Order> Place(string symbol, OrderTicket ticket) => Try(book => book.Place(TestSymbols.Spec(symbol), _quotes[symbol], ticket, Now));

    public Result<Order> Market(string symbol, Side side, decimal quantity, decimal? stopLoss = null, decimal? takeProfit = null) =>
        Place(symbol, new OrderTicket(side, OrderType.Market, quantity, null, null, takeProfit, stopLoss));

    public Result<Order> Limit(string symbol, Side side, decimal quantity, decimal limit, decimal? stopLoss = null) =>
        Place(symbol, new OrderTicket(side, OrderType.Limit, quantity, limit, null, null, stopLoss));

    public Result<Order> Amend(Order order, decimal? stop = null, decimal? quantity = null, decimal? limit = null, decimal? trail = null) =>
        Try(book =>
            book.Amend(TestSymbols.Spec(order.Symbol), _quotes[order.Symbol], new OrderChange(order.Id, order.Version, quantity, limit, stop, trail), Now)
        );

    public Result<Order> Cancel(Order order) => Try(book => book.Cancel(order.Id, Now));

    public Result<Order> Reverse(string symbol) => Try(book => book.Reverse(TestSymbols.Spec(symbol), _quotes[symbol], Now));

    public void Set(AccountRules rules) => Decide(book => book.Set(rules, Now));

    public Order Open(Func<Order, bool> which) => Book.OpenOrders.Single(which);

    public Result<Order> Try(Func<PaperBook, Result<Order>> command)
    {
        Now += TimeSpan.FromMilliseconds(10);
        var copy = Copy();
        var answer = command(copy);
        if (answer.IsOk)
        {
            Take(copy);
        }

        return answer;
    }

    public void Decide(Action<PaperBook> act)
    {
        var copy = Copy();
        act(copy);
        Take(copy);
    }

    private PaperBook Copy() => Book.Fork().Under(Book.Discipline, Day);

    private void Take(PaperBook decided)
    {
        Closed.AddRange(decided.Changes.Events.OfType<PositionClosed>().Select(closed => (closed.RealisedPnl - closed.Fees, closed.ClosedAt)));
        Book = decided.Committed();
    }
}
