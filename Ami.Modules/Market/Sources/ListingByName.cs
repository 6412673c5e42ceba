using Ami.Modules.Market.Contracts;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources;

/// <summary>Lists symbols that are asked for one by one. What was answered before a limit was reached is not asked for again.</summary>
/// <param name="source">Who is asked.</param>
/// <param name="names">Which.</param>
/// <param name="logger">Hears which are left out.</param>
internal sealed class ListingByName(PriceSource source, IEnumerable<string> names, ILogger logger)
{
    private readonly string[] _names = [.. names.Select(name => name.ToUpperInvariant()).Distinct()];
    private readonly Dictionary<string, ListedSymbol?> _answered = [];

    /// <summary>The symbols that there are; those that the source does not know, or that cannot be here, are left out.</summary>
    /// <param name="ask">Asks for one: an error of the answer, or of what it says.</param>
    public async Task<Result<List<ListedSymbol>>> List(Func<string, Task<Result<ListedSymbol>>> ask)
    {
        foreach (var name in _names.Where(name => !_answered.ContainsKey(name)))
        {
            if ((await ask(name)).Try(out var symbol, out var error))
            {
                _answered[name] = symbol;
                continue;
            }

            if (error.Code is not (SourceErrors.SymbolCode or SourceErrors.UnknownCode))
            {
                return error;
            }

            logger.LogWarning("{Symbol} of {Source} is not in the catalogue: {Why}", name, source, error.Message);
            _answered[name] = null;
        }

        List<ListedSymbol> listed = [.. _answered.Values.OfType<ListedSymbol>()];
        _answered.Clear();
        return listed;
    }
}
