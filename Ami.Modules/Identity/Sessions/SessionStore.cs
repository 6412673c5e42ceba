using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Identity;

/// <summary>What came of presenting a refresh token.</summary>
/// <param name="Verdict">The decision.</param>
/// <param name="UserId">Whose it was, when it is known.</param>
/// <param name="SessionId">Its family, when it is known.</param>
/// <param name="Next">The token to keep instead, when it is good.</param>
internal sealed record Rotation(RefreshVerdict Verdict, Guid UserId, Guid SessionId, RefreshToken? Next);

/// <summary>Sessions and their refresh tokens. Everything here runs inside a unit of work, and changes of one family wait for each other.</summary>
internal sealed class SessionStore(
    UnitOfWork unitOfWork,
    MasterKey master,
    RevokedSessions revoked,
    Devices devices,
    IHttpContextAccessor http,
    TimeProvider time
)
{
    /// <summary>How long a session lives without being used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How long a session lives at most, however often it is used.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    /// <summary>A new family with its first token, opened in the browser of the current request, which is known from then on.</summary>
    public Task<(Guid SessionId, RefreshToken Token)> Open(Guid userId, CancellationToken cancellationToken) =>
        Open(userId, trustDevice: false, cancellationToken);

    /// <summary>As the shorter one; a trusted device is not asked for the second factor for a while.</summary>
    public async Task<(Guid SessionId, RefreshToken Token)> Open(Guid userId, bool trustDevice, CancellationToken cancellationToken)
    {
        // The browser forgets the session it had, so nobody could end that one but from the list.
        if (http.HttpContext is { } context && RefreshCookie.Read(context.Request) is { } replaced)
        {
            await Close(replaced, "signed-in-again", cancellationToken);
        }

        var deviceId = await devices.Note(userId, trustDevice, cancellationToken);
        var now = time.GetUtcNow();
        var sessionId = TimeOrderedId.New(now);
        var token = RefreshToken.NewFamily();
        await using var batch = unitOfWork.Batch();
        var seen = Caller.Of(http.HttpContext);
        batch.BatchCommands.Add(
            new(
                """
                insert into identity.sessions (id, user_id, created_at, last_used_at, confirmed_at, user_agent, address, device_id) values ($1, $2, $3, $3, $3, $4, $5, $6)
                """
            )
            {
                Parameters =
                {
                    new() { Value = sessionId },
                    new() { Value = userId },
                    new() { Value = now },
                    seen.AgentParameter,
                    seen.AddressParameter,
                    new() { Value = (object?)deviceId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                },
            }
        );
        batch.BatchCommands.Add(Insert(TimeOrderedId.New(now), sessionId, token, now, now + Lifetime));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return (sessionId, token);
    }

    /// <summary>
    /// Decides about a presented token and carries it out. The caller must let the transaction commit whatever the verdict: a revocation has to last.
    /// </summary>
    public async Task<Rotation> Rotate(RefreshToken presented, CancellationToken cancellationToken)
    {
        if (await Lock(presented, cancellationToken) is not { } row)
        {
            return new Rotation(RefreshVerdict.Invalid, default, default, null);
        }

        var now = time.GetUtcNow();
        var verdict = RefreshDecision.For(row.Token, now);
        var next = verdict switch
        {
            RefreshVerdict.Rotate => await Advance(presented, row, now, cancellationToken),
            RefreshVerdict.Repeat => presented.Successor(master, row.SuccessorSalt ?? throw new InvalidOperationException("A used token has no salt.")),
            _ => null,
        };
        if (verdict == RefreshVerdict.Reused)
        {
            await Revoke(row.UserId, row.SessionId, "reuse", cancellationToken);
        }

        return new Rotation(verdict, row.UserId, row.SessionId, next);
    }

    /// <summary>Ends the family a token belongs to, whatever the token's own state; returns whose it was, null when there was none to end.</summary>
    public Task<Guid?> Close(RefreshToken presented, CancellationToken cancellationToken) => Close(presented, "logout", cancellationToken);

    /// <summary>Ends one session of a user, in every process as soon as this commits; false when they have no such living session.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="sessionId">Which.</param>
    /// <param name="reason">Lower-case words with hyphens, for example <c>password-changed</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> Revoke(Guid userId, Guid sessionId, string reason, CancellationToken cancellationToken) =>
        await End(userId, sessionId, only: true, reason, cancellationToken) > 0;

    /// <summary>
    /// Ends all sessions of a user but one, calls off sign-ins that wait for their second factor, and trusts no device any more. In every process as soon
    /// as this commits: access tokens already given out count no more.
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="exceptSession">The session to leave, if any.</param>
    /// <param name="reason">Lower-case words with hyphens, for example <c>password-changed</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many ended.</returns>
    public async Task<int> RevokeAll(Guid userId, Guid? exceptSession, string reason, CancellationToken cancellationToken)
    {
        await using (var batch = unitOfWork.Batch())
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.second_steps where user_id = $1").With(userId));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("update identity.devices set trusted_until = null where user_id = $1").With(userId));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        return await End(userId, exceptSession ?? Guid.Empty, only: false, reason, cancellationToken);
    }

    /// <summary>The person behind the session has just proved who they are.</summary>
    public async Task Confirm(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("update identity.sessions set confirmed_at = $2 where id = $1");
        command.With(sessionId).With(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Locks the family, then reads: two statements, because a statement that waits for a lock goes on with the snapshot it began
    /// with, except for the locked row itself.
    /// </summary>
    private async Task<Row?> Lock(RefreshToken presented, CancellationToken cancellationToken)
    {
        var hash = presented.Hash;
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("select from identity.sessions where id = (select session_id from identity.refresh_tokens where hash = $1) for update").With(
                hash
            )
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                select t.id, t.session_id, s.user_id, t.expires_at, t.used_at, next.used_at, s.revoked_at, t.successor_salt, s.created_at
                from identity.refresh_tokens t join identity.sessions s on s.id = t.session_id
                left join identity.refresh_tokens next on next.id = t.successor_id
                where t.hash = $1
                """
            ).With(hash)
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new Row(
            reader.GetGuid(0),
            reader.GetGuid(1),
            reader.GetGuid(2),
            new PresentedToken(reader.GetFieldValue<DateTimeOffset>(3), At(4), At(5), At(6)),
            reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7),
            reader.GetFieldValue<DateTimeOffset>(8)
        );

        DateTimeOffset? At(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    private async Task<RefreshToken> Advance(RefreshToken presented, Row row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var salt = RefreshToken.NewSalt();
        var next = presented.Successor(master, salt);
        var nextId = TimeOrderedId.New(now);
        await using var batch = unitOfWork.Batch();
        var (use, life) = (now + Lifetime, row.OpenedAt + LongestLife);
        batch.BatchCommands.Add(Insert(nextId, row.SessionId, next, now, use < life ? use : life));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("update identity.refresh_tokens set used_at = $2, successor_id = $3, successor_salt = $4 where id = $1")
                .With(row.Id)
                .With(now)
                .With(nextId)
                .With(salt)
        );
        var seen = Caller.Of(http.HttpContext);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("update identity.sessions set last_used_at = $2, user_agent = $3, address = $4 where id = $1")
                .With(row.SessionId)
                .With(now)
                .With(seen.AgentParameter)
                .With(seen.AddressParameter)
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return next;
    }

    private async Task<Guid?> Close(RefreshToken presented, string reason, CancellationToken cancellationToken) =>
        await Lock(presented, cancellationToken) is { } row && await Revoke(row.UserId, row.SessionId, reason, cancellationToken) ? row.UserId : null;

    private async Task<int> End(Guid userId, Guid sessionId, bool only, string reason, CancellationToken cancellationToken)
    {
        var ended = new List<Guid>();
        await using var command = unitOfWork.Command(
            "update identity.sessions set revoked_at = $2, revoked_reason = $3 where user_id = $1 and revoked_at is null and (id = $4) = $5 returning id"
        );
        command.With(userId).With(time.GetUtcNow()).With(reason).With(sessionId).With(only);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                ended.Add(reader.GetGuid(0));
            }
        }

        if (ended.Count > 0)
        {
            unitOfWork.OnCommitted(() => revoked.Announce(ended));
        }

        return ended.Count;
    }

    private static NpgsqlBatchCommand Insert(Guid id, Guid sessionId, RefreshToken token, DateTimeOffset now, DateTimeOffset expires) =>
        new NpgsqlBatchCommand("insert into identity.refresh_tokens (id, session_id, hash, created_at, expires_at) values ($1, $2, $3, $4, $5)")
            .With(id)
            .With(sessionId)
            .With(token.Hash)
            .With(now)
            .With(expires);

    private sealed record Row(Guid Id, Guid SessionId, Guid UserId, PresentedToken Token, byte[]? SuccessorSalt, DateTimeOffset OpenedAt);
}
