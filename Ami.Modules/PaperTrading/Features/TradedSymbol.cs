using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>A symbol that is traded now, with its newest price.</summary>
internal sealed class TradedSymbol
{
    private TradedSymbol(SymbolSpec spec, Quote quote) => (Spec, Quote) = (spec, quote);

    public SymbolSpec Spec { get; }

    public Quote Quote { get; }

    /// <returns><c>paper.symbol_unknown</c>, <c>paper.symbol_ended</c> or <c>market.no_quote</c> where it is not traded.</returns>
    public static async Task<Result<TradedSymbol>> Find(string name, ISymbolDirectory symbols, IQuoteBoard quotes, CancellationToken cancellationToken)
    {
        if (!Symbol.Parse(name).Try(out var symbol, out _) || !(await symbols.Find(symbol, cancellationToken)).Try(out var spec, out _))
        {
            return PaperErrors.SymbolUnknown(name);
        }

        if (await quotes.HasEnded(symbol, cancellationToken))
        {
            return PaperErrors.SymbolEnded(symbol.Value);
        }

        return (await quotes.Latest(symbol, cancellationToken)).Map(quote => new TradedSymbol(spec, quote));
    }
}
