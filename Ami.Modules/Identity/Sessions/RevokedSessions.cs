using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// The sessions that ended within the life of an access token: their tokens count no more, at once and in every process. A revocation is pushed over
/// the live bus; reading the table every few seconds finds those whose push was lost. Starts when the first token is looked at.
/// </summary>
internal sealed class RevokedSessions(NpgsqlDataSource dataSource, LiveBus bus, TimeProvider time, ILogger<RevokedSessions> logger) : IAsyncDisposable
{
    private const string Channel = "identity.revoked-sessions";
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(5);

    /// <summary>How far each reading looks back: a revocation becomes visible when its transaction commits, after its time was taken.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _revoked = new();
    private readonly ConcurrentDictionary<CancellationTokenSource, Guid> _watched = new();
    private readonly SemaphoreSlim _starting = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _started;
    private IDisposable? _subscription;
    private Task _reading = Task.CompletedTask;

    public async ValueTask<bool> Contains(Guid sessionId, CancellationToken cancellationToken)
    {
        if (!_started)
        {
            await Start(cancellationToken);
        }

        return Knows(sessionId);
    }

    /// <summary>As <see cref="Contains"/>, once it has started.</summary>
    public bool Knows(Guid sessionId) => _revoked.ContainsKey(sessionId);

    /// <summary>Takes effect here now, and in the other processes as soon as they hear of it. After the revocation has committed.</summary>
    public async ValueTask Announce(IReadOnlyList<Guid> sessionIds)
    {
        foreach (var id in sessionIds)
        {
            Add(id, time.GetUtcNow());
            await bus.Publish(Channel, id.ToByteArray());
        }
    }

    /// <summary>Cancels <paramref name="connection"/> when the session ends, until the result is disposed.</summary>
    public IDisposable Watch(Guid sessionId, CancellationTokenSource connection)
    {
        _watched[connection] = sessionId;

        // After it was added: what is revoked from now on finds it there.
        if (Knows(sessionId))
        {
            connection.Cancel();
        }

        return new Watcher(() => _watched.TryRemove(connection, out _));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _subscription?.Dispose();
        await _reading;
        _stopping.Dispose();
        _starting.Dispose();
    }

    /// <summary>Reads what was revoked since then. Also for tests, which cannot wait for the next reading.</summary>
    internal async Task Read(TimeSpan lookBack, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select id, revoked_at from identity.sessions where revoked_at > $1");
        command.With(time.GetUtcNow() - lookBack);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Add(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1));
        }
    }

    private async Task Start(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_started)
            {
                return;
            }

            _subscription ??= bus.Subscribe(
                Channel,
                message =>
                {
                    if (message.Length == 16)
                    {
                        Add(new Guid(message.Span), time.GetUtcNow());
                    }
                }
            );
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
            (failure, _) => logger.LogWarning(failure, "Revoked sessions could not be read; those announced over the live bus still count at once"),
            time,
            _stopping.Token
        );
    }

    private void Add(Guid sessionId, DateTimeOffset revokedAt)
    {
        if (!_revoked.TryAdd(sessionId, revokedAt))
        {
            return;
        }

        foreach (var (connection, session) in _watched)
        {
            if (session == sessionId)
            {
                _ = connection.CancelAsync();
            }
        }
    }

    private void Forget(DateTimeOffset before)
    {
        foreach (var (id, at) in _revoked)
        {
            if (at < before)
            {
                _revoked.TryRemove(id, out _);
            }
        }
    }

    private sealed class Watcher(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
