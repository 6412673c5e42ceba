using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A comparison of the books as staff see it.</summary>
internal sealed record ReconciliationRunLine(
    Guid Id,
    DateTimeOffset WantedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? ReadsFrom,
    DateTimeOffset? ReadsTo,
    int Transactions,
    int Differences,
    string? Fault
)
{
    public static Expression<Func<ReconciliationRunRow, ReconciliationRunLine>> Of { get; } =
        r => new ReconciliationRunLine(r.Id, r.WantedAt, r.StartedAt, r.FinishedAt, r.ReadsFrom, r.ReadsTo, r.Transactions, r.Differences, r.Fault);
}

/// <summary>Asks for a comparison of the books; the job does it within a minute.</summary>
internal sealed class RequestReconciliation(UnitOfWork unitOfWork, TimeProvider time)
{
    private static readonly ListOrder<ReconciliationRunRow> Order = new ListOrder<ReconciliationRunRow>(r => r.Id, "-wantedAt").By("wantedAt", r => r.WantedAt);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/reconciliation/runs", Page)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListReconciliationRuns")
            .WithSummary("Comparisons of the provider's books with ours.");
        staff
            .MapPost("/reconciliation/runs", Want)
            .RequirePermission(PaymentsPermissions.Manage)
            .RequireIdempotencyKey()
            .WithName("RequestReconciliation")
            .WithSummary("Asks for a comparison now, unless one waits or runs already.");
    }

    /// <summary>Asks for one, unless one waits or runs already.</summary>
    public Task Ask(CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    "insert into payments.reconciliation_runs (id, wanted_at) values ($1, $2) on conflict ((true)) where finished_at is null do nothing"
                );
                var now = time.GetUtcNow();
                command.With(TimeOrderedId.New(now)).With(now);
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );

    private static async Task<Results<Ok<Page<ReconciliationRunLine>>, ProblemHttpResult>> Page(
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(db.ReconciliationRuns.AsNoTracking(), page, ReconciliationRunLine.Of, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<ReconciliationRunLine>, ProblemHttpResult>> Want(
        RequestKey key,
        RequestOnce once,
        RequestReconciliation request,
        PaymentsDb db,
        AuditLog audit,
        HttpContext http
    )
    {
        var wanted = await once.Run<ReconciliationRunLine>(
            key,
            async ct =>
            {
                await request.Ask(ct);
                var run = await db.ReconciliationRuns.AsNoTracking().Where(r => r.FinishedAt == null).Select(ReconciliationRunLine.Of).SingleAsync(ct);
                audit.Append(new AuditEntry("payments.reconciliation-requested", "reconciliation-run", run.Id.ToString()));
                return run;
            },
            http.RequestAborted
        );
        return wanted.ToHttp(http, TypedResults.Ok);
    }
}
