using Ami.Core;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Live;

namespace Ami.Modules.Market.Contracts;

/// <summary>The newest price of each symbol, in any process. Reading it costs nothing once a symbol has been asked for.</summary>
public sealed class QuoteBoard
{
    /// <summary>A price older than this is no price.</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(10);

    private readonly SymbolDirectory directory;
    private readonly LiveTicks ticks;
    private readonly LiveBus bus;
    private readonly TimeProvider time;

    internal QuoteBoard(SymbolDirectory directory, LiveTicks ticks, LiveBus bus, TimeProvider time) =>
        (this.directory, this.ticks, this.bus, this.time) = (directory, ticks, bus, time);

    /// <summary>The newest quote of a symbol, at most <see cref="MaximumAge"/> old.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The quote, <c>market.symbol_unknown</c> (404), or <c>market.no_quote</c> (503) when the symbol is not live now.</returns>
    public async Task<Result<Quote>> Latest(Symbol symbol, CancellationToken cancellationToken = default)
    {
        if (!(await directory.Find(symbol, cancellationToken)).Try(out _, out var unknown)) return unknown;
        var tape = await ticks.Ready(symbol);
        if (tape.Last is { } last && IsFresh(last)) return ToQuote(last);

        // The subscription may be broken while the cache can be read.
        return await bus.Get(LiveTick.QuoteKey(symbol.Value)) is { } stored && LiveTick.Read(stored) is { } tick && IsFresh(tick)
            ? ToQuote(tick)
            : MarketErrors.NoQuote(symbol);
    }

    /// <summary>The newest quotes of several symbols; those without a current price are left out.</summary>
    /// <param name="symbols">Symbols, in any order; unknown ones are left out.</param>
    /// <param name="cancellationToken">Cancels the look-ups.</param>
    public async Task<IReadOnlyDictionary<Symbol, Quote>> Latest(IEnumerable<Symbol> symbols, CancellationToken cancellationToken = default)
    {
        var quotes = new Dictionary<Symbol, Quote>();
        foreach (var symbol in symbols.Distinct())
        {
            if ((await Latest(symbol, cancellationToken)).Try(out var quote, out _)) quotes[symbol] = quote;
        }

        return quotes;
    }

    private bool IsFresh(LiveTick tick) => (time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(tick.Time)).Duration() <= MaximumAge;

    private static Quote ToQuote(LiveTick tick) =>
        new(Symbol.Of(tick.Symbol), tick.Bid, tick.Ask, tick.Last, DateTimeOffset.FromUnixTimeMilliseconds(tick.Time));
}
