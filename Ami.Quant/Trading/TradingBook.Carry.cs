namespace Ami.Quant.Trading;

/// <content>What holding costs.</content>
public sealed partial class TradingBook
{
    /// <summary>Prices on which charges are kept have so many decimals: an average price may have more.</summary>
    private const int ChargedPriceDigits = 10;

    /// <summary>
    /// Charges what is held for every moment that has come since it was charged last, in their order. Whoever calls it before each change of a position charges
    /// what was held at the moment; called again it charges nothing.
    /// </summary>
    /// <param name="upTo">The newest moment that counts.</param>
    /// <param name="symbol">Only this one; null for all.</param>
    /// <param name="priceAt">The price at a moment; the last one where it is null or knows none.</param>
    public IReadOnlyList<CarryCharge> Carry(DateTimeOffset upTo, string? symbol = null, Func<string, DateTimeOffset, decimal?>? priceAt = null)
    {
        List<CarryCharge>? charges = null;
        List<Position>? carried = null;
        foreach (var position in _positions.Values)
        {
            if ((symbol is not null && position.Symbol != symbol) || Rules.For(position.Symbol).Carry is not { } rates)
            {
                continue;
            }

            var last = rates.LastBy(upTo);
            if (last <= position.CarriedFrom)
            {
                continue;
            }

            var cost = 0m;
            foreach (var (moment, kind, rate) in rates.Due(position.CarriedFrom, last, position.Quantity < 0))
            {
                var price = decimal.Round(priceAt?.Invoke(position.Symbol, moment) ?? MarkOf(position), ChargedPriceDigits);
                var amount = Rules.Round((kind == CarryKind.Borrow ? Math.Abs(position.Quantity) : position.Quantity) * price * rate);
                if (amount != 0)
                {
                    cost += amount;
                    (charges ??= []).Add(new CarryCharge(_newId(), position.Id, position.Symbol, kind, moment, position.Quantity, price, rate, amount));
                }
            }

            Balance = Balance.Carry(cost);
            (carried ??= []).Add(position with { CarriedTo = last, RealisedPnl = position.RealisedPnl - cost });
        }

        foreach (var position in carried ?? [])
        {
            _positions[position.Symbol] = position;
            Changes.Touch(position);
        }

        return charges ?? [];
    }

    /// <summary>The moments for which <see cref="Carry"/> would charge something by then.</summary>
    /// <param name="upTo">The newest moment that counts.</param>
    public IEnumerable<(string Symbol, DateTimeOffset Moment)> CarryDue(DateTimeOffset upTo) =>
        _positions
            .Values.Where(position => Rules.For(position.Symbol).Carry is not null)
            .SelectMany(position =>
                (Rules.For(position.Symbol).Carry?.Due(position.CarriedFrom, upTo, position.Quantity < 0) ?? []).Select(due => (position.Symbol, due.Moment))
            )
            .Distinct();
}
