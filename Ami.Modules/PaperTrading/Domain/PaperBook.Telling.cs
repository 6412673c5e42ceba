using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <content>What the engine executed, as rows, ledger entries and events.</content>
public sealed partial class PaperBook
{
    private void TellSince(int told, DateTimeOffset at, DateTimeOffset now)
    {
        if (_trading.Changes.Executed.Count == told)
        {
            return;
        }

        foreach (var executed in _trading.Changes.Executed.Skip(told))
        {
            Tell(executed, at);
        }

        Settle(at, now);
    }

    private void Settle(DateTimeOffset at, DateTimeOffset now)
    {
        if (_trading.ForgiveDebt() is { } debt)
        {
            var relief = new DebtRelief(_newId(), Account.Id, Account.Generation, debt, now);
            Changes.Add(relief);
            Changes.Add(new DebtForgiven(Account.Id, Account.UserId, debt, now));
        }

        Account = Account.With(_trading.Balance);
        if (_trading.Positions.Count == 0)
        {
            Account = Account with { MarginCalledAt = null };
        }

        Changes.Touch(Account);
        Changes.Add(new EquityPoint(Account.Id, Account.Generation, at, Round(_trading.Equity), Account.Cash));
    }

    private void Tell(Position closed)
    {
        Discipline = Discipline with { Streak = Discipline.Streak.With(closed.RealisedPnl - closed.Fees, closed.ClosedAt.GetValueOrDefault()) };
        Changes.Add(
            new PositionClosed(
                closed.Id,
                Account.Id,
                Account.UserId,
                closed.Symbol,
                closed.RealisedPnl,
                closed.Fees,
                closed.OpenedAt,
                closed.ClosedAt.GetValueOrDefault()
            )
        );
    }

    private void Tell(Executed executed, DateTimeOffset at)
    {
        var order = executed.Order;
        Changes.Add(executed.Fill);
        if (executed.Closed is { } closed)
        {
            Tell(closed);
        }

        if (!executed.IsLast)
        {
            return;
        }

        if (order.Status != OrderStatus.Filled)
        {
            Changes.Add(
                new OrderPartlyFilled(
                    OrderId: order.Id,
                    AccountId: Account.Id,
                    Owner: Account.UserId,
                    Symbol: order.Symbol,
                    Side: order.Side.ToString(),
                    Role: order.Role.ToString(),
                    Quantity: order.Quantity,
                    FilledQuantity: order.FilledQuantity,
                    Price: order.AverageFillPrice.GetValueOrDefault(),
                    Fees: order.Fees,
                    At: at
                )
            );
            return;
        }

        Changes.Add(
            new OrderFilled(
                OrderId: order.Id,
                AccountId: Account.Id,
                Owner: Account.UserId,
                Symbol: order.Symbol,
                Side: order.Side.ToString(),
                Role: order.Role.ToString(),
                Quantity: order.Quantity,
                Price: order.AverageFillPrice.GetValueOrDefault(),
                Fees: order.Fees,
                At: at
            )
        );
    }
}
