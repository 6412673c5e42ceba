using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>An audit entry as it is read.</summary>
/// <param name="Id">The entry.</param>
/// <param name="At">When, UTC.</param>
/// <param name="ActorId">Who did it; null for nobody signed in, or the system itself.</param>
/// <param name="Action">What was done.</param>
/// <param name="SubjectType">What it was done to.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="Succeeded">False when it was refused or failed.</param>
/// <param name="Address">From where.</param>
/// <param name="UserAgent">With which program.</param>
/// <param name="Before">The concerned fields before.</param>
/// <param name="After">The concerned fields after, or other facts.</param>
/// <param name="TraceId">The request, as its answer's <c>traceId</c>.</param>
/// <param name="Erased">True when the personal part (address, program, before, after) was erased with the person's account.</param>
public sealed record AuditRecord(
    Guid Id,
    DateTimeOffset At,
    Guid? ActorId,
    string Action,
    string SubjectType,
    string? SubjectId,
    bool Succeeded,
    string? Address,
    string? UserAgent,
    JsonElement? Before,
    JsonElement? After,
    string? TraceId,
    bool Erased
);

/// <summary>Which entries are wanted; null means any.</summary>
public sealed record AuditFilter
{
    /// <summary>
    /// An id of an entry, a person or a subject; an address or a network in CIDR notation; a trace id; or the beginning or a part of an action's name.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>An action, or an area when it ends with a dot: <c>identity.</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Who did it.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>By or about this user.</summary>
    public Guid? UserId { get; init; }

    /// <summary>What it was done to.</summary>
    public string? SubjectType { get; init; }

    /// <summary>Which one.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Whether it succeeded.</summary>
    public bool? Succeeded { get; init; }

    /// <summary>At or after, UTC.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before, UTC.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Oldest first instead of newest first.</summary>
    public bool OldestFirst { get; init; }
}

/// <summary>Reads the audit log.</summary>
public sealed class AuditTrail(NpgsqlDataSource dataSource)
{
    private sealed record Key(DateTimeOffset At, Guid Id);

    /// <summary>A page of matching entries, newest first unless asked otherwise.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cursor">As the page before gave it; null for the first.</param>
    /// <param name="limit">Entries per page; see <see cref="Cursor.Limit"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The page, or <c>cursor.malformed</c>.</returns>
    public async Task<Result<Page<AuditRecord>>> Search(AuditFilter filter, string? cursor, int? limit, CancellationToken cancellationToken = default)
    {
        if (!Cursor.Decode<Key>(cursor).Try(out var after, out var malformed))
        {
            return malformed;
        }

        var size = Cursor.Limit(limit);
        var rows = new List<AuditRecord>();
        await foreach (var row in Read(filter, after, size + 1, cancellationToken))
        {
            rows.Add(row);
        }

        return Page<AuditRecord>.Of(rows, size, r => new Key(r.At, r.Id));
    }

    /// <summary>Every matching entry, streamed.</summary>
    public IAsyncEnumerable<AuditRecord> All(AuditFilter filter, CancellationToken cancellationToken = default) => Read(filter, null, null, cancellationToken);

    /// <summary>The names of all actions on record, sorted; as cheap as there are names.</summary>
    public async Task<IReadOnlyList<string>> Actions(CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand(
            """
            with recursive names as (
                select min(action) as name from core.audit_chain
                union all
                select (select min(action) from core.audit_chain where action > name) from names where name is not null)
            select name from names where name is not null
            """
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private async IAsyncEnumerable<AuditRecord> Read(AuditFilter filter, Key? after, int? limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand();
        var conditions = new List<string>();
        void Where(string condition, object value, NpgsqlDbType? type = null)
        {
            var parameter = new NpgsqlParameter { Value = value };
            if (type is { } known)
            {
                parameter.NpgsqlDbType = known;
            }

            command.With(parameter);
            conditions.Add(condition.Replace("?", $"${command.Parameters.Count}", StringComparison.Ordinal));
        }

        if (filter.Action is { } action)
        {
            Where(action.EndsWith('.') ? "starts_with(action, ?)" : "action = ?", action);
        }

        if (filter.ActorId is { } actor)
        {
            Where("actor_id = ?", actor);
        }

        if (filter.UserId is { } user)
        {
            Where("(actor_id = ?::uuid or subject_type = 'user' and subject_id = ?)", user.ToString());
        }

        if (filter.SubjectType is { } type)
        {
            Where("subject_type = ?", type);
        }

        if (filter.SubjectId is { } subject)
        {
            Where("subject_id = ?", subject);
        }

        if (filter.Succeeded is { } succeeded)
        {
            Where("succeeded = ?", succeeded);
        }

        if (filter.From is { } from)
        {
            Where("at >= ?", from.ToUniversalTime());
        }

        if (filter.To is { } to)
        {
            Where("at < ?", to.ToUniversalTime());
        }

        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            WhereText(text, Where);
        }

        var (than, way) = filter.OldestFirst ? (">", "asc") : ("<", "desc");
        if (after is not null)
        {
            command.With(after.At.ToUniversalTime()).With(after.Id);
            conditions.Add($"(at, id) {than} (${command.Parameters.Count - 1}, ${command.Parameters.Count})");
        }

        var where = conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        command.CommandText = $"""
            select id, at, actor_id, action, subject_type, subject_id, succeeded, host(address), user_agent, before::text, after::text, trace_id, erased
            from core.audit_entries {where} order by at {way}, id {way} {(limit is null ? "" : $"limit {limit}")}
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new AuditRecord(
                Id: reader.GetGuid(0),
                At: reader.GetFieldValue<DateTimeOffset>(1),
                ActorId: reader.IsDBNull(2) ? null : reader.GetGuid(2),
                Action: reader.GetString(3),
                SubjectType: reader.GetString(4),
                SubjectId: Text(reader, 5),
                Succeeded: reader.GetBoolean(6),
                Address: Text(reader, 7),
                UserAgent: Text(reader, 8),
                Before: Json(reader, 9),
                After: Json(reader, 10),
                TraceId: Text(reader, 11),
                Erased: reader.GetBoolean(12)
            );
        }
    }

    private static void WhereText(string text, Action<string, object, NpgsqlDbType?> where)
    {
        if (Guid.TryParse(text, out var id))
        {
            where("(actor_id = ?::uuid or subject_id = ? or id = ?::uuid)", id.ToString(), null);
        }
        else if (IPNetwork.TryParse(text, out var network))
        {
            where("address <<= ?", network, NpgsqlDbType.Cidr);
        }
        else if (text.AsSpan().IndexOfAny('.', ':') >= 0 && IPAddress.TryParse(text, out var address))
        {
            where("address = ?", address, NpgsqlDbType.Inet);
        }
        else if (text.Length == 32 && text.All(char.IsAsciiHexDigit))
        {
            where("trace_id = ?", text.ToLowerInvariant(), null);
        }
        else
        {
            where("(strpos(action, lower(?)) > 0 or subject_id = ?)", text.Replace("\0", "", StringComparison.Ordinal), null);
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static JsonElement? Json(NpgsqlDataReader reader, int column)
    {
        if (Text(reader, column) is not { } text)
        {
            return null;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
