using Microsoft.Extensions.Logging;

namespace Ami.Modules.Identity;

/// <summary>
/// What changed within the life of an access token and makes the token say too much: known in every process. A change is pushed over the live bus; reading the
/// table every few seconds finds those whose push was lost. Starts when the first token is looked at.
/// </summary>
internal abstract class RecentChanges(string channel, LiveBus bus, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(5);

    /// <summary>How far each reading looks back: a change becomes visible when its transaction commits, after its time was taken.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _starting = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _started;
    private bool _disposed;
    private IDisposable? _subscription;
    private Task _reading = Task.CompletedTask;

    /// <summary>Asked once for each name that a container knows it by.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stopping.CancelAsync();
        _subscription?.Dispose();
        await _reading;
        _stopping.Dispose();
        _starting.Dispose();
    }

    /// <summary>Reads what changed since then. Also for tests, which cannot wait for the next reading.</summary>
    internal abstract Task Read(TimeSpan lookBack, CancellationToken cancellationToken);

    /// <summary>Takes a message of another process.</summary>
    protected abstract void Hear(ReadOnlySpan<byte> message);

    /// <summary>Forgets what no token can contradict any more.</summary>
    protected abstract void Forget(DateTimeOffset before);

    /// <summary>Returns when everything is known that changed up to now.</summary>
    protected ValueTask Started(CancellationToken cancellationToken) => _started ? default : new(Start(cancellationToken));

    /// <summary>Tells the other processes.</summary>
    protected Task Tell(ReadOnlyMemory<byte> message) => bus.Publish(channel, message);

    private async Task Start(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_started)
            {
                return;
            }

            _subscription ??= bus.Subscribe(channel, message => Hear(message.Span));
            await Read(AccessTokens.LongestUse + Overlap, cancellationToken);
            // It goes on for as long as the process does: not as part of the request that happened to start it.
            using (ExecutionContext.SuppressFlow())
            {
                _reading = Task.Run(KeepReading, CancellationToken.None);
            }

            _started = true;
        }
        finally
        {
            _starting.Release();
        }
    }

    private Task KeepReading()
    {
        var readAt = time.GetUtcNow();
        return new Periodic(ReadEvery).Repeat(
            async ct =>
            {
                var now = time.GetUtcNow();
                await Read(now - readAt + Overlap, ct);
                readAt = now;
                Forget(now - AccessTokens.LongestUse - Overlap - Overlap);
            },
            (failure, _) =>
                logger.LogWarning(failure, "What is told on {Channel} could not be read; what is announced over the live bus still counts at once", channel),
            time,
            _stopping.Token
        );
    }
}
