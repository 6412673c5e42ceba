using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Quant.Series;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Feed;

/// <summary>
/// Hands every tick to every <see cref="ITickConsumer"/>, in order per symbol, from the stored cursor on. It pulls ticks from the sources at its own
/// pace: slow consumers only make it fall behind, which <see cref="FeedMetrics.Lag"/> shows.
/// </summary>
internal sealed class TickDelivery(
    IServiceScopeFactory scopes,
    FeedSources sources,
    FeedCursors store,
    FeedMetrics metrics,
    TimeProvider time,
    ILogger<TickDelivery> logger
)
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);
    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15));
    private static readonly long Chunk = BarInterval.OneMinute.Milliseconds;

    // Within this every tick is handed over; what is older comes as four ticks a minute, an hour at a time.
    private static readonly long FineWithin = BarInterval.OneHour.Milliseconds;

    // What is older than this is not handed over at all: orders that a price crossed meanwhile meet the present price.
    private static readonly long CatchUpAtMost = 7 * BarInterval.OneDay.Milliseconds;

    // Symbols handed over side by side; each consumer call uses a database connection.
    private const int Parallelism = 4;

    private readonly ConcurrentDictionary<int, long> _consumed = new();
    private readonly ConcurrentDictionary<int, (int Failures, long RetryAt)> _troubled = new();
    private Dictionary<int, long>? _saved;
    private long _lastSave;
    private long _handed;

    /// <summary>
    /// Hands over what there is, however much it is; goes on where this or another process stopped. The place reached is stored every second.
    /// </summary>
    public async Task Deliver(JobRun run, CancellationToken cancellationToken)
    {
        if (_saved is null)
        {
            var cursors = await store.Load(cancellationToken);
            foreach (var (symbol, reached) in cursors)
            {
                _consumed[symbol] = reached;
            }

            (_saved, _lastSave) = (cursors, time.GetTimestamp());
        }

        bool behind;
        do
        {
            behind = await Round(cancellationToken);
            run.Did(Interlocked.Exchange(ref _handed, 0));
            if (time.GetElapsedTime(_lastSave) < SaveEvery)
            {
                continue;
            }

            await Save(_saved, cancellationToken);
            _lastSave = time.GetTimestamp();
        } while (behind);
    }

    /// <summary>Stores the place reached: another process goes on from here, and this one asks when it is its turn again.</summary>
    public async Task Stop()
    {
        metrics.Lag = TimeSpan.Zero;
        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
        try
        {
            if (_saved is not null)
            {
                await Save(_saved, brief.Token);
            }
        }
        finally
        {
            _saved = null;
            _consumed.Clear();
        }
    }

    /// <summary>Hands one batch of each symbol over.</summary>
    /// <returns>True when some symbol is still behind and need not wait for the next beat.</returns>
    internal async Task<bool> Round(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var current = await sources.Current(cancellationToken);
        var behind = 0;
        await Parallel.ForEachAsync(
            current,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (source, ct) =>
            {
                if (await Advance(source, now, ct))
                {
                    Interlocked.Exchange(ref behind, 1);
                }
            }
        );
        metrics.Lag = TimeSpan.FromMilliseconds(current.Select(source => now - _consumed.GetValueOrDefault(source.SymbolId, now)).DefaultIfEmpty(0).Max());
        return behind == 1;
    }

    private async Task<bool> Advance(ITickSource source, long now, CancellationToken cancellationToken)
    {
        if (_troubled.TryGetValue(source.SymbolId, out var trouble) && now < trouble.RetryAt)
        {
            return false;
        }

        var after = Math.Max(_consumed.GetOrAdd(source.SymbolId, now), source.Begins - 1);
        if (now - after > CatchUpAtMost)
        {
            logger.LogWarning("Ticks of {Symbol} before {From:u} are not handed over: too old", source.Symbol, Instant(now - CatchUpAtMost));
            after = now - CatchUpAtMost;
        }

        var known = source.KnownTo(after, now);
        var coarse = now - after > FineWithin;
        var upTo = Math.Min(known, after + (coarse ? BarInterval.OneHour.Milliseconds : Chunk));
        if (upTo <= after)
        {
            return false;
        }

        try
        {
            var ticks = coarse ? await source.CoarseTicks(after, upTo, cancellationToken) : await source.Ticks(after, upTo, cancellationToken);
            if (ticks.Count > 0)
            {
                await Hand(new TickBatch(source.Symbol, ticks, now - after > Chunk), cancellationToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Postpone(source, trouble.Failures, now, e);
            return false;
        }

        _troubled.TryRemove(source.SymbolId, out _);
        _consumed[source.SymbolId] = upTo;
        return upTo < known;
    }

    private async Task Hand(TickBatch batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var consumer in scope.ServiceProvider.GetServices<ITickConsumer>())
        {
            await consumer.OnTick(batch, cancellationToken);
        }

        metrics.Delivered.Add(batch.Ticks.Count);
        Interlocked.Add(ref _handed, batch.Ticks.Count);
    }

    private void Postpone(ITickSource source, int failures, long now, Exception exception)
    {
        var pause = Pauses.After(failures + 1);
        _troubled[source.SymbolId] = (failures + 1, now + (long)pause.TotalMilliseconds);
        logger.LogWarning(
            exception,
            "A consumer of {Symbol}'s ticks failed {Failures} times in a row; the same ticks follow in {Pause}",
            source.Symbol,
            failures + 1,
            pause
        );
    }

    private async Task Save(Dictionary<int, long> stored, CancellationToken cancellationToken)
    {
        var changed = _consumed.Where(entry => stored.GetValueOrDefault(entry.Key) != entry.Value).ToDictionary();
        try
        {
            await store.Save(changed, cancellationToken);
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            // Kept in memory and tried again; if this process ends first, its successor hands the last ticks over once more.
            logger.LogWarning(e, "The feed's cursors could not be stored");
            return;
        }

        foreach (var (symbol, reached) in changed)
        {
            stored[symbol] = reached;
        }
    }

    private static DateTimeOffset Instant(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);
}
