using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>What silos do by themselves, and what it came to.</summary>
internal static class ListJobs
{
    /// <param name="Items">By name.</param>
    internal sealed record JobList(DateTimeOffset At, IReadOnlyList<KnownJob> Items);

    public static void Map(IEndpointRouteBuilder jobs)
    {
        jobs.MapGet("", All)
            .RequirePermission(OperationsPermissions.ReadSystem)
            .WithName("ListJobs")
            .WithSummary("Jobs that silos run, each with its newest record.");
        jobs.MapGet("/{name}/runs", Runs)
            .RequirePermission(OperationsPermissions.ReadSystem)
            .WithName("ListJobRuns")
            .WithSummary("Records of a job's runs, newest first.");
    }

    private static async Task<Ok<JobList>> All(JobLog log, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(new JobList(time.GetUtcNow(), await log.All(cancellationToken)));

    private static async Task<Results<Ok<Page<JobRecord>>, ProblemHttpResult>> Runs(
        string name,
        bool? failed,
        string? cursor,
        int? limit,
        JobLog log,
        CancellationToken cancellationToken
    ) => (await log.Runs(name, failed ?? false, cursor, limit, cancellationToken)).ToHttp(TypedResults.Ok);
}
