using System.Collections.Frozen;
using Ami.Core;
using Ami.Modules.Market.Domain;
using Npgsql;

namespace Ami.Modules.Market.Contracts;

/// <summary>All symbols, kept in memory and read again when something changed; a change is seen in every process within seconds.</summary>
public sealed class SymbolDirectory : IDisposable
{
    internal const string ChangedChannel = "market:symbols";

    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryUnknownAfter = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource dataSource;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly IDisposable subscription;
    private volatile Snapshot snapshot = new([], 0, Stale: true);

    internal SymbolDirectory(NpgsqlDataSource dataSource, LiveBus bus, TimeProvider time)
    {
        (this.dataSource, this.time) = (dataSource, time);
        subscription = bus.Subscribe(ChangedChannel, _ => Forget());
    }

    /// <summary>The specification of a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The specification, or <c>market.symbol_unknown</c> (404).</returns>
    public async ValueTask<Result<SymbolSpec>> Find(Symbol symbol, CancellationToken cancellationToken = default)
    {
        var known = await Current(KeepFor, cancellationToken);
        if (known.BySymbol.GetValueOrDefault(symbol) is { } spec) return spec;
        known = await Current(RetryUnknownAfter, cancellationToken);
        return known.BySymbol.GetValueOrDefault(symbol) is { } found ? found : MarketErrors.SymbolUnknown(symbol.Value);
    }

    /// <summary>All symbols, in the order in which they were added.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async ValueTask<IReadOnlyList<SymbolSpec>> All(CancellationToken cancellationToken = default) =>
        (await Current(KeepFor, cancellationToken)).All;

    /// <summary>Makes the next look-up read the symbols again, after this process has changed them.</summary>
    internal void Forget() => snapshot = snapshot with { Stale = true };

    /// <inheritdoc/>
    public void Dispose()
    {
        subscription.Dispose();
        reading.Dispose();
    }

    private async ValueTask<Snapshot> Current(TimeSpan maximumAge, CancellationToken cancellationToken)
    {
        var known = snapshot;
        if (IsGood(known, maximumAge)) return known;
        await reading.WaitAsync(cancellationToken);
        try
        {
            known = snapshot;
            if (IsGood(known, maximumAge)) return known;
            var read = new Snapshot(await Read(cancellationToken), time.GetTimestamp(), Stale: false);
            return snapshot = read;
        }
        catch (NpgsqlException) when (known.All.Count > 0)
        {
            // The database is away: what was known goes on being true, and nobody needs to wait for the next attempt.
            return snapshot = known with { ReadAt = time.GetTimestamp(), Stale = false };
        }
        finally
        {
            reading.Release();
        }
    }

    private bool IsGood(Snapshot known, TimeSpan maximumAge) => !known.Stale && time.GetElapsedTime(known.ReadAt) < maximumAge;

    private async Task<List<SymbolSpec>> Read(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("""
            select s.id, s.symbol, s.name, s.asset_class, s.currency, s.price_digits, s.quantity_digits, s.min_quantity, s.source,
                   r.interval_seconds, r.from_time, r.started_at, r.speed
            from market.symbols s left join market.replays r on r.symbol_id = s.id and r.stopped_at is null order by s.id
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var specs = new List<SymbolSpec>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var replay = await reader.IsDBNullAsync(9, cancellationToken) ? null : ReplayClock.Read(reader, 9);
            specs.Add(new SymbolSpec(
                reader.GetInt32(0),
                Symbol.Of(reader.GetString(1)),
                reader.GetString(2),
                Enum.Parse<AssetClass>(reader.GetString(3)),
                Currency.Parse(reader.GetString(4)).Value,
                reader.GetInt16(5),
                reader.GetInt16(6),
                reader.GetDecimal(7),
                replay is null ? Enum.Parse<PriceSource>(reader.GetString(8)) : PriceSource.Replay)
            {
                Replay = replay,
            });
        }

        return specs;
    }

    private sealed record Snapshot(IReadOnlyList<SymbolSpec> All, long ReadAt, bool Stale)
    {
        public FrozenDictionary<Symbol, SymbolSpec> BySymbol { get; } = All.ToFrozenDictionary(spec => spec.Symbol);
    }
}
