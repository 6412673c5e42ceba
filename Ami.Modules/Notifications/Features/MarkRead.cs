using System.Security.Claims;
using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features;

/// <summary>One notification was read, or all that somebody has seen.</summary>
internal static class MarkRead
{
    /// <param name="UpTo">The newest one that was on screen: what arrived after it stays unread.</param>
    internal sealed record MarkReadRequest(Guid UpTo);

    public static void Map(IEndpointRouteBuilder notifications)
    {
        notifications.MapPost("/{id:guid}/read", One).WithName("MarkNotificationRead").WithSummary("Marks a notification as read.");
        notifications.MapPost("/read", All).WithName("MarkNotificationsRead").WithSummary("Marks a notification and all older ones as read.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> One(
        Guid id,
        ClaimsPrincipal user,
        NotificationsDb db,
        NotificationPush push,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var mine = db.Messages.Where(m => m.Id == id && m.UserId == userId);
        var changed = await mine.Where(m => m.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, time.GetUtcNow()), cancellationToken);
        if (changed == 0 && !await mine.AnyAsync(cancellationToken))
        {
            return NotificationErrors.NotFound.ToProblem();
        }

        if (changed > 0)
        {
            await push.Read(userId);
        }

        return TypedResults.NoContent();
    }

    private static async Task<NoContent> All(
        MarkReadRequest request,
        ClaimsPrincipal user,
        NotificationsDb db,
        NotificationPush push,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var changed = await db
            .Messages.Where(m => m.UserId == userId && m.ReadAt == null && m.Id <= request.UpTo)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, time.GetUtcNow()), cancellationToken);
        if (changed > 0)
        {
            await push.Read(userId);
        }

        return TypedResults.NoContent();
    }
}
