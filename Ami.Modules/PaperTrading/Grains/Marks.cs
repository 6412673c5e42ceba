using System.Collections.Concurrent;
using Ami.Modules.PaperTrading.Rows;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// Last price of each symbol, shared by the accounts of this process: set by the matcher where it runs, elsewhere read about once a second for all of them.
/// </summary>
public sealed class Marks
{
    private readonly ConcurrentDictionary<string, decimal> _prices = new();
    private readonly ConcurrentDictionary<string, Mark> _known = new();
    private readonly Lock _gate = new();
    private readonly SharedCopy<Marks> _stored;

    public Marks(NpgsqlDataSource dataSource, TimeProvider time, ILogger<Marks> logger) =>
        _stored = new(token => Read(dataSource, token), TimeSpan.FromSeconds(1), time, logger) { StaleFor = TimeSpan.FromSeconds(5) };

    public IReadOnlyDictionary<string, decimal> Prices => _prices;

    /// <summary>Takes a price, unless a later one is known.</summary>
    public void Set(Mark mark)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(mark.Symbol, out var known) || known.Time <= mark.Time)
            {
                (_known[mark.Symbol], _prices[mark.Symbol]) = (mark, mark.Price);
            }
        }
    }

    /// <summary>The last price of a symbol; null when none is known.</summary>
    public Mark? Latest(string symbol) => _known.GetValueOrDefault(symbol);

    /// <summary>
    /// Makes sure that <see cref="Prices"/> are a few seconds old at most, without waiting while they are. While the database is away, what was known stays.
    /// </summary>
    public async ValueTask Fresh() => await _stored.Get();

    /// <summary>Reads <see cref="Prices"/> now: for what no later price corrects.</summary>
    public Task Newest() => _stored.Refresh();

    private async Task<Marks> Read(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        foreach (var mark in await MarkRow.All(dataSource, cancellationToken))
        {
            Set(mark);
        }

        return this;
    }
}
