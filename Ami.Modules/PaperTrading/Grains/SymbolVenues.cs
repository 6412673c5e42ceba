using Ami.Modules.Market.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>What trading each symbol costs, shared by the accounts of this process; as old as the symbol directory, seconds at most.</summary>
public sealed class SymbolVenues(ISymbolDirectory symbols, PaperTradingOptions options)
{
    private IReadOnlyList<SymbolSpec> _read = [];
    private volatile Dictionary<string, VenueRules> _bySymbol = [];

    /// <summary>The venue's rules with those of all symbols, as they are by now.</summary>
    public async ValueTask<VenueRules> Fresh(CancellationToken cancellationToken = default)
    {
        var all = await symbols.All(cancellationToken);
        if (!ReferenceEquals(all, _read))
        {
            var venues = all.Where(spec => spec.Terms is { } terms && terms != SymbolTerms.None);
            _bySymbol = venues.ToDictionary(spec => spec.Symbol.Value, spec => options.VenueOf(spec.Terms ?? SymbolTerms.None), StringComparer.Ordinal);
            _read = all;
        }

        return options.Venue with
        {
            BySymbol = _bySymbol,
        };
    }
}
