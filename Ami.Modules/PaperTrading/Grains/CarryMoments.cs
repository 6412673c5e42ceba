using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// What symbols cost at the moments at which holding them is charged: the close of the newest stored bar that was over by then, or the last price where none is
/// recent and that was told by then. Never a later one: it may be of other shares. Kept with the first charge, so that everybody is charged at one price, also by
/// whoever comes late.
/// </summary>
public sealed class CarryMoments(NpgsqlDataSource dataSource, IPastMarket past, Marks marks)
{
    /// <summary>A market that closes has no newer bar on a long weekend. An older one says less than a last price from before the moment.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(4);

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string Symbol, DateTimeOffset Moment), CarryPrice> _known = new();

    /// <summary>However many moments there are, they are read together: a year of hours is thousands.</summary>
    internal async Task<CarryPrices> Of(IReadOnlyList<(string Symbol, DateTimeOffset Moment)> wanted, CancellationToken cancellationToken = default)
    {
        if (wanted.Count == 0)
        {
            return CarryPrices.None;
        }

        var prices = new Dictionary<(string Symbol, DateTimeOffset Moment), CarryPrice>();
        if (Missing() is { Count: > 0 } unread)
        {
            Take(await CarryRows.Prices(dataSource, unread, cancellationToken));
        }

        if (Missing() is { Count: > 0 } unkept && await Found(unkept, cancellationToken) is { Count: > 0 } found)
        {
            // Whoever was first has said the price.
            Take(await CarryRows.Keep(dataSource, found, cancellationToken));
        }

        return new CarryPrices(prices);

        List<(string Symbol, DateTimeOffset Moment)> Missing()
        {
            foreach (var one in wanted)
            {
                if (_known.TryGetValue(one, out var known))
                {
                    prices[one] = known;
                }
            }

            return [.. wanted.Where(one => !prices.ContainsKey(one))];
        }

        void Take(IReadOnlyList<(string Symbol, DateTimeOffset Moment, CarryPrice Price)> read)
        {
            if (_known.Count + read.Count > MostKept)
            {
                _known.Clear();
            }

            foreach (var (symbol, moment, price) in read)
            {
                prices[(symbol, moment)] = price;
                _known[(symbol, moment)] = price;
            }
        }
    }

    private async Task<List<(string Symbol, DateTimeOffset Moment, CarryPrice Price)>> Found(
        List<(string Symbol, DateTimeOffset Moment)> wanted,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(string, DateTimeOffset, CarryPrice)>();
        foreach (var of in wanted.GroupBy(one => one.Symbol, one => one.Moment))
        {
            var (at, mark) = (of.ToList(), marks.Latest(of.Key));
            foreach (var (index, close) in (await past.ClosesAt(Symbol.Of(of.Key), at, cancellationToken)).Index())
            {
                var stored = close is { } bar ? new CarryPrice(bar.Price, bar.Began) : (CarryPrice?)null;
                var price = close?.Age < Recent || mark is null || mark.Time > at[index] ? stored : new CarryPrice(mark.Price, mark.Began ?? mark.Time);
                if (price is { } known)
                {
                    found.Add((of.Key, at[index], known));
                }
            }
        }

        return found;
    }
}
