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
    private readonly SharedCopy<Marks> _stored;

    public Marks(NpgsqlDataSource dataSource, TimeProvider time, ILogger<Marks> logger) =>
        _stored = new(token => Read(dataSource, token), TimeSpan.FromSeconds(1), time, logger) { StaleFor = TimeSpan.FromSeconds(5) };

    public IReadOnlyDictionary<string, decimal> Prices => _prices;

    public void Set(string symbol, decimal price) => _prices[symbol] = price;

    /// <summary>
    /// Makes sure that <see cref="Prices"/> are a few seconds old at most, without waiting while they are. While the database is away, what was known stays.
    /// </summary>
    public async ValueTask Fresh() => await _stored.Get();

    /// <summary>Reads <see cref="Prices"/> now: for what no later price corrects.</summary>
    public Task Newest() => _stored.Refresh();

    private async Task<Marks> Read(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        foreach (var (symbol, price) in await MarkRow.All(dataSource, cancellationToken))
        {
            _prices[symbol] = price;
        }

        return this;
    }
}
