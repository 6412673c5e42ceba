using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>
/// What is slow to read, kept in memory for all callers of a process: one reads it for everybody, and while it is read anew everybody else gets the old
/// copy (stale-while-revalidate, RFC 5861). Reading happens outside of the caller's flow: whoever gives up does not end it for the others, and whoever
/// holds a connection waits for no second one: inside a transaction it may be asked for what it has, but where it has to read first, all connections could be
/// held by those who wait for it. Where <see cref="SharedCopies.RefuseInTransactions"/> is on, as in tests, that throws.
/// </summary>
/// <remarks>
/// HybridCache shares one read too, but has no old copy to serve: an entry that has expired is gone from its memory cache
/// (<c>DefaultHybridCache.TryGetExisting</c>), so every caller waits in <c>stampede.JoinAsync</c>, and fails with the database.
/// </remarks>
/// <typeparam name="T">What is kept; immutable, as everybody gets the same one.</typeparam>
public sealed class SharedCopy<T>
{
    private readonly Func<CancellationToken, Task<T>> _read;
    private readonly TimeSpan _goodFor;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private volatile Copy? _copy;
    private Task<T>? _running;
    private Task<T>? _queued;

    /// <param name="read">Reads it.</param>
    /// <param name="goodFor">For how long after a reading, or an attempt, nobody asks for the next.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Is told of readings that failed while there was an old copy.</param>
    public SharedCopy(Func<CancellationToken, Task<T>> read, TimeSpan goodFor, TimeProvider time, ILogger logger) =>
        (_read, _goodFor, _time, _logger) = (read, goodFor, time, logger);

    /// <summary>
    /// For how long beyond its time an old copy is served while it is read anew; without limit by default, zero for not at all. What is older is waited for.
    /// </summary>
    public TimeSpan StaleFor { get; init; } = TimeSpan.MaxValue;

    /// <summary>What holds when the very first reading fails; null to let that failure through.</summary>
    public Func<T>? Otherwise { get; init; }

    /// <summary>The copy. Waits only when there is none, or one that is beyond <see cref="StaleFor"/>.</summary>
    /// <param name="cancellationToken">Ends this caller's waiting, not the reading.</param>
    public ValueTask<T> Get(CancellationToken cancellationToken = default)
    {
        if (_copy is not { } known)
        {
            return new(Wait(Read(afterNow: false), cancellationToken));
        }

        var age = _time.GetElapsedTime(known.TriedAt);
        if (age < _goodFor)
        {
            return new(known.Value);
        }

        var reading = Read(afterNow: false);
        return age - _goodFor < StaleFor ? new(known.Value) : new(Wait(reading, cancellationToken));
    }

    /// <summary>A copy that was read, or tried to be, at most so long ago, or is being read now.</summary>
    /// <param name="age">How old it may be.</param>
    /// <param name="cancellationToken">Ends this caller's waiting, not the reading.</param>
    public ValueTask<T> NoOlderThan(TimeSpan age, CancellationToken cancellationToken = default)
    {
        Task<T>? reading;
        lock (_gate)
        {
            reading = _queued ?? _running;
        }

        if (reading is null && _copy is { } known && _time.GetElapsedTime(known.TriedAt) < age)
        {
            return new(known.Value);
        }

        return new(Wait(reading ?? Read(afterNow: false), cancellationToken));
    }

    /// <summary>Reads it now, after a change that this process made: whoever asks afterwards sees the change.</summary>
    /// <param name="cancellationToken">Ends this caller's waiting, not the reading.</param>
    public Task<T> Refresh(CancellationToken cancellationToken = default) => Wait(Read(afterNow: true), cancellationToken);

    /// <summary>Reads it soon, after a change of which this process heard; the old copy is served meanwhile.</summary>
    public void Expire()
    {
        if (_copy is not null)
        {
            _ = Read(afterNow: true);
        }
    }

    private static Task<T> Wait(Task<T> reading, CancellationToken cancellationToken) =>
        UnitOfWork.IsHeldInThisFlow && !reading.IsCompleted && SharedCopies.AreRefusedInTransactions
            ? throw new InvalidOperationException($"A transaction waits for the reading of {typeof(T).Name}, which needs a second connection.")
            : reading.WaitAsync(cancellationToken);

    /// <param name="afterNow">True when a reading that is under way may have missed what is wanted: another follows it.</param>
    private Task<T> Read(bool afterNow)
    {
        lock (_gate)
        {
            if (_running is null)
            {
                return _running = Start(null);
            }

            return afterNow ? _queued ??= Start(_running) : _running;
        }
    }

    private Task<T> Start(Task? before)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(() => Once(before));
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => Once(before));
        }
    }

    private async Task<T> Once(Task? before)
    {
        if (before is not null)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            var startedAt = _time.GetTimestamp();
            var value = await _read(CancellationToken.None);
            _copy = new Copy(value, startedAt);
            return value;
        }
        catch (Exception e) when (_copy is not null || Otherwise is not null)
        {
            _logger.LogWarning(e, "{What} could not be read; what was known before holds", typeof(T).Name);
            var known = _copy is { } old ? old.Value : Otherwise!();
            _copy = new Copy(known, _time.GetTimestamp());
            return known;
        }
        finally
        {
            lock (_gate)
            {
                (_running, _queued) = (_queued, null);
            }
        }
    }

    private sealed record Copy(T Value, long TriedAt);
}
