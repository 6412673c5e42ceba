using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <content>What holding costs.</content>
public sealed partial class PaperBook
{
    private CarryPrices _carryPrices = CarryPrices.None;

    /// <summary>The moments that are not charged yet: their prices are wanted.</summary>
    public IReadOnlyList<(string Symbol, DateTimeOffset Moment)> CarryDue(DateTimeOffset upTo, VenueRules venue) => _trading.CarryDue(upTo, venue);

    /// <summary>Whether something that is held is of shares after an action, and the last price that is known of before it.</summary>
    /// <param name="began">When the last price of a symbol began; null where none is known.</param>
    /// <param name="venue">The venue by now; null as the book has it.</param>
    internal bool IsAhead(Func<string, DateTimeOffset?> began, VenueRules? venue = null) =>
        _trading.Positions.Values.Any(held =>
            (venue ?? _trading.Rules).For(held.Symbol).Actions is { } actions
            && actions.All.Any(action => action.At <= held.ActedTo && began(held.Symbol) < action.At)
        );

    /// <summary>What symbols cost at moments that are to be charged, for this decision; the last prices where it is not known.</summary>
    internal PaperBook With(CarryPrices prices)
    {
        _carryPrices = prices;
        return this;
    }

    /// <summary>
    /// Charges what is held for every moment by then that was not charged yet. Ticks and whatever closes at once do it before they change anything, so each moment
    /// is charged for what was held at it; otherwise a job does.
    /// </summary>
    /// <param name="upTo">The newest moment that counts.</param>
    /// <param name="symbol">Only of this one; null for all.</param>
    /// <returns>How many charges there were.</returns>
    public int Carry(DateTimeOffset upTo, string? symbol = null)
    {
        var count = Charge(upTo, symbol);
        if (count > 0)
        {
            Changes.Add(new EquityPoint(Account.Id, Account.Generation, upTo, Round(_trading.Equity), Account.Cash));
        }

        return count;
    }

    /// <summary>As <see cref="Carry"/>, without a point of the equity curve: for whoever changes what is held next.</summary>
    private int Charge(DateTimeOffset upTo, string? symbol)
    {
        var charges = _trading.Carry(upTo, symbol, (held, moment) => _carryPrices.At(held, moment, _trading.Rules.For(held.Symbol).Actions));
        if (charges.Count == 0)
        {
            return 0;
        }

        foreach (var charge in charges)
        {
            Changes.Add(charge);
        }

        Account = Account.With(_trading.Balance);
        Changes.Touch(Account);
        return charges.Count;
    }
}
