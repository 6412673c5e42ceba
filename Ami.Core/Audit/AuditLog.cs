using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// The append-only record of acts that bear on security. An entry commits with the act it tells of. Who, from which address and with which
/// program comes from the current request.
/// </summary>
public sealed class AuditLog(UnitOfWork unitOfWork, IHttpContextAccessor http, TimeProvider time)
{
    private const int MaxUserAgent = 400;

    /// <summary>Adds an entry to the active transaction. Only inside <see cref="UnitOfWork.Run{T}"/>.</summary>
    public void Append(AuditEntry entry)
    {
        var now = time.GetUtcNow();
        var request = http.HttpContext;
        var actor = entry.ActorId ?? (request?.User.Identity?.IsAuthenticated == true && request.User.FindFirst(CurrentUser.IdClaim) is { } id && Guid.TryParse(id.Value, out var user) ? user : null);
        var agent = request?.Request.Headers.UserAgent.ToString();
        unitOfWork.AtCommit(new NpgsqlBatchCommand("""
            insert into core.audit_entries (id, at, actor_id, action, subject_type, subject_id, succeeded, address, user_agent, before, after, trace_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(now) },
                new() { Value = now },
                Nullable(actor, NpgsqlDbType.Uuid),
                new() { Value = entry.Action },
                new() { Value = entry.SubjectType },
                Nullable(entry.SubjectId, NpgsqlDbType.Text),
                new() { Value = entry.Succeeded },
                Nullable(request?.ClientIp(), NpgsqlDbType.Inet),
                Nullable(string.IsNullOrEmpty(agent) ? null : agent[..Math.Min(agent.Length, MaxUserAgent)], NpgsqlDbType.Text),
                Nullable(Json(entry.Before), NpgsqlDbType.Jsonb),
                Nullable(Json(entry.After), NpgsqlDbType.Jsonb),
                Nullable(System.Diagnostics.Activity.Current?.TraceId.ToHexString(), NpgsqlDbType.Text),
            },
        });
    }

    /// <summary>Adds an entry in a transaction of its own, for what is refused and therefore leaves no other trace.</summary>
    public Task Write(AuditEntry entry, CancellationToken cancellationToken = default) => unitOfWork.Run(
        _ =>
        {
            Append(entry);
            return Task.CompletedTask;
        },
        cancellationToken);

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static string? Json(object? value) => value is null ? null : JsonSerializer.Serialize(value, EventRegistry.Json);
}
