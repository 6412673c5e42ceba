namespace Ami.Quant.Trading;

/// <content>What holding costs.</content>
public sealed partial class TradingBook
{
    /// <summary>Prices at which cash moves without a fill are kept with so many decimals: an average price may have more.</summary>
    private const int KeptPriceDigits = 10;

    /// <summary>
    /// Charges what is held for every moment that has come since it was charged last, in their order. Whoever calls it before each change of a position charges
    /// what was held at the moment; called again it charges nothing.
    /// </summary>
    /// <param name="upTo">The newest moment that counts.</param>
    /// <param name="symbol">Only this one; null for all.</param>
    /// <param name="priceAt">The price of a position at a moment; the last one where it is null or knows none.</param>
    public IReadOnlyList<CarryCharge> Carry(DateTimeOffset upTo, string? symbol = null, Func<Position, DateTimeOffset, decimal?>? priceAt = null)
    {
        if (symbol is not null)
        {
            return _positions.TryGetValue(symbol, out var held) ? ChargeFor(held, upTo, priceAt) : [];
        }

        List<CarryCharge>? charges = null;
        foreach (var position in _positions.Values.ToList())
        {
            (charges ??= []).AddRange(ChargeFor(position, upTo, priceAt));
        }

        return charges ?? [];
    }

    /// <summary>The moments for which <see cref="Carry"/> would charge something by then.</summary>
    /// <param name="upTo">The newest moment that counts.</param>
    /// <param name="rules">The venue by then.</param>
    public IReadOnlyList<(string Symbol, DateTimeOffset Moment)> CarryDue(DateTimeOffset upTo, VenueRules rules) =>
        [
            .. _positions
                .Values.SelectMany(position =>
                    (rules.For(position.Symbol).Carry?.Due(position.CarriedFrom, upTo, position.Quantity < 0) ?? []).Select(due =>
                        (position.Symbol, due.Moment)
                    )
                )
                .Distinct(),
        ];

    private IReadOnlyList<CarryCharge> ChargeFor(Position position, DateTimeOffset upTo, Func<Position, DateTimeOffset, decimal?>? priceAt)
    {
        if (Rules.For(position.Symbol).Carry is not { } rates || (rates.LastBy(upTo) is var last && last <= position.CarriedFrom))
        {
            return [];
        }

        List<CarryCharge> charges = [];
        foreach (var (moment, kind, rate) in rates.Due(position.CarriedFrom, last, position.Quantity < 0))
        {
            var price = decimal.Round(priceAt?.Invoke(position, moment) ?? MarkOf(position), KeptPriceDigits);
            var amount = Rules.Round((kind == CarryKind.Borrow ? Math.Abs(position.Quantity) : position.Quantity) * price * rate);
            if (amount != 0)
            {
                charges.Add(new CarryCharge(_newId(), position.Id, position.Symbol, kind, moment, position.Quantity, price, rate, amount));
            }
        }

        var cost = charges.Sum(charge => charge.Amount);
        Balance = Balance.Carry(cost);
        position = position with { CarriedTo = last, RealisedPnl = position.RealisedPnl - cost };
        _positions[position.Symbol] = position;
        Changes.Touch(position);
        return charges;
    }
}
