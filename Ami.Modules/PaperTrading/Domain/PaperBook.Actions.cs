using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <content>What companies do to their shares.</content>
public sealed partial class PaperBook
{
    /// <summary>
    /// Applies what is still to be applied to anything that is held or ordered, where a price is known that is from after it. What is of shares after an action whose
    /// last price is from before it is valued at what that price is for its shares.
    /// </summary>
    /// <param name="prices">The last price of a symbol and when it began; null where none is known.</param>
    /// <param name="at">When it is in the curve: not after what is told next.</param>
    /// <param name="now">The moment of the change.</param>
    /// <param name="except">A symbol whose prices the caller brings; null for none.</param>
    internal int Act(Func<string, (decimal Price, DateTimeOffset Began)?> prices, DateTimeOffset at, DateTimeOffset now, string? except = null)
    {
        var count = 0;
        var symbols = _trading.Positions.Keys.Concat(OpenOrders.Select(o => o.Symbol)).Distinct();
        foreach (var symbol in symbols.Where(one => one != except && _trading.Rules.For(one).Actions is not null).ToList())
        {
            if (prices(symbol) is var (price, began))
            {
                count += Act(symbol, began, price, at, now);
                _trading.See(symbol, price, began);
            }
        }

        return count;
    }

    /// <summary>What somebody does at a price of the live market they do with what it is of; a replay applies actions with its bars.</summary>
    /// <returns>Why nothing can be done at it.</returns>
    private Error? Ready(Quote quote, DateTimeOffset now)
    {
        var symbol = quote.Symbol.Value;
        if (Replay is not null)
        {
            return Barred(symbol);
        }

        if (_trading.IsBeforeAction(symbol, quote.Began))
        {
            return PaperErrors.PriceBeforeAction;
        }

        Act(symbol, quote.Began, quote.Last, now, now);
        return null;
    }

    /// <summary>Applies the actions of a symbol that are in a price, before anything is done at it.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="began">When the price began: of a bar, when that did.</param>
    /// <param name="price">The price.</param>
    /// <param name="at">When it is in the curve.</param>
    /// <param name="now">The moment of the change.</param>
    private int Act(string symbol, DateTimeOffset began, decimal price, DateTimeOffset at, DateTimeOffset now)
    {
        var due = _trading.ActionsDue(symbol, began);
        if (due.Count == 0)
        {
            return 0;
        }

        // What holding costs until the first price of the new shares is of the old ones, at their price.
        var isMoved = Charge(began, symbol) > 0;
        foreach (var (index, action) in due.Index())
        {
            var before = OpenOrders.Where(o => o.Symbol == symbol).ToDictionary(o => o.Id);
            // The price is of the shares after all of them.
            var own = due.Skip(index + 1).Reverse().Aggregate(price, (after, later) => later.PriceBefore(after));
            if (_trading.Act(symbol, action, own, now) is { } effect)
            {
                Tell(effect);
                isMoved = true;
            }

            foreach (var order in OpenOrders.Where(o => before.TryGetValue(o.Id, out var was) && was.Version != o.Version))
            {
                Changes.Add(OrderAmendment.Of(Account.Id, before[order.Id], order, action.At));
            }
        }

        if (isMoved)
        {
            Settle(at, now);
        }

        return due.Count;
    }

    private void Tell(ActionEffect effect)
    {
        Changes.Add(effect);
        if (effect.QuantityAfter == 0)
        {
            Tell(Changes.Positions.Single(p => p.Id == effect.PositionId));
        }

        Changes.Add(
            new CorporateActionApplied(
                effect.Id,
                Account.Id,
                Account.UserId,
                effect.Symbol,
                effect.NewShares,
                effect.OldShares,
                effect.Dividend,
                effect.QuantityBefore,
                effect.QuantityAfter,
                effect.CashChange,
                effect.Moment
            )
        );
    }
}
