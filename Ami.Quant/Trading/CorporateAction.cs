namespace Ami.Quant.Trading;

/// <summary>What a company does to its shares: a split, a dividend in cash, or both on one day; the dividend is for shares as they are before the split.</summary>
/// <param name="At">From this moment on prices are those after it.</param>
/// <param name="NewShares">So many new shares, above zero, …</param>
/// <param name="OldShares">… for so many old ones, above zero; equal when it is no split.</param>
/// <param name="Dividend">Cash for each old share, ≥ 0.</param>
public sealed record CorporateAction(DateTimeOffset At, int NewShares, int OldShares, decimal Dividend)
{
    /// <summary>Whether it changes quantities and prices.</summary>
    public bool IsSplit => NewShares != OldShares;

    /// <summary>What becomes of a quantity of old shares: exact, because it is multiplied before it is divided.</summary>
    /// <param name="quantity">Old shares; below zero when short.</param>
    /// <param name="step">The smallest part of a share that can be held, above zero.</param>
    /// <returns>New shares on the step, and what is beyond them, in new shares times <see cref="OldShares"/>; both with the sign of the quantity.</returns>
    public (decimal Quantity, decimal Beyond) Split(decimal quantity, decimal step)
    {
        var shares = quantity * NewShares;
        var beyond = shares % (step * OldShares);
        return ((shares - beyond) / OldShares, beyond);
    }

    /// <summary>What a price of an old share is for a new one, not rounded to any step.</summary>
    internal decimal? Split(decimal? price) => price * OldShares / NewShares;

    /// <summary>What an old share was worth, dividend included, when new ones cost so much.</summary>
    /// <param name="after">Price of a new share.</param>
    public decimal PriceBefore(decimal after) => (after * NewShares / OldShares) + Dividend;

    /// <summary>What a new share is worth, the dividend paid, when old ones cost so much: the price by which an action changes nobody's wealth.</summary>
    /// <param name="before">Price of an old share, above zero; a dividend beyond it is left out.</param>
    public decimal PriceAfter(decimal before) => (before > Dividend ? before - Dividend : before) * OldShares / NewShares;
}

/// <summary>The corporate actions of a symbol.</summary>
/// <param name="QuantityStep">Parts of a share that are smaller are paid as cash; above zero.</param>
/// <param name="All">Oldest first, one for each moment.</param>
public sealed record CorporateActions(decimal QuantityStep, IReadOnlyList<CorporateAction> All)
{
    /// <summary>Those after one moment and not after another, oldest first.</summary>
    /// <param name="after">The first moment.</param>
    /// <param name="by">The second one.</param>
    public IReadOnlyList<CorporateAction> Between(DateTimeOffset after, DateTimeOffset by) => [.. All.Where(action => action.At > after && action.At <= by)];

    /// <summary>What a price is for shares of another moment: by each action between the two, forward or back.</summary>
    /// <param name="price">The price, above zero.</param>
    /// <param name="began">When it began.</param>
    /// <param name="acted">What the shares are of.</param>
    public decimal PriceFor(decimal price, DateTimeOffset began, DateTimeOffset acted) =>
        acted < began
            ? Between(acted, began).Reverse().Aggregate(price, (after, action) => action.PriceBefore(after))
            : Between(began, acted).Aggregate(price, (before, action) => action.PriceAfter(before));

    /// <summary>The newest one that has come by a moment; null before the first.</summary>
    public CorporateAction? LastBy(DateTimeOffset by)
    {
        for (var i = All.Count - 1; i >= 0; i--)
        {
            if (All[i].At <= by)
            {
                return All[i];
            }
        }

        return null;
    }
}

/// <summary>What a corporate action did to a position.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="PositionId">The position.</param>
/// <param name="Symbol">What was held.</param>
/// <param name="Moment">The action's, each once.</param>
/// <param name="NewShares">So many new shares …</param>
/// <param name="OldShares">… for so many old ones; equal when it was no split.</param>
/// <param name="Dividend">Cash for each old share.</param>
/// <param name="QuantityBefore">Units held before; below zero when short.</param>
/// <param name="QuantityAfter">Units held after it, on the symbol's step.</param>
/// <param name="Price">The first price after it, at which parts of shares were paid; of actions that came together, what that was for the shares between them.</param>
/// <param name="CashInLieu">Got for the parts of shares that the step does not allow; below zero when paid by a short position.</param>
/// <param name="Released">What these parts had cost, with the sign of the quantity.</param>
/// <param name="Paid">The dividend of the position; below zero when paid by a short one.</param>
/// <param name="AppliedAt">When its cash moved, by the account's clock: with the first price after it.</param>
public sealed record ActionEffect(
    Guid Id,
    Guid PositionId,
    string Symbol,
    DateTimeOffset Moment,
    int NewShares,
    int OldShares,
    decimal Dividend,
    decimal QuantityBefore,
    decimal QuantityAfter,
    decimal Price,
    decimal CashInLieu,
    decimal Released,
    decimal Paid,
    DateTimeOffset AppliedAt
)
{
    /// <summary>What it is for the cash.</summary>
    public decimal CashChange => CashInLieu + Paid;

    /// <summary>What it is for the result.</summary>
    public decimal RealisedPnl => CashInLieu - Released + Paid;
}
