namespace Ami.Modules.Market.Contracts;

/// <summary>What a market buy of some units costs, in the symbol's currency.</summary>
/// <param name="Price">Average price of all of it.</param>
/// <param name="SpreadCost">Half of the spread.</param>
/// <param name="Slippage">What it pays beyond the ask, because it is larger than the depth and because it slips.</param>
/// <param name="Fee">Commission.</param>
/// <param name="Levels">How many prices of the book it takes.</param>
/// <param name="HoldingPerDay">What holding it over a day costs; below zero when received.</param>
/// <param name="ShortPerDay">The same of as many units that are short.</param>
public sealed record TradeCost(decimal Price, decimal SpreadCost, decimal Slippage, decimal Fee, int Levels, decimal HoldingPerDay, decimal ShortPerDay);

/// <summary>The module in which people trade symbols, as far as those who keep symbols must know of it.</summary>
public interface ISymbolTrading
{
    /// <summary>Whether anybody ever traded a symbol: then its currency and its kind stand in what is kept.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<bool> IsTraded(Symbol symbol, CancellationToken cancellationToken = default);

    /// <summary>What a market buy costs by terms that need not be stored, executed by the rules that execute orders.</summary>
    /// <param name="spec">The symbol with its terms.</param>
    /// <param name="quote">Prices of now; where the terms have a spread of their own, that goes before.</param>
    /// <param name="quantity">Units, above zero.</param>
    TradeCost CostOf(SymbolSpec spec, Quote quote, decimal quantity);
}
