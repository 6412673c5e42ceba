using Ami.Modules.Market.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>What trading each symbol costs, shared by the accounts of this process; as old as the symbol directory, seconds at most.</summary>
public sealed class SymbolVenues(ISymbolDirectory symbols, PaperTradingOptions options)
{
    private IReadOnlyList<SymbolSpec> _read = [];
    private volatile Dictionary<string, VenueRules> _bySymbol = [];
    private volatile Dictionary<string, VenueRules> _past = [];

    /// <summary>The venue's rules with those of all symbols, as they are by now.</summary>
    public async ValueTask<VenueRules> Fresh(CancellationToken cancellationToken = default)
    {
        await Read(cancellationToken);
        return options.Venue with { BySymbol = _bySymbol };
    }

    /// <summary>The same by the clocks of the symbols, for accounts that trade in the past.</summary>
    public async ValueTask<VenueRules> Past(CancellationToken cancellationToken = default)
    {
        await Read(cancellationToken);
        return options.Venue with { BySymbol = _past };
    }

    /// <summary>A symbol as this process knows it, with its calendar, for one that was sent without.</summary>
    public async ValueTask<SymbolSpec> Known(SymbolSpec sent, CancellationToken cancellationToken = default) =>
        (await symbols.Find(sent.Symbol, cancellationToken)).Try(out var known, out _) ? known : sent;

    private async ValueTask Read(CancellationToken cancellationToken)
    {
        var all = await symbols.All(cancellationToken);
        if (!ReferenceEquals(all, _read))
        {
            var venues = all.Where(spec => (spec.Terms is { } terms && terms != SymbolTerms.None) || spec.Actions.Count > 0).ToList();
            _bySymbol = venues.ToDictionary(spec => spec.Symbol.Value, spec => options.VenueOf(spec, isPast: false), StringComparer.Ordinal);
            _past = venues.ToDictionary(spec => spec.Symbol.Value, spec => options.VenueOf(spec, isPast: true), StringComparer.Ordinal);
            _read = all;
        }
    }
}
