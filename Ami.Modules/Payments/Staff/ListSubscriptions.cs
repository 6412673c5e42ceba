using System.Linq.Expressions;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>A subscription as staff see it.</summary>
internal sealed record SubscriptionLine(
    Guid Id,
    string StripeId,
    Guid UserId,
    Plan Plan,
    BillingInterval Interval,
    Standing Standing,
    Plan Granted,
    string Status,
    string Currency,
    decimal Amount,
    DateTimeOffset PeriodEnd,
    DateTimeOffset? CancelAt,
    DateTimeOffset? GraceUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt
)
{
    public static Expression<Func<SubscriptionRow, SubscriptionLine>> Of { get; } =
        s => new SubscriptionLine(
            s.Id,
            s.StripeId,
            s.UserId,
            s.Plan,
            s.Interval,
            s.Standing,
            s.Granted,
            s.Status,
            s.Currency,
            s.Amount,
            s.PeriodEnd,
            s.CancelAt,
            s.GraceUntil,
            s.CreatedAt,
            s.ChangedAt
        );
}

/// <param name="UserId">Only this person's.</param>
/// <param name="Plan">Only of this plan.</param>
/// <param name="Standing">Only those that stand so.</param>
internal readonly record struct SubscriptionFilter(Guid? UserId = null, Choice<Plan>? Plan = null, Choice<Standing>? Standing = null)
{
    public IQueryable<SubscriptionRow> Of(PaymentsDb db)
    {
        var rows = db.Subscriptions.AsNoTracking();
        if (UserId is { } user)
        {
            rows = rows.Where(s => s.UserId == user);
        }

        if (Plan is { Value: var plan })
        {
            rows = rows.Where(s => s.Plan == plan);
        }

        if (Standing is { Value: var standing })
        {
            rows = rows.Where(s => s.Standing == standing);
        }

        return rows;
    }
}

/// <summary>The subscriptions, for staff.</summary>
internal static class ListSubscriptions
{
    private static readonly ListOrder<SubscriptionRow> Order = new ListOrder<SubscriptionRow>(s => s.Id, "-createdAt")
        .By("createdAt", s => s.CreatedAt)
        .By("periodEnd", s => s.PeriodEnd);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/subscriptions", Page)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListSubscriptions")
            .WithSummary("Subscriptions, filtered and sorted.");
        staff
            .MapGet("/subscriptions/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ExportSubscriptions")
            .WithSummary("All subscriptions that match, as CSV.");
    }

    private static async Task<Results<Ok<Page<SubscriptionLine>>, ProblemHttpResult>> Page(
        [AsParameters] SubscriptionFilter filter,
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(filter.Of(db), page, SubscriptionLine.Of, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] SubscriptionFilter filter,
        string? sort,
        PaymentsDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!Order.All(filter.Of(db), sort, SubscriptionLine.Of).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("payments.subscriptions-exported", "subscriptions", null)
            {
                After = new { Plan = filter.Plan?.Value, Standing = filter.Standing?.Value },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "subscriptions.csv",
            rows,
            new("id", s => s.StripeId),
            new("userId", s => s.UserId),
            new("plan", s => s.Plan),
            new("interval", s => s.Interval),
            new("standing", s => s.Standing),
            new("status", s => s.Status),
            new("currency", s => s.Currency),
            new("amount", s => s.Amount),
            new("periodEnd", s => s.PeriodEnd),
            new("cancelAt", s => s.CancelAt),
            new("createdAt", s => s.CreatedAt)
        );
    }
}
