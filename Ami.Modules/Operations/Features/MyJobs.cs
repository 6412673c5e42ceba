using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>One's own long jobs, of whatever module: how far they are, calling them off, and the files that they made.</summary>
internal static class MyJobs
{
    public static void Map(IEndpointRouteBuilder jobs)
    {
        jobs.MapGet("", List).WithName("GetMyJobs").WithSummary("The signed-in user's long jobs, newest first; of one kind or in one state.");
        jobs.MapGet("/stream", Stream)
            .OpensLiveStream()
            .WithName("StreamMyJobs")
            .WithSummary("WebSocket: {\"type\":\"job\",\"job\":…} when one of the user's long jobs changes, and a heartbeat every five seconds.");
        jobs.MapGet("/{id:guid}", Get).WithName("GetMyJob").WithSummary("A long job of the signed-in user.");
        jobs.MapPost("/{id:guid}/cancel", Cancel)
            .WithName("CancelMyJob")
            .WithSummary("Wishes a long job to end. One that runs ends a moment later, and may be done by then.");
        jobs.MapGet("/{id:guid}/file", Download)
            .WithUrgency(Urgency.Bulk)
            .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
            .WithName("GetMyJobFile")
            .WithSummary("The file that a long job made.");
    }

    private static async Task<Results<Ok<Page<LongJobView>>, ProblemHttpResult>> List(
        string? kind,
        Choice<LongJobState>? state,
        string? cursor,
        int? limit,
        ClaimsPrincipal user,
        LongJobs jobs,
        CancellationToken cancellationToken
    ) =>
        (await jobs.List(new LongJobFilter(user.UserId(), kind is null ? null : [kind], state?.Value), cursor, limit, cancellationToken)).ToHttp(page =>
            TypedResults.Ok(new Page<LongJobView>([.. page.Items.Select(one => one.Job)], page.NextCursor))
        );

    private static Task<IResult> Stream(HttpContext http, LiveBus bus, TimeProvider time) =>
        LiveSocket.Serve(http, bus, LongJobPush.ChannelOf(http.User.UserId()), time);

    private static async Task<Results<Ok<LongJobView>, ProblemHttpResult>> Get(
        Guid id,
        ClaimsPrincipal user,
        LongJobs jobs,
        CancellationToken cancellationToken
    ) => (await jobs.Find(id, user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<LongJobView>, ProblemHttpResult>> Cancel(
        Guid id,
        ClaimsPrincipal user,
        LongJobs jobs,
        CancellationToken cancellationToken
    ) => (await jobs.Cancel(id, user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(
        Guid id,
        ClaimsPrincipal user,
        HttpResponse response,
        LongJobs jobs,
        CancellationToken cancellationToken
    )
    {
        var opened = await jobs.OpenFile(id, user.UserId(), cancellationToken);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return opened.ToHttp(made => TypedResults.Stream(made.Content, made.File.Type, made.File.Name));
    }
}
