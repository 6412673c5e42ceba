using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;

namespace Ami.Tests.PaperTrading.Domain;

/// <summary>What is true of a book whatever happened to it.</summary>
internal static class BookInvariants
{
    public static void Check(PaperBook book, VenueRules venue, IEnumerable<Fill> fillsOfGeneration, IEnumerable<CarryCharge> chargesOfGeneration)
    {
        var account = book.Account;
        var fills = fillsOfGeneration.ToList();
        var carried = chargesOfGeneration.Sum(c => c.Amount);

        // Money: cash, cost of what is held and commissions are what was put in plus results (with what holding cost) plus forgiven debt, exactly.
        var relief = book
            .Changes.Entries.Reverse()
            .TakeWhile(e => e.Kind != LedgerEntry.KindReset)
            .Where(e => e.Kind == LedgerEntry.KindRelief)
            .Sum(e => e.Amount);
        (account.Cash + book.Positions.Sum(p => p.CostBasis)).ShouldBe(account.StartingCash + account.RealisedPnl - account.FeesPaid + relief);
        account.Cash.ShouldBe(account.StartingCash + fills.Sum(f => f.CashChange) - carried + relief);
        (account.Cash < 0 && book.Positions.Count == 0).ShouldBeFalse("whoever holds nothing owes nothing");
        account.RealisedPnl.ShouldBe(fills.Sum(f => f.RealisedPnl) - carried);
        account.FeesPaid.ShouldBe(fills.Sum(f => f.Fee));
        venue.Round(account.Cash).ShouldBe(account.Cash);
        var orders = book.Changes.Orders.ToDictionary(o => o.Id);
        foreach (var fill in fills)
        {
            var rested = orders[fill.OrderId] is { Type: OrderType.Limit or OrderType.StopLimit, TakesLiquidity: false };
            fill.Notional.ShouldBe(venue.Round(fill.Quantity * fill.Price));
            fill.Fee.ShouldBe(venue.Round(fill.Notional * (rested ? venue.MakerFee : venue.TakerFee)));
        }

        // Ledger: every book agrees with the account.
        var balances = LedgerBalances.Of(book.Changes.Entries, 100_000m);
        balances[LedgerBook.Cash].ShouldBe(account.Cash);
        balances[LedgerBook.Positions].ShouldBe(book.Positions.Sum(p => p.CostBasis));
        balances[LedgerBook.Fees].ShouldBe(account.FeesPaid);
        balances[LedgerBook.Pnl].ShouldBe(-account.RealisedPnl);
        balances[LedgerBook.Funding].ShouldBe(-account.StartingCash - relief);

        CheckPositions(book, fills);
        CheckOrders(book);
    }

    /// <summary>No fill worse than its limit, no stop without a crossing, market and stop orders at the touch or worse.</summary>
    public static void CheckFills(IEnumerable<Fill> fills, Dictionary<Guid, Order> before, Tick tick)
    {
        foreach (var fill in fills)
        {
            var order = before[fill.OrderId];
            order.WorkingSince.GetValueOrDefault().ShouldBeLessThan(tick.Time);
            var sign = fill.Side.Sign();
            var touch = fill.Side == Side.Buy ? tick.Ask : tick.Bid;
            if (order.LimitPrice is { } limit)
            {
                (sign * fill.Price).ShouldBeLessThanOrEqualTo(sign * limit);
                fill.Slippage.ShouldBe(0m);
            }
            else
            {
                (sign * fill.Price).ShouldBeGreaterThanOrEqualTo(sign * touch);
            }

            if (order is { StopPrice: { } stop, IsTriggered: false })
            {
                (sign * tick.Last).ShouldBeGreaterThanOrEqualTo(sign * stop);
            }
        }
    }

    private static void CheckPositions(PaperBook book, List<Fill> fills)
    {
        foreach (var position in book.Changes.Positions.Where(p => fills.Exists(f => f.PositionId == p.Id)))
        {
            var own = fills.Where(f => f.PositionId == position.Id).ToList();
            position.Quantity.ShouldBe(own.Sum(f => f.Side.Sign() * f.Quantity));
            position.CostBasis.ShouldBe(own.Sum(f => f.CostChange));
            position.RealisedPnl.ShouldBe(own.Sum(f => f.RealisedPnl) - book.Changes.Carries.Where(c => c.PositionId == position.Id).Sum(c => c.Amount));
            position.IsOpen.ShouldBe(position.Quantity != 0);
            if (position.IsOpen)
            {
                Math.Sign(position.CostBasis).ShouldBe(Math.Sign(position.Quantity), "cost has the sign of the holding");
            }
        }
    }

    private static void CheckOrders(PaperBook book)
    {
        var orders = book.Changes.Orders;
        foreach (var order in orders)
        {
            order.FilledQuantity.ShouldBe(order.Status == OrderStatus.Filled ? order.Quantity : 0m);
            order.Quantity.ShouldBeLessThanOrEqualTo(order.PlacedQuantity);
            if (order.Status == OrderStatus.Pending)
            {
                orders.Single(o => o.Id == order.ParentId).Status.ShouldBe(OrderStatus.Working);
            }
        }

        foreach (var bracket in orders.Where(o => o.IsProtective).GroupBy(o => o.ParentId))
        {
            bracket.Count(o => o is { Status: OrderStatus.Filled, Rung: 0 }).ShouldBeLessThanOrEqualTo(1, "one cancels the other");
            bracket.Sum(o => o.FilledQuantity).ShouldBeLessThanOrEqualTo(orders.Single(o => o.Id == bracket.Key).FilledQuantity);
        }

        foreach (var symbol in BookCommands.Symbols)
        {
            var held = book.Positions.SingleOrDefault(p => p.Symbol == symbol)?.Quantity ?? 0;
            var exits = book.OpenOrders.Where(o => o.Symbol == symbol && o.OnlyReduces && o.Status == OrderStatus.Working).ToList();
            exits.All(o => o.Side.Sign() == -Math.Sign(held) && o.Quantity <= Math.Abs(held)).ShouldBeTrue();
            exits
                .Where(o => o.IsProtective)
                .GroupBy(o => o.ParentId)
                .Sum(bracket => bracket.GroupBy(o => o.Role).Max(role => role.Sum(o => o.Quantity)))
                .ShouldBeLessThanOrEqualTo(Math.Abs(held));
        }
    }
}
