using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Marks one announcement as read, which also closes its banner; or all that there are.</summary>
internal static class ReadAnnouncements
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var announcements = endpoints.MapGroup("/api/announcements").RequireAuthorization().WithTags("Announcements");
        announcements.MapPost("/read", All).RefuseImpersonation().WithName("ReadAnnouncements").WithSummary("Marks all announcements as read.");
        announcements
            .MapPost("/{announcement}/read", One)
            .RefuseImpersonation()
            .WithName("ReadAnnouncement")
            .WithSummary("Marks an announcement as read and closes its banner.");
    }

    private static async Task<NoContent> All(
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        VisibleAnnouncements visible,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var ids = await (await visible.UnreadFor(user.UserId(), cancellationToken)).Select(a => a.Id).ToArrayAsync(cancellationToken);
        await Mark(ids, user.UserId(), unitOfWork, time, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> One(
        Guid announcement,
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        VisibleAnnouncements visible,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!await (await visible.For(user.UserId(), cancellationToken)).AnyAsync(a => a.Id == announcement, cancellationToken))
        {
            return AnnouncementErrors.Unknown.ToProblem();
        }

        await Mark([announcement], user.UserId(), unitOfWork, time, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task Mark(Guid[] ids, Guid userId, UnitOfWork unitOfWork, TimeProvider time, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    insert into growth.announcement_reads (announcement_id, user_id, read_at)
                    select a.id, $2, $3 from growth.announcements a where a.id = any($1) on conflict do nothing
                    """
                );
                command.With(ids).With(userId).With(time.GetUtcNow());
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );
}
