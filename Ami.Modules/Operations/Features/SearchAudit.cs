using System.Text.Json;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>The audit log page by page, or all that matches as a file.</summary>
internal static class SearchAudit
{
    /// <summary>A person whom an entry names, as the account says now.</summary>
    internal sealed record AuditPerson(Guid Id, string Email, string DisplayName);

    internal sealed record AuditRow(
        Guid Id,
        DateTimeOffset At,
        Guid? ActorId,
        AuditPerson? Actor,
        string Action,
        string SubjectType,
        string? SubjectId,
        AuditPerson? Subject,
        bool Succeeded,
        string? Address,
        string? UserAgent,
        JsonElement? Before,
        JsonElement? After,
        string? TraceId,
        bool Erased
    );

    /// <param name="Q">A person's address, an id, an address or network, a trace id, or part of an action's name.</param>
    /// <param name="Action">An action, or an area when it ends with a dot.</param>
    /// <param name="UserId">By or about this person.</param>
    /// <param name="Succeeded">Only what was done, or only what was refused.</param>
    /// <param name="From">At or after.</param>
    /// <param name="To">Before.</param>
    /// <param name="Days">Only of the last so many days.</param>
    /// <param name="Sort">at or -at; -at unless asked otherwise.</param>
    internal readonly record struct AuditQuery(
        string? Q = null,
        string? Action = null,
        Guid? UserId = null,
        bool? Succeeded = null,
        DateTimeOffset? From = null,
        DateTimeOffset? To = null,
        int? Days = null,
        string? Sort = null
    );

    public static void Map(IEndpointRouteBuilder audit)
    {
        audit
            .MapGet("", Page)
            .RequirePermission(OperationsPermissions.ReadAudit)
            .WithName("SearchAudit")
            .WithSummary("Audit entries, newest first unless asked otherwise.");
        audit
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(OperationsPermissions.ReadAudit)
            .WithName("ExportAudit")
            .WithSummary("All audit entries that match, as CSV.");
        audit
            .MapGet("/actions", Actions)
            .RequirePermission(OperationsPermissions.ReadAudit)
            .WithName("ListAuditActions")
            .WithSummary("Names of the actions on record.");
    }

    private static async Task<Results<Ok<Page<AuditRow>>, ProblemHttpResult>> Page(
        [AsParameters] AuditQuery query,
        string? cursor,
        int? limit,
        AuditTrail trail,
        IPersonDirectory people,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var filter = await Filter(query, people, time, cancellationToken);
        if (!(await trail.Search(filter, cursor, limit, cancellationToken)).Try(out var page, out var malformed))
        {
            return malformed.ToProblem();
        }

        var named = page.Items.SelectMany(row => new[] { row.ActorId, UserSubject(row) }).OfType<Guid>().Distinct().ToList();
        var known = (await people.FindMany(named, cancellationToken)).ToDictionary(p => p.Id, p => new AuditPerson(p.Id, p.Email, p.DisplayName));
        return TypedResults.Ok(new Page<AuditRow>([.. page.Items.Select(row => Row(row, known))], page.NextCursor));
    }

    private static async Task<CsvExport> Export(
        [AsParameters] AuditQuery query,
        AuditTrail trail,
        AuditLog audit,
        IPersonDirectory people,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var filter = await Filter(query, people, time, cancellationToken);
        await audit.Write(
            new AuditEntry("audit.exported", "audit", null)
            {
                After = new
                {
                    query.Q,
                    query.Action,
                    query.UserId,
                    query.Succeeded,
                    query.From,
                    query.To,
                    query.Days,
                },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "audit.csv",
            trail.All(filter, cancellationToken),
            new("at", row => row.At),
            new("actorId", row => row.ActorId),
            new("action", row => row.Action),
            new("subjectType", row => row.SubjectType),
            new("subjectId", row => row.SubjectId),
            new("succeeded", row => row.Succeeded),
            new("address", row => row.Address),
            new("userAgent", row => row.UserAgent),
            new("before", row => row.Before?.GetRawText()),
            new("after", row => row.After?.GetRawText()),
            new("traceId", row => row.TraceId),
            new("id", row => row.Id)
        );
    }

    private static async Task<Ok<IReadOnlyList<string>>> Actions(AuditTrail trail, CancellationToken cancellationToken) =>
        TypedResults.Ok(await trail.Actions(cancellationToken));

    /// <summary>Entries hold ids, so the address of a person is looked up first. An address without an account matches nothing.</summary>
    private static async Task<AuditFilter> Filter(AuditQuery query, IPersonDirectory people, TimeProvider time, CancellationToken cancellationToken)
    {
        var text = query.Q?.Trim();
        var userId = query.UserId;
        if (text?.Contains('@', StringComparison.Ordinal) == true)
        {
            userId = (await people.FindByEmail(text, cancellationToken))?.Id ?? Guid.Empty;
            text = null;
        }

        return new AuditFilter
        {
            Text = text,
            Action = string.IsNullOrEmpty(query.Action) ? null : query.Action,
            UserId = userId,
            Succeeded = query.Succeeded,
            From = query.From ?? (query.Days is > 0 and <= AuditRetention.MaxDays ? time.GetUtcNow().AddDays(-query.Days.Value) : null),
            To = query.To,
            OldestFirst = query.Sort == "at",
        };
    }

    private static Guid? UserSubject(AuditRecord row) => row.SubjectType == "user" && Guid.TryParse(row.SubjectId, out var id) ? id : null;

    private static AuditRow Row(AuditRecord row, Dictionary<Guid, AuditPerson> people) =>
        new(
            Id: row.Id,
            At: row.At,
            ActorId: row.ActorId,
            Actor: row.ActorId is { } actor ? people.GetValueOrDefault(actor) : null,
            Action: row.Action,
            SubjectType: row.SubjectType,
            SubjectId: row.SubjectId,
            Subject: UserSubject(row) is { } subject ? people.GetValueOrDefault(subject) : null,
            Succeeded: row.Succeeded,
            Address: row.Address,
            UserAgent: row.UserAgent,
            Before: row.Before,
            After: row.After,
            TraceId: row.TraceId,
            Erased: row.Erased
        );
}
