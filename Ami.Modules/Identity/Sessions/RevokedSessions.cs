using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>The sessions that ended within the life of an access token: their tokens count no more, at once and in every process.</summary>
internal sealed class RevokedSessions(NpgsqlDataSource dataSource, LiveBus bus, TimeProvider time, ILogger<RevokedSessions> logger)
    : RecentChanges("identity.revoked-sessions", bus, time, logger)
{
    private readonly TimeProvider _time = time;
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _revoked = new();
    private readonly ConcurrentDictionary<CancellationTokenSource, Guid> _watched = new();

    public async ValueTask<bool> Contains(Guid sessionId, CancellationToken cancellationToken)
    {
        await Started(cancellationToken);
        return Knows(sessionId);
    }

    /// <summary>As <see cref="Contains"/>, once it has started.</summary>
    public bool Knows(Guid sessionId) => _revoked.ContainsKey(sessionId);

    /// <summary>Takes effect here now, and in the other processes as soon as they hear of it. After the revocation has committed.</summary>
    public async ValueTask Announce(IReadOnlyList<Guid> sessionIds)
    {
        foreach (var id in sessionIds)
        {
            Add(id, _time.GetUtcNow());
            await Tell(id.ToByteArray());
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

    internal override async Task Read(TimeSpan lookBack, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select id, revoked_at from identity.sessions where revoked_at > $1");
        command.With(_time.GetUtcNow() - lookBack);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Add(reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1));
        }
    }

    protected override void Hear(ReadOnlySpan<byte> message)
    {
        if (message.Length == 16)
        {
            Add(new Guid(message), _time.GetUtcNow());
        }
    }

    protected override void Forget(DateTimeOffset before)
    {
        foreach (var (id, at) in _revoked)
        {
            if (at < before)
            {
                _revoked.TryRemove(id, out _);
            }
        }
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

    private sealed class Watcher(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
