using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// What symbols cost at the moments at which holding them is charged: the close of the newest stored bar that was over by then, or the last price where none is
/// recent. Kept with the first charge, so that everybody is charged at one price, also by whoever comes late.
/// </summary>
public sealed class CarryMoments(NpgsqlDataSource dataSource, IPastMarket past, Marks marks)
{
    /// <summary>A market that closes has no newer bar on a long weekend. An older one says less than the last price, which may be from after the moment.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(4);

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string Symbol, DateTimeOffset Moment), decimal> _known = new();

    internal async Task<CarryPrices> Of(IReadOnlyList<(string Symbol, DateTimeOffset Moment)> wanted, CancellationToken cancellationToken = default)
    {
        if (wanted.Count == 0)
        {
            return CarryPrices.None;
        }

        var prices = new Dictionary<(string, DateTimeOffset), decimal>();
        foreach (var (symbol, moment) in wanted)
        {
            if (await Of(symbol, moment, cancellationToken) is { } price)
            {
                prices[(symbol, moment)] = price;
            }
        }

        return new CarryPrices(prices);
    }

    private async ValueTask<decimal?> Of(string symbol, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((symbol, moment), out var known))
        {
            return known;
        }

        var price = await CarryRows.Price(dataSource, symbol, moment, cancellationToken);
        if (price is null && await Found(symbol, moment, cancellationToken) is { } found)
        {
            await CarryRows.Keep(dataSource, symbol, moment, found, cancellationToken);
            price = await CarryRows.Price(dataSource, symbol, moment, cancellationToken);
        }

        if (price is { } kept)
        {
            if (_known.Count >= MostKept)
            {
                _known.Clear();
            }

            _known[(symbol, moment)] = kept;
        }

        return price;
    }

    private async Task<decimal?> Found(string symbol, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var stored = await past.At(Symbol.Of(symbol), moment, cancellationToken);
        return stored.Try(out var known, out _) && known.Newest is { Close: > 0 } bar && bar.Ends > moment - Recent ? bar.Close
            : marks.Prices.TryGetValue(symbol, out var last) ? last
            : null;
    }
}
