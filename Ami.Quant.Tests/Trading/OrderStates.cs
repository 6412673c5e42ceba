using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <summary>The states of an order and the arrows between them, as docs/orders.md draws them.</summary>
internal static class OrderStates
{
    private static readonly HashSet<(OrderStatus? From, OrderStatus To)> Arrows =
    [
        (null, OrderStatus.Pending),
        (null, OrderStatus.Working),
        (OrderStatus.Pending, OrderStatus.Pending),
        (OrderStatus.Pending, OrderStatus.Working),
        (OrderStatus.Pending, OrderStatus.Cancelled),
        (OrderStatus.Working, OrderStatus.Working),
        (OrderStatus.Working, OrderStatus.Filled),
        (OrderStatus.Working, OrderStatus.Cancelled),
        (OrderStatus.Working, OrderStatus.Rejected),
    ];

    /// <summary>How long the way between two looks may be: a tick can do several things to one order.</summary>
    private static readonly HashSet<(OrderStatus? From, OrderStatus To)> Ways = Closure();

    /// <param name="before">As it was at the last look; null when it was not there.</param>
    /// <param name="after">As it is.</param>
    internal static void Check(Order? before, Order after)
    {
        Require(Ways.Contains((before?.Status, after.Status)), "no such arrow", before, after);
        var isPart = after.FilledQuantity > 0 && after.FilledQuantity < after.Quantity;
        var isRight = after.Status switch
        {
            OrderStatus.Filled => after.FilledQuantity == after.Quantity,
            OrderStatus.Working or OrderStatus.Cancelled => after.FilledQuantity == 0 || isPart,
            _ => after.FilledQuantity == 0,
        };
        Require(isRight && after.FilledQuantity >= (before?.FilledQuantity ?? 0), "what is filled stays filled", before, after);
        Require(after.Quantity > 0 && after.Quantity <= after.PlacedQuantity, "never more than was asked for", before, after);
        var isFilled = after.Status == OrderStatus.Filled;
        Require(!isFilled || !after.PostOnly || after.IsMaker, "what only rests never takes", before, after);
        Require(
            after.TimeInForce != TimeInForce.Fok || after.FilledQuantity is 0 || after.FilledQuantity == after.PlacedQuantity,
            "all or nothing",
            before,
            after
        );
        Require(after.TimeInForce != TimeInForce.Ioc || !isPart || after.Status != OrderStatus.Working, "what is for one tick does not rest", before, after);
        Require(after.StopPrice is null or > 0, "prices are above zero", before, after);
        if (before is null)
        {
            return;
        }

        var isSame =
            after.Side == before.Side
            && after.Type == before.Type
            && after.Role == before.Role
            && after.ParentId == before.ParentId
            && after.Rung == before.Rung
            && after.PlacedAt == before.PlacedAt;
        Require(isSame, "it stays what it is", before, after);
        Require(after.Version >= before.Version, "versions only grow", before, after);
        Require(!before.IsTriggered || after.IsTriggered, "a limit does not become a stop again", before, after);
        if (after.Follows && after.TrailDistance == before.TrailDistance && before.StopPrice is { } level)
        {
            Require(after.Side.Sign() * (after.StopPrice - level) <= 0, "a trailing stop never goes back", before, after);
        }
    }

    /// <summary>What exits may do together never exceeds what their entry did, nor what is held.</summary>
    /// <param name="book">The book.</param>
    /// <param name="known">All orders there ever were, by id.</param>
    /// <param name="brackets">The ids of all exits there ever were, by entry.</param>
    internal static void CheckBrackets(TradingBook book, Dictionary<Guid, Order> known, Dictionary<Guid, List<Guid>> brackets)
    {
        var held = book.Positions.Values.SingleOrDefault()?.Quantity ?? 0;
        var covered = 0m;
        foreach (var (entryId, exits) in brackets)
        {
            var entry = known[entryId];
            var (filled, stop, targets, isOver) = (0m, 0m, 0m, false);
            foreach (var exit in exits.Select(id => known[id]))
            {
                Require(exit.Status != OrderStatus.Pending || entry.Status == OrderStatus.Working, "an exit waits for an entry that works", entry, exit);
                filled += exit.FilledQuantity;
                isOver |= exit is { Rung: 0, Status: OrderStatus.Filled };
                if (exit.Status != OrderStatus.Working)
                {
                    continue;
                }

                Require(entry.FilledQuantity > 0, "an exit works once something of its entry is filled", entry, exit);
                Require(exit.Side.Sign() == -Math.Sign(held), "an exit reduces", entry, exit);
                stop += exit.Role == OrderRole.StopLoss ? exit.Remaining : 0;
                targets += exit.Role == OrderRole.TakeProfit ? exit.Remaining : 0;
            }

            Require(filled <= entry.FilledQuantity, "exits close no more than their entry opened", entry, entry);
            Require(filled + Math.Max(stop, targets) <= entry.FilledQuantity, "nor could they", entry, entry);
            Require(filled == 0 || entry.Status != OrderStatus.Working, "an exit that was reached ends its entry", entry, entry);
            Require(!isOver || stop + targets == 0, "one cancels the other", entry, entry);
            covered += Math.Max(stop, targets);
        }

        if (covered > Math.Abs(held))
        {
            throw new InvalidOperationException($"Exits would close {covered} of {held}.");
        }
    }

    private static void Require(bool holds, string what, Order? before, Order after)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not so: {what}. {before} → {after}");
        }
    }

    private static HashSet<(OrderStatus?, OrderStatus)> Closure()
    {
        var ways = Arrows.ToHashSet();
        while (true)
        {
            var longer = ways.SelectMany(one => Arrows.Where(arrow => arrow.From == one.To).Select(arrow => (one.From, arrow.To))).ToHashSet();
            var before = ways.Count;
            ways.UnionWith(longer);
            if (ways.Count == before)
            {
                return ways;
            }
        }
    }
}
