using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// The append-only, hash-chained record of acts that bear on security. An entry commits with the act it tells of. Who, from which address and with which
/// program comes from the current request. Names and addresses of people stand in <see cref="AuditEntry.Before"/> and <see cref="AuditEntry.After"/> at most:
/// these are erased with the account, the rest stays.
/// </summary>
public sealed class AuditLog(UnitOfWork unitOfWork, IHttpContextAccessor http, TimeProvider time)
{
    private const int MaxUserAgent = 400;

    /// <summary>Adds an entry to the active transaction. Only inside <see cref="UnitOfWork.Run{T}"/>.</summary>
    public void Append(AuditEntry entry)
    {
        var now = time.GetUtcNow();
        var request = http.HttpContext;
        unitOfWork.LastAtCommit(
            new NpgsqlBatchCommand("select core.audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
            {
                Parameters =
                {
                    new() { Value = TimeOrderedId.New(now) },
                    new() { Value = now },
                    Nullable(entry.ActorId ?? SignedIn(), NpgsqlDbType.Uuid),
                    new() { Value = entry.Action },
                    new() { Value = entry.SubjectType },
                    Nullable(entry.SubjectId, NpgsqlDbType.Text),
                    new() { Value = entry.Succeeded },
                    Nullable(System.Diagnostics.Activity.Current?.TraceId.ToHexString(), NpgsqlDbType.Text),
                    Nullable(request?.ClientIp(), NpgsqlDbType.Inet),
                    Nullable(Short(request?.Request.Headers.UserAgent.ToString()), NpgsqlDbType.Text),
                    Nullable(Json(entry.Before), NpgsqlDbType.Json),
                    Nullable(Json(entry.After), NpgsqlDbType.Json),
                },
            }
        );
    }

    /// <summary>Adds an entry in a transaction of its own, for what is refused and therefore leaves no other trace.</summary>
    public Task Write(AuditEntry entry, CancellationToken cancellationToken = default) =>
        unitOfWork.Run(
            _ =>
            {
                Append(entry);
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>
    /// Erases the personal part (address, program, before, after) of every entry by or about a user, and says so in an entry of its own. The chain still
    /// verifies. Only inside <see cref="UnitOfWork.Run{T}"/>.
    /// </summary>
    public void Forget(Guid userId)
    {
        var now = time.GetUtcNow();
        unitOfWork.LastAtCommit(
            new NpgsqlBatchCommand("select core.audit_forget($1, $2, $3, $4)")
                .With(userId)
                .With(TimeOrderedId.New(now))
                .With(now)
                .With(Nullable(SignedIn(), NpgsqlDbType.Uuid))
        );
    }

    /// <summary>The person who is really there, also while they see the application as somebody else.</summary>
    private Guid? SignedIn() =>
        http.HttpContext?.User is { Identity.IsAuthenticated: true } user && Guid.TryParse(user.FindFirst(CurrentUser.IdClaim)?.Value, out var id)
            ? user.ImpersonatorId() ?? id
            : null;

    private static string? Short(string? agent) =>
        string.IsNullOrEmpty(agent) ? null
        : agent.Length <= MaxUserAgent ? agent
        : agent[..(char.IsHighSurrogate(agent[MaxUserAgent - 1]) ? MaxUserAgent - 1 : MaxUserAgent)];

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, EventRegistry.Json);
}
