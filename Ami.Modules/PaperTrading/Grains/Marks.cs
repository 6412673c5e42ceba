using System.Collections.Concurrent;
using Ami.Modules.PaperTrading.Rows;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// Last price of each symbol, shared by the accounts of this process: set by the matcher where it runs, elsewhere read at most once a second for all of them.
/// </summary>
public sealed class Marks(NpgsqlDataSource dataSource, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, decimal> _prices = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private long _readAt;

    public IReadOnlyDictionary<string, decimal> Prices => _prices;

    public void Set(string symbol, decimal price) => _prices[symbol] = price;

    /// <summary>Makes sure that <see cref="Prices"/> are at most a second old. While the database is away, what was known stays.</summary>
    public async ValueTask Fresh()
    {
        if (IsFresh())
        {
            return;
        }

        await _reading.WaitAsync();
        try
        {
            if (IsFresh())
            {
                return;
            }

            foreach (var (symbol, price) in await MarkRow.All(dataSource, CancellationToken.None))
            {
                _prices[symbol] = price;
            }

            Volatile.Write(ref _readAt, time.GetTimestamp());
        }
        catch (Exception e) when (Core.DatabaseFaults.IsTransient(e) && !_prices.IsEmpty)
        {
            Volatile.Write(ref _readAt, time.GetTimestamp());
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private bool IsFresh() => Volatile.Read(ref _readAt) is not 0 and var at && time.GetElapsedTime(at) < GoodFor;
}
