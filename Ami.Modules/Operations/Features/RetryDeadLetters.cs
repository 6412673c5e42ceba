using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Operations.Features;

/// <summary>
/// Deliveries of events that failed for good: see them, and put them back in the queue. Their content stays where it is; it may hold links that are secret.
/// </summary>
internal static class RetryDeadLetters
{
    internal sealed record RetryRequest(Guid EventId, string Handler);

    /// <param name="Q">The same text that the list was searched with; all when null.</param>
    internal sealed record RetryAllRequest(string? Q = null);

    internal sealed record RetryAllAnswer(int Retried);

    public static void Map(IEndpointRouteBuilder letters)
    {
        letters
            .MapGet("", List)
            .RequirePermission(OperationsPermissions.ReadSystem)
            .WithName("ListDeadLetters")
            .WithSummary("Deliveries that failed for good, newest first.");
        letters
            .MapPost("/retry", Retry)
            .RequirePermission(OperationsPermissions.ManageSystem)
            .WithName("RetryDeadLetter")
            .WithSummary("Puts one back in the queue.");
        letters
            .MapPost("/retry-all", RetryAll)
            .RequirePermission(OperationsPermissions.ManageSystem)
            .WithName("RetryDeadLetters")
            .WithSummary("Puts all that match back in the queue.");
    }

    private static async Task<Results<Ok<Page<DeadLetter>>, ProblemHttpResult>> List(
        string? q,
        string? cursor,
        int? limit,
        DeadLetters letters,
        CancellationToken cancellationToken
    ) => (await letters.Search(q, cursor, limit, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<NoContent, ProblemHttpResult>> Retry(
        RetryRequest request,
        DeadLetters letters,
        AuditLog audit,
        UnitOfWork unitOfWork,
        CancellationToken cancellationToken
    )
    {
        var result = await unitOfWork.Run(
            async ct =>
            {
                var retried = await letters.Retry(unitOfWork, request.EventId, request.Handler.Replace("\0", "", StringComparison.Ordinal), ct);
                if (retried.IsOk)
                {
                    audit.Append(new AuditEntry("admin.dead-letter-retried", "event", request.EventId.ToString()) { After = new { request.Handler } });
                }

                return retried;
            },
            cancellationToken
        );
        return result.IsOk ? TypedResults.NoContent() : result.Error.ToProblem();
    }

    private static async Task<Ok<RetryAllAnswer>> RetryAll(
        RetryAllRequest request,
        DeadLetters letters,
        AuditLog audit,
        UnitOfWork unitOfWork,
        CancellationToken cancellationToken
    )
    {
        var retried = await unitOfWork.Run(
            async ct =>
            {
                var count = await letters.RetryAll(unitOfWork, request.Q, ct);
                if (count > 0)
                {
                    audit.Append(new AuditEntry("admin.dead-letters-retried", "event", null) { After = new { request.Q, Count = count } });
                }

                return count;
            },
            cancellationToken
        );
        return TypedResults.Ok(new RetryAllAnswer(retried));
    }
}
