using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <content>The account's own rules, applied to what the engine took.</content>
public sealed partial class PaperBook
{
    public Discipline Discipline { get; private set; } = Discipline.None;

    /// <summary>How the account's day began; null where nobody asked, because no rule goes by it.</summary>
    public DayOpening? Day { get; private set; }

    /// <summary>The rule that refused the last order, if one did.</summary>
    public RuleBreach? Breach { get; private set; }

    /// <summary>The rules, and what they go by.</summary>
    internal PaperBook Under(Discipline discipline, DayOpening? day = null)
    {
        (Discipline, Day) = (discipline, day ?? Day);
        return this;
    }

    /// <summary>Rules as somebody wants them from now on; nothing changes where they are that already.</summary>
    public void Set(AccountRules wanted, DateTimeOffset now)
    {
        if (Discipline.Rules.Wanted == wanted)
        {
            return;
        }

        Discipline = Discipline with { Rules = Discipline.Rules.Change(wanted, now) };
        Changes.Add(new RuleChange(Discipline.Rules, now));
    }

    /// <summary>Keeps that a rule refused something.</summary>
    public void Keep(RuleBreach breach) => Changes.Add(breach);

    /// <summary>Lost since the day began, realised and open, in percent of what there was then; zero while that is not known.</summary>
    public decimal DayLossPct(DateTimeOffset now) => LossPct(Day, now);

    /// <inheritdoc cref="DayLossPct"/>
    internal decimal LossPct(DayOpening? opening, DateTimeOffset now) =>
        opening is { } day && day.Day == AccountDay.Of(now) && day.Generation == Account.Generation ? day.LossPct(_trading.Equity) : 0;

    /// <summary>What is held, and what may be once orders are executed that are not there to reduce.</summary>
    public IReadOnlySet<string> OpenSymbols =>
        _trading
            .Positions.Keys.Concat(OpenOrders.Where(o => o.Role == OrderRole.Entry && o.Status == OrderStatus.Working).Select(o => o.Symbol))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Under rules an order that is not larger than what it reduces is placed so that it never opens anything: then no rule can refuse it, whatever becomes of
    /// the position meanwhile. Exits of its own would protect nothing.
    /// </summary>
    private OrderTicket Ruled(string symbol, OrderTicket ticket, DateTimeOffset now) =>
        !Discipline.Rules.InForce(now).IsEmpty && -ticket.Side.Sign() * Held(symbol) >= ticket.Quantity
            ? ticket with
            {
                ReduceOnly = true,
                TakeProfit = null,
                StopLoss = null,
                Targets = null,
                BreakEven = false,
                TrailDistance = ticket.Type == OrderType.TrailingStop ? ticket.TrailDistance : null,
            }
            : ticket;

    /// <summary>What the engine took, unless a rule refuses it: then this book is not to be written.</summary>
    private Result<Order> Judged(Result<Order> answer, DateTimeOffset now, Order? before = null)
    {
        var rules = Discipline.Rules.InForce(now);
        if (rules.IsEmpty || !answer.Try(out var order, out _))
        {
            return answer;
        }

        Breach = order.Role == OrderRole.Entry && !order.IsFinal ? JudgeEntry(rules, order, before, now) : JudgeStop(rules, order, before);
        return Breach is { } breach ? PaperErrors.Rule(breach) : answer;
    }

    private RuleBreach? JudgeEntry(AccountRules rules, Order order, Order? before, DateTimeOffset now)
    {
        // Less of the same is what rules are for.
        if (before is not null && order.Quantity <= before.Quantity && (order.LimitPrice, order.StopPrice) == (before.LimitPrice, before.StopPrice))
        {
            return null;
        }

        if (OpeningOf(order) is not { Quantity: > 0 } opening)
        {
            return null;
        }

        var symbols = OpenSymbols;
        var facts = new RuleFacts(
            _trading.Equity,
            RiskOn(order.Symbol, order.Side),
            DayLossPct(now),
            Discipline.Streak,
            _trading.Positions.ContainsKey(order.Symbol) ? null : symbols.Count,
            now
        );
        return RuleJudge.Judge(rules, opening, facts);
    }

    /// <summary>
    /// A stop may be moved towards the price as one likes, but neither be taken away nor far from it against the rules. What closes a position at the market
    /// stands for its stop.
    /// </summary>
    /// <param name="stop">As it is now, cancelled or with new terms.</param>
    /// <param name="before">As it was; null for an order that is new.</param>
    private RuleBreach? JudgeStop(AccountRules rules, Order stop, Order? before)
    {
        if (before is not { Type: OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop or OrderType.Market, OnlyReduces: true })
        {
            return null;
        }

        var risk = RiskOn(stop.Symbol, stop.Side == Side.Sell ? Side.Buy : Side.Sell);
        if (IsBared(stop, before))
        {
            return rules.NeedsStop ? new RuleBreach(RuleKind.Stop, stop.Symbol, 1, 0) : RuleJudge.JudgeRisk(rules, stop.Symbol, risk, _trading.Equity);
        }

        var isFurther = stop.Side.Sign() * (stop.StopPrice - before.StopPrice) > 0 || stop.TrailDistance > before.TrailDistance;
        if (!isFurther || stop.IsFinal)
        {
            return null;
        }

        var opening = stop.Status == OrderStatus.Pending ? OpenOrders.Where(o => o.Id == stop.ParentId).Select(OpeningOf).FirstOrDefault() : AtRisk(stop);
        return opening is { Quantity: > 0 } ? RuleJudge.JudgeRisk(rules, stop.Symbol, risk, _trading.Equity) : null;
    }

    /// <summary>Whether a stop that is cancelled or made smaller leaves without one what it was for.</summary>
    private bool IsBared(Order stop, Order before)
    {
        if (before.Status == OrderStatus.Pending)
        {
            return stop.IsFinal && OpenOrders.Any(o => o.Id == stop.ParentId);
        }

        var less = before.Remaining - (stop.IsFinal ? 0 : stop.Remaining);
        return less > 0 && StopsOf(stop.Symbol, stop.Side).Sum(o => o.Remaining) < -stop.Side.Sign() * Held(stop.Symbol);
    }

    /// <summary>What stops a position, for as long as it is held.</summary>
    private IEnumerable<Order> StopsOf(string symbol, Side side) =>
        OpenOrders.Where(o =>
            o.Symbol == symbol
            && o.Side == side
            && o is { Status: OrderStatus.Working, OnlyReduces: true, ExpiresAt: null }
            && o.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop
        );

    /// <summary>
    /// What is lost of a symbol when what is held on a side and all that waits to open more there meets its stops, so that an order in parts risks what it does
    /// whole. Of what waits each counts as if it were executed last.
    /// </summary>
    /// <param name="side">On which it is opened: to buy is to be long.</param>
    internal decimal RiskOn(string symbol, Side side)
    {
        var sign = side.Sign();
        var risk = OpenOrders
            .Where(o => o.Symbol == symbol && o.Side == side && o is { Role: OrderRole.Entry, Status: OrderStatus.Working })
            .Sum(o => OpeningOf(o).Risk);
        if (!_trading.Positions.TryGetValue(symbol, out var held) || sign * held.Quantity <= 0)
        {
            return risk;
        }

        var bare = Math.Abs(held.Quantity);
        // The nearest is met first.
        foreach (var stop in StopsOf(symbol, side == Side.Buy ? Side.Sell : Side.Buy).OrderByDescending(o => sign * o.StopPrice))
        {
            var part = Math.Min(bare, stop.Remaining);
            risk += part * Math.Max(0, sign * (held.AveragePrice - stop.StopPrice.GetValueOrDefault()));
            bare -= part;
        }

        return risk + (bare * held.AveragePrice);
    }

    /// <summary>What a stop lets be lost of what is held: nothing where it is in profit.</summary>
    private Opening? AtRisk(Order stop)
    {
        var sign = -stop.Side.Sign();
        return stop.StopPrice is { } level && _trading.Positions.TryGetValue(stop.Symbol, out var held) && sign * (held.AveragePrice - level) > 0
            ? new Opening(stop.Symbol, Math.Min(stop.Remaining, sign * held.Quantity), held.AveragePrice, level)
            : null;
    }

    /// <summary>The part of an order that opens something, when the orders on its side before it were executed, with the stop that waits for it.</summary>
    private Opening OpeningOf(Order order)
    {
        var sign = order.Side.Sign();
        var others = OpenOrders
            .Where(o => o.Symbol == order.Symbol && o.Side == order.Side && o.Role == OrderRole.Entry && o.Status == OrderStatus.Working && o.Id != order.Id)
            .Sum(o => o.Remaining);
        var closes = Math.Max(0, -sign * Held(order.Symbol));
        var stop = OpenOrders.FirstOrDefault(o => o.ParentId == order.Id && o.Role == OrderRole.StopLoss);
        return new Opening(
            order.Symbol,
            Math.Clamp(others + order.Remaining - closes, 0, order.Remaining),
            order.ReferencePrice,
            stop?.StopPrice ?? (order.ReferencePrice - (sign * stop?.TrailDistance))
        );
    }

    private decimal Held(string symbol) => _trading.Positions.GetValueOrDefault(symbol)?.Quantity ?? 0;
}
