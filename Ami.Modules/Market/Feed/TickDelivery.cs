using System.Collections.Concurrent;
using Ami.Modules.Market.Contracts;
using Ami.Quant.Series;
using Ami.Quant.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Feed;

/// <summary>
/// Hands every tick to every <see cref="ITickConsumer"/>, in order per symbol, from the stored cursor on. It pulls ticks from the sources at its own
/// pace: slow consumers only make it fall behind, which <see cref="FeedMetrics.Lag"/> shows.
/// </summary>
internal sealed class TickDelivery(
    IServiceScopeFactory scopes, FeedSources sources, FeedCursors store, FeedMetrics metrics, TimeProvider time, ILogger<TickDelivery> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(SimulatedMarket.TickMilliseconds);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);
    private static readonly Core.Backoff Pauses = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(15));
    private static readonly long Chunk = BarInterval.OneMinute.Milliseconds;

    // Within this every tick is handed over; what is older comes as four ticks a minute, an hour at a time.
    private static readonly long FineWithin = BarInterval.OneHour.Milliseconds;

    // What is older than this is not handed over at all: orders that a price crossed meanwhile meet the present price.
    private static readonly long CatchUpAtMost = 7 * BarInterval.OneDay.Milliseconds;

    // Symbols handed over side by side; each consumer call uses a database connection.
    private const int Parallelism = 4;

    private readonly ConcurrentDictionary<int, long> consumed = new();
    private readonly ConcurrentDictionary<int, (int Failures, long RetryAt)> troubled = new();
    private Dictionary<int, long> saved = [];

    /// <summary>Delivers until cancelled; the place reached is stored every second and at the end.</summary>
    public async Task Deliver(CancellationToken cancellationToken)
    {
        saved = await store.Load(cancellationToken);
        consumed.Clear();
        foreach (var (symbol, reached) in saved) consumed[symbol] = reached;
        using var beat = new PeriodicTimer(Period, time);
        var lastSave = time.GetTimestamp();
        try
        {
            while (true)
            {
                var behind = await Round(cancellationToken);
                if (time.GetElapsedTime(lastSave) >= SaveEvery)
                {
                    await Save(cancellationToken);
                    lastSave = time.GetTimestamp();
                }

                if (!behind) await beat.WaitForNextTickAsync(cancellationToken);
            }
        }
        finally
        {
            metrics.Lag = TimeSpan.Zero;
            using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await Save(brief.Token);
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
                if (await Advance(source, now, ct)) Interlocked.Exchange(ref behind, 1);
            });
        metrics.Lag = TimeSpan.FromMilliseconds(current.Select(source => now - consumed.GetValueOrDefault(source.SymbolId, now)).DefaultIfEmpty(0).Max());
        return behind == 1;
    }

    private async Task<bool> Advance(ITickSource source, long now, CancellationToken cancellationToken)
    {
        if (troubled.TryGetValue(source.SymbolId, out var trouble) && now < trouble.RetryAt) return false;
        var after = Math.Max(consumed.GetOrAdd(source.SymbolId, now), source.Begins - 1);
        if (now - after > CatchUpAtMost)
        {
            logger.LogWarning("Ticks of {Symbol} before {From:u} are not handed over: too old", source.Symbol, Instant(now - CatchUpAtMost));
            after = now - CatchUpAtMost;
        }

        var coarse = now - after > FineWithin;
        var upTo = Math.Min(now, after + (coarse ? BarInterval.OneHour.Milliseconds : Chunk));
        try
        {
            var ticks = coarse
                ? await source.CoarseTicks(after, upTo, cancellationToken)
                : await source.Ticks(after, upTo, cancellationToken);
            if (ticks.Count > 0) await Hand(new TickBatch(source.Symbol, ticks, now - after > Chunk), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Postpone(source, trouble.Failures, now, e);
            return false;
        }

        troubled.TryRemove(source.SymbolId, out _);
        consumed[source.SymbolId] = upTo;
        return upTo < now;
    }

    private async Task Hand(TickBatch batch, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var consumer in scope.ServiceProvider.GetServices<ITickConsumer>()) await consumer.OnTick(batch, cancellationToken);
        metrics.Delivered.Add(batch.Ticks.Count);
    }

    private void Postpone(ITickSource source, int failures, long now, Exception exception)
    {
        var pause = Pauses.After(failures + 1);
        troubled[source.SymbolId] = (failures + 1, now + (long)pause.TotalMilliseconds);
        logger.LogWarning(exception, "A consumer of {Symbol}'s ticks failed {Failures} times in a row; the same ticks follow in {Pause}", source.Symbol, failures + 1, pause);
    }

    private async Task Save(CancellationToken cancellationToken)
    {
        var changed = consumed.Where(entry => saved.GetValueOrDefault(entry.Key) != entry.Value).ToDictionary();
        try
        {
            await store.Save(changed, cancellationToken);
        }
        catch (Exception e) when (Core.DatabaseFaults.IsTransient(e))
        {
            // Kept in memory and tried again; if this process ends first, its successor hands the last ticks over once more.
            logger.LogWarning(e, "The feed's cursors could not be stored");
            return;
        }

        foreach (var (symbol, reached) in changed) saved[symbol] = reached;
    }

    private static DateTimeOffset Instant(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);
}
