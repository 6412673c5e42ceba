using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>What people are told, newest first; and what changed in the product, for everybody.</summary>
internal static class ListAnnouncements
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var announcements = endpoints.MapGroup("/api/announcements").RequireAuthorization().WithTags("Announcements");
        announcements.MapGet("", Page).WithName("ListAnnouncements").WithSummary("What the signed-in user is told, newest first.");
        announcements.MapGet("/now", Now).WithName("AnnouncementsNow").WithSummary("How much of it is unread, and what stands above pages.");
        endpoints
            .MapGet("/api/changelog", Changelog)
            .AllowAnonymous()
            .WithTags("Announcements")
            .WithName("Changelog")
            .WithSummary("What became new or different, newest first, for everybody.");
    }

    private static async Task<Results<Ok<Page<AnnouncementView>>, ProblemHttpResult>> Page(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        GrowthDb db,
        VisibleAnnouncements visible,
        CancellationToken cancellationToken,
        Choice<AnnouncementKind>? kind = null
    )
    {
        var userId = user.UserId();
        var own = await visible.For(userId, cancellationToken);
        if (kind is { Value: var only })
        {
            own = own.Where(a => a.Kind == only);
        }

        return (await VisibleAnnouncements.Order.Page(own, page, AnnouncementView.Of(db, userId, visible.NewsSince), cancellationToken)).ToHttp(
            TypedResults.Ok
        );
    }

    /// <param name="Unread">Announcements of the last month that the caller has not read.</param>
    /// <param name="Banner">The newest important one among them that is to stand above pages.</param>
    internal sealed record AnnouncementsNow(int Unread, AnnouncementView? Banner);

    private static async Task<Ok<AnnouncementsNow>> Now(
        ClaimsPrincipal user,
        GrowthDb db,
        VisibleAnnouncements visible,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var now = time.GetUtcNow();
        var unread = await visible.UnreadFor(userId, cancellationToken);
        var banner = await unread
            .Where(a => a.IsImportant && (a.BannerUntil == null || a.BannerUntil > now))
            .OrderByDescending(a => a.PublishAt)
            .ThenByDescending(a => a.Id)
            .Select(AnnouncementView.Of(db, userId, visible.NewsSince))
            .FirstOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new AnnouncementsNow(await unread.CountAsync(cancellationToken), banner));
    }

    private static async Task<Results<Ok<Page<AnnouncementView>>, ProblemHttpResult>> Changelog(
        [AsParameters] PageRequest page,
        GrowthDb db,
        VisibleAnnouncements visible,
        CancellationToken cancellationToken
    ) =>
        (
            await VisibleAnnouncements.Order.Page(
                visible.Public().Where(a => a.Kind == AnnouncementKind.Change),
                page,
                AnnouncementView.Of(db, null, visible.NewsSince),
                cancellationToken
            )
        ).ToHttp(TypedResults.Ok);
}
