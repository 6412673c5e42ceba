namespace Ami.Modules.Market.Contracts;

/// <summary>All symbols, kept in memory and read again when something changed; a change is seen in every process within seconds.</summary>
public interface ISymbolDirectory
{
    /// <summary>The specification of a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The specification, or <c>market.symbol_unknown</c> (404).</returns>
    ValueTask<Result<SymbolSpec>> Find(Symbol symbol, CancellationToken cancellationToken = default);

    /// <summary>All symbols, in the order in which they were added.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    ValueTask<IReadOnlyList<SymbolSpec>> All(CancellationToken cancellationToken = default);
}

/// <summary>The newest price of each symbol, in any process. Reading it costs nothing once a symbol has been asked for.</summary>
public interface IQuoteBoard
{
    /// <summary>The newest quote of a symbol, at most ten seconds old.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The quote, <c>market.symbol_unknown</c> (404), or <c>market.no_quote</c> (503) when the symbol is not live now.</returns>
    Task<Result<Quote>> Latest(Symbol symbol, CancellationToken cancellationToken = default);

    /// <summary>The newest quotes of several symbols; those without a current price are left out.</summary>
    /// <param name="symbols">Symbols, in any order; unknown ones are left out.</param>
    /// <param name="cancellationToken">Cancels the look-ups.</param>
    Task<IReadOnlyDictionary<Symbol, Quote>> Latest(IEnumerable<Symbol> symbols, CancellationToken cancellationToken = default);

    /// <summary>Whether no more prices will come: the symbol is gone, has no source, or its replay has told the last price of its last bar.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<bool> HasEnded(Symbol symbol, CancellationToken cancellationToken = default);
}
