using Ami.Modules.PaperTrading.Contracts;

namespace Ami.Modules.PaperTrading.Domain;

/// <summary>Position and working orders of one symbol, as far as risk is concerned. Protective orders are not in it.</summary>
/// <param name="Position">Signed quantity held.</param>
/// <param name="Mark">Price at which the position is valued.</param>
/// <param name="BuyNotional">Working buys at their reference prices.</param>
public sealed record SymbolExposure(
    string Symbol, decimal Position, decimal Mark,
    decimal BuyQuantity, decimal BuyNotional, decimal SellQuantity, decimal SellNotional)
{
    public static SymbolExposure None(string symbol, decimal mark) => new(symbol, 0, mark, 0, 0, 0, 0);

    public decimal Held => Math.Abs(Position) * Mark;

    /// <summary>The largest exposure that any sequence of fills of one side can lead to.</summary>
    public decimal Worst => Math.Max(Held, Math.Max(
        AfterFills(Position, BuyQuantity, BuyNotional), AfterFills(-Position, SellQuantity, SellNotional)));

    public SymbolExposure Add(Side side, decimal quantity, decimal price) => side == Side.Buy
        ? this with { BuyQuantity = BuyQuantity + quantity, BuyNotional = BuyNotional + (quantity * price) }
        : this with { SellQuantity = SellQuantity + quantity, SellNotional = SellNotional + (quantity * price) };

    /// <summary>Whether everything that works on this side together does no more than close the position.</summary>
    public bool OnlyReduces(Side side) => side == Side.Buy
        ? BuyQuantity + Position <= 0
        : SellQuantity - Position <= 0;

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
public sealed record Standing(PaperAccount Account, IReadOnlyList<SymbolExposure> Symbols)
{
    public decimal Equity => Account.Cash + Symbols.Sum(s => s.Position * s.Mark);

    public decimal GrossExposure => Symbols.Sum(s => s.Held);

    public decimal Limit => Equity * Account.Leverage;

    public decimal BuyingPower => Math.Max(0, Cents.Round(Limit - Symbols.Sum(s => s.Worst)));

    /// <summary>An order may be accepted when it only reduces, or when the worst exposure stays within equity × leverage.</summary>
    public bool Allows(SymbolExposure withOrder, Side side) =>
        withOrder.OnlyReduces(side)
        || Symbols.Where(s => s.Symbol != withOrder.Symbol).Sum(s => s.Worst) + withOrder.Worst <= Limit;
}
