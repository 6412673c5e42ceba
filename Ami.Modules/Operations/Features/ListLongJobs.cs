using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>Everybody's long jobs, as far as their kinds let staff see them; never what went in and what came out.</summary>
internal static class ListLongJobs
{
    private static readonly Error Unknown = Error.NotFound("admin.job_unknown", "There is no such job.");

    /// <param name="Owner">Their address; null when the account is gone.</param>
    internal sealed record StaffJobView(StaffLongJob Job, string? Owner);

    public static void Map(IEndpointRouteBuilder jobs)
    {
        jobs.MapGet("", List)
            .RequirePermission(OperationsPermissions.ReadSystem)
            .WithName("ListLongJobs")
            .WithSummary("Everybody's long jobs, newest first; of one kind or in one state.");
        jobs.MapPost("/{id:guid}/cancel", Cancel)
            .RequirePermission(OperationsPermissions.ManageSystem)
            .WithName("CancelLongJob")
            .WithSummary("Wishes somebody's long job to end.");
    }

    private static async Task<Results<Ok<Page<StaffJobView>>, ProblemHttpResult>> List(
        string? kind,
        Choice<LongJobState>? state,
        string? cursor,
        int? limit,
        ClaimsPrincipal user,
        LongJobs jobs,
        IEnumerable<LongJobKind> kinds,
        IRolePermissions roles,
        IPersonDirectory people,
        CancellationToken cancellationToken
    )
    {
        var grants = await roles.Current(cancellationToken);
        var seen = kinds.Where(one => MaySee(one, user, grants) && (kind is null || kind == one.Name)).Select(one => one.Name).ToList();
        var listed = await jobs.List(new LongJobFilter(Kinds: seen, State: state?.Value), cursor, limit, cancellationToken);
        if (!listed.Try(out var page, out var malformed))
        {
            return malformed.ToProblem();
        }

        var found = await people.FindMany([.. page.Items.Select(one => one.UserId).Distinct()], cancellationToken);
        var owners = found.ToDictionary(person => person.Id, person => person.Email);
        var rows = page.Items.Select(one => new StaffJobView(one, owners.GetValueOrDefault(one.UserId)));
        return TypedResults.Ok(new Page<StaffJobView>([.. rows], page.NextCursor));
    }

    private static async Task<Results<Ok<LongJobView>, ProblemHttpResult>> Cancel(
        Guid id,
        ClaimsPrincipal user,
        LongJobs jobs,
        IEnumerable<LongJobKind> kinds,
        IRolePermissions roles,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!(await jobs.Find(id, null, cancellationToken)).Try(out var job, out _))
        {
            return Unknown.ToProblem();
        }

        var grants = await roles.Current(cancellationToken);
        if (kinds.FirstOrDefault(one => one.Name == job.Kind) is not { } kind || !MaySee(kind, user, grants))
        {
            return Unknown.ToProblem();
        }

        if (job.EndedAt is not null)
        {
            return TypedResults.Ok(job);
        }

        var entry = new AuditEntry("admin.long-job-cancelled", "job", id.ToString())
        {
            Before = new
            {
                job.Kind,
                job.Subject,
                job.State,
            },
        };
        await audit.Write(entry, cancellationToken);
        return (await jobs.Cancel(id, null, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static bool MaySee(LongJobKind kind, ClaimsPrincipal user, RoleGrants grants) =>
        kind.SeenBy is not { } permission || grants.Allow(permission, user);
}
