using Ami.Quant.Trading;

namespace Ami.Quant.Tests.Trading;

/// <content>First in, first out, from what was traded alone.</content>
internal sealed partial class OrderStream
{
    private readonly LinkedList<(decimal Units, decimal Price, decimal Cost)> _lots = [];

    /// <summary>Before the fill is counted: what it closes is of the units that were traded first.</summary>
    private void TakeLots(Fill fill)
    {
        if (Math.Sign(_held) != -fill.Side.Sign())
        {
            _lots.AddLast((fill.Quantity, fill.Price, fill.Notional));
            return;
        }

        var (left, released) = (fill.Quantity, 0m);
        while (left > 0)
        {
            var (units, price, cost) = _lots.First!.Value;
            _lots.RemoveFirst();
            var part = left >= units ? cost : decimal.Round(cost * left / units, 8, MidpointRounding.AwayFromZero);
            released += part;
            if (left < units)
            {
                _lots.AddFirst((units - left, price, cost - part));
            }

            left -= Math.Min(left, units);
        }

        var profit = -fill.Side.Sign() * (fill.Notional - released);
        Count(Event.ClosedOldestFirst, _lots.Count > 0 && _book.Costs == CostMethod.Fifo);
        Require(_book.Costs == CostMethod.Average || fill.RealisedPnl == profit, "what closes has the result of the units that were traded first");
    }

    private void CheckLots(Position? position)
    {
        if (position is null)
        {
            return;
        }

        Require(position.Lots is null == (_book.Costs == CostMethod.Average), "lots are kept where they count");
        if (position.Lots is { } lots)
        {
            Require(lots.Sum(lot => lot.Quantity) == position.Quantity && lots.Sum(lot => lot.Cost) == position.CostBasis, "lots are what is held");
            Require(lots.All(lot => Math.Sign(lot.Quantity) == Math.Sign(position.Quantity)), "no lot is empty or on the other side");
            Require(lots.Count == _lots.Count, "there are as many lots as were not closed");
        }
    }
}
