namespace Ami.Quant.Trading;

/// <summary>Position and working orders of one symbol, as far as risk is concerned. Protective orders are not in it.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Position">Signed quantity held.</param>
/// <param name="Mark">Price at which the position is valued.</param>
/// <param name="BuyQuantity">Working buys.</param>
/// <param name="BuyNotional">Working buys at their reference prices.</param>
/// <param name="SellQuantity">Working sells.</param>
/// <param name="SellNotional">Working sells at their reference prices.</param>
/// <param name="Fees">What all working orders would pay.</param>
public sealed record SymbolExposure(
    string Symbol,
    decimal Position,
    decimal Mark,
    decimal BuyQuantity,
    decimal BuyNotional,
    decimal SellQuantity,
    decimal SellNotional,
    decimal Fees
)
{
    internal static SymbolExposure Of(string symbol, decimal position, decimal mark) => new(symbol, position, mark, 0, 0, 0, 0, 0);

    /// <summary>Value of what is held.</summary>
    public decimal Held => Math.Abs(Position) * Mark;

    /// <summary>The largest exposure that any sequence of fills of one side can lead to.</summary>
    public decimal Worst => Math.Max(Held, Math.Max(AfterFills(Position, BuyQuantity, BuyNotional), AfterFills(-Position, SellQuantity, SellNotional)));

    internal SymbolExposure Add(Side side, decimal quantity, decimal price, decimal fee) =>
        side == Side.Buy
            ? this with
            {
                BuyQuantity = BuyQuantity + quantity,
                BuyNotional = BuyNotional + (quantity * price),
                Fees = Fees + fee,
            }
            : this with
            {
                SellQuantity = SellQuantity + quantity,
                SellNotional = SellNotional + (quantity * price),
                Fees = Fees + fee,
            };

    /// <summary>Whether everything that works on this side together does no more than close the position.</summary>
    internal bool OnlyReduces(Side side) => side == Side.Buy ? BuyQuantity + Position <= 0 : SellQuantity - Position <= 0;

    private decimal AfterFills(decimal held, decimal quantity, decimal notional)
    {
        if (quantity == 0)
        {
            return 0;
        }

        if (held >= 0)
        {
            return (held * Mark) + notional;
        }

        var opened = quantity + held;
        return opened <= 0 ? 0 : notional * opened / quantity;
    }
}

/// <summary>What an account has and what it has committed, valued at current prices.</summary>
/// <param name="Cash">Below zero when it borrowed.</param>
/// <param name="Leverage">How many times its equity it may hold.</param>
/// <param name="Symbols">What is held and ordered, by symbol.</param>
/// <param name="Rules">The venue.</param>
public sealed record Standing(decimal Cash, decimal Leverage, IReadOnlyList<SymbolExposure> Symbols, VenueRules Rules)
{
    /// <summary>Cash plus the value of what is held.</summary>
    public decimal Equity => Cash + Symbols.Sum(s => s.Position * s.Mark);

    /// <summary>Value of what is held, long and short added up.</summary>
    public decimal GrossExposure => Symbols.Sum(s => s.Held);

    /// <summary>How what is held is covered.</summary>
    public Margin Margin => new(Equity, GrossExposure, Leverage, Rules.Required(Leverage));

    /// <summary>What may still be opened at once, so that its fee can be paid too; money.</summary>
    public decimal BuyingPower =>
        decimal.Round(
            Rules.MostFor(Math.Max(0, Limit(Symbols) - Symbols.Sum(s => s.Worst)), 1, Leverage, maker: false),
            Rules.MoneyDigits,
            MidpointRounding.ToZero
        );

    /// <summary>An order may be accepted when it only reduces, or when the worst exposure stays within what equity after all fees allows.</summary>
    internal bool Allows(SymbolExposure withOrder, Side side)
    {
        if (withOrder.OnlyReduces(side))
        {
            return true;
        }

        var all = Symbols.Where(s => s.Symbol != withOrder.Symbol).Append(withOrder).ToList();
        return all.Sum(s => s.Worst) <= Limit(all);
    }

    private decimal Limit(IEnumerable<SymbolExposure> symbols) => (Equity - symbols.Sum(s => s.Fees)) * Leverage;
}
