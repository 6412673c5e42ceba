using Ami.Quant.Trading;

namespace Ami.Modules.Learning;

/// <content>Changing and withdrawing orders.</content>
internal sealed partial class SceneRun
{
    /// <summary>Of every entry that was not withdrawn before anything of it was executed, in the order in which they were given.</summary>
    private readonly List<(int Number, ScenePlan Plan)> _plans = [];

    /// <summary>The entry that was executed first, or while none was, the first that stands; null without one.</summary>
    public ScenePlan? Plan => _plans.Find(entry => _fills is not [var first, ..] || entry.Number == first.Number).Plan;

    private ScenePlan? PlanOf(int number) => _plans.Find(entry => entry.Number == number).Plan;

    /// <summary>An entry as it would be given now.</summary>
    private ScenePlan PlanOf(Order entry)
    {
        var exits = _book.OpenOrders.Values.Where(exit => exit.ParentId == entry.Id).ToList();
        var order = new NewOrder(entry.Side, entry.Type, entry.Quantity)
        {
            LimitPrice = entry.LimitPrice,
            StopPrice = entry.StopPrice,
            StopLoss = exits.Find(exit => exit.Role == OrderRole.StopLoss)?.StopPrice,
            TakeProfit = exits.Find(exit => exit.Role == OrderRole.TakeProfit)?.LimitPrice,
        };
        return ScenePlan.Of(order, this, _book.Equity, _tape.Digits);
    }

    /// <summary>Until something of it is executed, an entry is what was made of it last.</summary>
    private void Replan(Order changed)
    {
        var id = changed.ParentId ?? changed.Id;
        var i = _plans.FindIndex(entry => entry.Number == NumberOf(id));
        if (i < 0 || _fills.Exists(fill => fill.Number == _plans[i].Number))
        {
            return;
        }

        if (_book.OpenOrders.TryGetValue(id, out var entry))
        {
            _plans[i] = (_plans[i].Number, PlanOf(entry));
        }
        else
        {
            _plans.RemoveAt(i);
        }
    }

    /// <summary>Whichever is changed first could be on the wrong side of what is changed after it, so both ways are tried; all of it is changed, or nothing.</summary>
    private Refusal Amend(SceneMove move)
    {
        if (Find(move.Order.GetValueOrDefault()) is not { } order)
        {
            return Refusal.OrderFinal;
        }

        var exits = _book.OpenOrders.Values.Where(exit => exit.ParentId == order.Id && exit.Status == OrderStatus.Pending).ToList();
        List<(Order? Order, decimal? Price)> all =
        [
            (order, move.Price),
            (exits.Find(exit => exit.Role == OrderRole.StopLoss), move.Stop),
            (exits.Find(exit => exit.Role == OrderRole.TakeProfit), move.Target),
        ];
        var changes = all.Where(change => change.Price is not null).ToList();
        if (changes.Exists(change => change.Order is null))
        {
            return Refusal.NotAmendable;
        }

        var refusal = Amend(changes);
        changes.Reverse();
        return refusal == Refusal.None || (changes.Count > 1 && Amend(changes) == Refusal.None) ? Refusal.None : refusal;
    }

    private Refusal Amend(IReadOnlyList<(Order? Order, decimal? Price)> changes)
    {
        var book = _book.Fork();
        foreach (var (before, price) in changes)
        {
            var order = book.OpenOrders[before!.Id];
            var wanted = new Amendment(order.Version)
            {
                LimitPrice = order.Type == OrderType.Limit ? price : null,
                StopPrice = order.Type == OrderType.Stop ? price : null,
            };
            var refusal = order.Type == OrderType.Market ? Refusal.NotAmendable : book.Amend(_grid, Market, order.Id, wanted, Now).Refusal;
            if (refusal != Refusal.None)
            {
                return refusal;
            }
        }

        WidenedStop |= _book.OpenOrders.Values.Any(before => before.Role == OrderRole.StopLoss && IsWider(before, book.OpenOrders[before.Id], book));
        _book = book;
        Replan(changes[0].Order!);
        return Refusal.None;
    }

    /// <summary>A stop that works may only come nearer; one that waits may go along with its entry.</summary>
    private bool IsWider(Order before, Order after, TradingBook book) =>
        before.Status == OrderStatus.Working ? after.Side.Sign() * (after.StopPrice - before.StopPrice) > 0 : Distance(before, _book) < Distance(after, book);

    private static decimal? Distance(Order stop, TradingBook book) =>
        stop.ParentId is { } parent && book.OpenOrders.TryGetValue(parent, out var entry) && stop.StopPrice is { } price
            ? Math.Abs(entry.ReferencePrice - price)
            : null;

    private Refusal Cancel(int number)
    {
        if (Find(number) is not { } order)
        {
            return Refusal.OrderFinal;
        }

        var refusal = Counted(_book.Cancel(order.Id, Now)).Refusal;
        if (refusal == Refusal.None)
        {
            WidenedStop |= order.Role == OrderRole.StopLoss;
            Replan(order);
        }

        return refusal;
    }
}
