using System.Runtime.InteropServices;
using Ami.Quant.Trading;

namespace Ami.Quant.Backtesting;

/// <content>What the engine executed, as trades of the strategy.</content>
internal sealed partial class InstrumentRun
{
    /// <summary>The engine stops at a price: what was executed goes into the journal.</summary>
    private void Passed(decimal price)
    {
        var last = (double)price;
        if (_book.Changes.ExecutedList.Count > 0)
        {
            Journal();
        }

        if (Quantity != 0)
        {
            _trade.Touch(last, last);
        }
    }

    private void Journal()
    {
        foreach (ref readonly var executed in CollectionsMarshal.AsSpan(_book.Changes.ExecutedList))
        {
            var (order, fill) = (executed.Order, executed.Fill);
            // What the position was before, told by its sign: a fill of the other side reduces it.
            if (Quantity != 0 && Quantity > 0 != (fill.Side == Trading.Side.Buy))
            {
                _trade.Reduce(fill);
            }
            else
            {
                Open(order, fill);
            }

            _account.Note(Symbol, Index, fill);
            if (executed.Closed is { } closed)
            {
                _account.Trades.Add(_trade.Closed(Symbol, closed, Index, _bar.Time, ReasonOf(order)));
            }
        }

        _book.Changes.Clear();
        _account.Settle();
    }

    private void Open(Trading.Order order, Trading.Fill fill)
    {
        var stop = order.StopLoss ?? (fill.Price - (order.Side.Sign() * (order.StopDistance ?? order.ExitTrail)));
        _trade.Open(fill, stop is { } level ? (double)level : LevelOf(OrderRole.StopLoss), Index, _bar.Time);
    }

    private ExitReason ReasonOf(Trading.Order order) =>
        order.Role switch
        {
            OrderRole.StopLoss => order.IsTrailed ? ExitReason.TrailingStop : ExitReason.StopLoss,
            OrderRole.TakeProfit => ExitReason.TakeProfit,
            OrderRole.Liquidation => ExitReason.Liquidation,
            _ when _closing != ExitReason.Signal => _closing,
            _ => _reasons.GetValueOrDefault(order.Id),
        };
}
