using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>An event of the payment provider as staff see it.</summary>
internal sealed record StripeEventLine(
    Guid Id,
    string StripeId,
    string Type,
    string ObjectId,
    Guid? UserId,
    string? ApiVersion,
    bool Livemode,
    EventState State,
    string? Fault,
    int Attempts,
    DateTimeOffset OccurredAt,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? HandledAt
)
{
    public static Expression<Func<StripeEventRow, StripeEventLine>> Of { get; } =
        e => new StripeEventLine(
            e.Id,
            e.StripeId,
            e.Type,
            e.ObjectId,
            e.UserId,
            e.ApiVersion,
            e.Livemode,
            e.State,
            e.Fault,
            e.Attempts,
            e.OccurredAt,
            e.ReceivedAt,
            e.HandledAt
        );
}

/// <param name="Type">Only of this type.</param>
/// <param name="State">Only those that stand so.</param>
/// <param name="UserId">Only about this person.</param>
internal readonly record struct StripeEventFilter(string? Type = null, Choice<EventState>? State = null, Guid? UserId = null)
{
    public IQueryable<StripeEventRow> Of(PaymentsDb db)
    {
        var rows = db.StripeEvents.AsNoTracking();
        if (!string.IsNullOrEmpty(Type))
        {
            var type = Type;
            rows = rows.Where(e => e.Type == type);
        }

        if (State is { Value: var state })
        {
            rows = rows.Where(e => e.State == state);
        }

        if (UserId is { } user)
        {
            rows = rows.Where(e => e.UserId == user);
        }

        return rows;
    }
}

/// <summary>What the payment provider told, handled or not, for staff.</summary>
internal static class ListStripeEvents
{
    private static readonly ListOrder<StripeEventRow> Order = new ListOrder<StripeEventRow>(e => e.Id, "-receivedAt").By("receivedAt", e => e.ReceivedAt);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapGet("/events", Page)
            .RequirePermission(PaymentsPermissions.Read)
            .WithName("ListStripeEvents")
            .WithSummary("Events of the payment provider, also those that nobody knows.");
        staff
            .MapPost("/events/{id:guid}/retry", Retry)
            .RequirePermission(PaymentsPermissions.Manage)
            .RequireIdempotencyKey()
            .WithName("RetryStripeEvent")
            .WithSummary("Fetches once more what an event is about, and applies it.");
    }

    private static async Task<Results<Ok<Page<StripeEventLine>>, ProblemHttpResult>> Page(
        [AsParameters] StripeEventFilter filter,
        [AsParameters] PageRequest page,
        PaymentsDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(filter.Of(db), page, StripeEventLine.Of, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<NoContent, ProblemHttpResult>> Retry(
        Guid id,
        RequestKey key,
        RequestOnce once,
        UnitOfWork unitOfWork,
        PaymentsDb db,
        AuditLog audit,
        HttpContext http
    )
    {
        var queued = await once.Run<bool>(
            key,
            async ct =>
            {
                var found = await db.StripeEvents.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, EventState.Received), ct);
                if (found == 0)
                {
                    return PaymentsErrors.EventUnknown;
                }

                audit.Append(new AuditEntry("payments.event-retried", "stripe-event", id.ToString()));
                unitOfWork.Publish(new StripeEventReceived(id));
                return true;
            },
            http.RequestAborted
        );
        return queued.ToHttp(http, _ => TypedResults.NoContent());
    }
}
