using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>What happened on one life of an account, as far as its page shows it.</summary>
internal sealed record AccountHistory(IReadOnlyList<OrderView> Orders, IReadOnlyList<FillView> Fills, IReadOnlyList<EquityCurvePoint> Equity, PaperStats Stats);

/// <summary>
/// Histories of the accounts that are looked at, in memory. They are read again after the account's next commit; the curve, to which a point comes each
/// minute without one, also after half a minute. Whoever asks meanwhile shares one read.
/// </summary>
internal sealed class AccountHistories(NpgsqlDataSource dataSource, TimeProvider time) : IDisposable
{
    /// <summary>Orders, and fills, newest first.</summary>
    private const int Most = 20;

    private static readonly TimeSpan CurveFor = TimeSpan.FromSeconds(30);
    private static readonly MemoryCacheEntryOptions Entry = new() { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(2) };

    // A curve of 1000 points takes some 60 kB.
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    /// <param name="accountId">Of the account.</param>
    /// <param name="generation">Which of its lives.</param>
    /// <param name="version">How many commits it has seen.</param>
    /// <param name="cancellationToken">Ends this caller's waiting, not the reading.</param>
    public async Task<AccountHistory> Of(Guid accountId, int generation, long version, CancellationToken cancellationToken)
    {
        var known = _known.GetOrCreate((accountId, generation), _ => new Known(), Entry)!;
        var (orders, fills, stats) = await known.Latest.Get((version, 0), () => ReadLatest(accountId, generation)).WaitAsync(cancellationToken);
        var half = time.GetUtcNow().Ticks / CurveFor.Ticks;
        var (equity, falls) = await known.Curve.Get((version, half), () => ReadCurve(accountId, generation)).WaitAsync(cancellationToken);
        return new AccountHistory(orders, fills, equity, falls.In(stats));
    }

    public void Dispose() => _known.Dispose();

    private async Task<(IReadOnlyList<OrderView> Orders, IReadOnlyList<FillView> Fills, PaperStats Stats)> ReadLatest(Guid accountId, int generation)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(OrderRow.SelectLatest(accountId, generation, Most));
        batch.BatchCommands.Add(HistoryRows.SelectLatest(accountId, generation, Most));
        batch.BatchCommands.Add(GetStats.SelectTrades(accountId, generation));
        await using var reader = await batch.ExecuteReaderAsync();
        var orders = await reader.All(row => OrderView.Of(OrderRow.Read(row), accountId), CancellationToken.None);
        await reader.NextResultAsync();
        var fills = await reader.All(row => FillView.Of(HistoryRows.ReadFill(row), accountId), CancellationToken.None);
        await reader.NextResultAsync();
        return (orders, fills, (await reader.All(GetStats.ReadTrades, CancellationToken.None))[0]);
    }

    private async Task<(IReadOnlyList<EquityCurvePoint> Points, Drawdown Falls)> ReadCurve(Guid accountId, int generation)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(GetEquity.Select(accountId, generation, null, null));
        batch.BatchCommands.Add(GetStats.SelectFalls(accountId, generation));
        await using var reader = await batch.ExecuteReaderAsync();
        var points = await reader.All(GetEquity.Read, CancellationToken.None);
        await reader.NextResultAsync();
        return (points, (await reader.All(GetStats.ReadFalls, CancellationToken.None))[0]);
    }

    private sealed class Known
    {
        public Part<(IReadOnlyList<OrderView> Orders, IReadOnlyList<FillView> Fills, PaperStats Stats)> Latest { get; } = new();

        public Part<(IReadOnlyList<EquityCurvePoint> Points, Drawdown Falls)> Curve { get; } = new();
    }

    /// <summary>Something read once for each state of what it depends on.</summary>
    private sealed class Part<T>
    {
        private readonly Lock _gate = new();
        private (long Version, long Half) _state;
        private Task<T>? _reading;

        public Task<T> Get((long Version, long Half) state, Func<Task<T>> read)
        {
            lock (_gate)
            {
                if (_reading is null or { IsFaulted: true } or { IsCanceled: true } || _state != state)
                {
                    (_state, _reading) = (state, read());
                }

                return _reading;
            }
        }
    }
}
