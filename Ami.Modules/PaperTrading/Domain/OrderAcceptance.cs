using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>An order that was taken, with the children of its bracket.</summary>
public sealed record AcceptedOrder(Order Entry, IReadOnlyList<Order> Children)
{
    public IEnumerable<Order> All => Children.Prepend(Entry);
}

/// <summary>Decides whether an order is taken. The risk check uses reference prices: the fill may differ by what the market does until then.</summary>
public static class OrderAcceptance
{
    public const int MostWorkingOrders = 500;

    public static Result<AcceptedOrder> Decide(
        Standing standing, int openOrders, SymbolSpec spec, Quote quote, OrderTicket ticket, DateTimeOffset now, Func<Guid> newId)
    {
        var account = standing.Account;
        if (ticket.Violation(spec, quote) is { } violation)
        {
            return violation;
        }

        if (openOrders >= MostWorkingOrders)
        {
            return PaperErrors.TooManyOrders;
        }

        var symbol = spec.Symbol.Value;
        var reference = ticket.ReferencePrice(quote);
        var exposure = standing.Symbols.FirstOrDefault(s => s.Symbol == symbol) ?? SymbolExposure.None(symbol, quote.Last);
        if (!standing.Allows(exposure.Add(ticket.Side, ticket.Quantity, reference), ticket.Side))
        {
            return PaperErrors.InsufficientBuyingPower(standing.BuyingPower);
        }

        var entry = new Order(
            newId(), account.Id, account.UserId, account.Generation, symbol, ticket.Side, ticket.Type, OrderRole.Entry,
            ticket.Quantity, ticket.Quantity, 0, ticket.LimitPrice, ticket.StopPrice, ticket.TakeProfit, ticket.StopLoss,
            reference, spec.PriceDigits, null, OrderStatus.Working, null, null, 0, now, now, now);
        return new AcceptedOrder(entry, [.. Children(entry, newId)]);
    }

    private static IEnumerable<Order> Children(Order entry, Func<Guid> newId)
    {
        var child = entry with
        {
            Side = entry.Side.Opposite(),
            LimitPrice = null,
            StopPrice = null,
            TakeProfit = null,
            StopLoss = null,
            ParentId = entry.Id,
            Status = OrderStatus.Pending,
            WorkingSince = null,
        };
        if (entry.StopLoss is { } stop)
        {
            yield return child with
            {
                Id = newId(),
                Type = OrderType.Stop,
                Role = OrderRole.StopLoss,
                StopPrice = stop,
                ReferencePrice = stop,
            };
        }

        if (entry.TakeProfit is { } target)
        {
            yield return child with
            {
                Id = newId(),
                Type = OrderType.Limit,
                Role = OrderRole.TakeProfit,
                LimitPrice = target,
                ReferencePrice = target,
            };
        }
    }
}
