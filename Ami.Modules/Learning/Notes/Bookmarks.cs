using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Lessons that people want to find again. Setting one twice is setting it once; so is taking it away.</summary>
internal static class Bookmarks
{
    public const int Most = 500;

    public static void Map(IEndpointRouteBuilder lessons)
    {
        lessons
            .MapPut("/{lesson}/bookmark", Set)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithName("SetBookmark")
            .WithSummary("Puts a lesson among the signed-in user's bookmarks.");
        lessons
            .MapDelete("/{lesson}/bookmark", Clear)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithName("ClearBookmark")
            .WithSummary("Takes a lesson from the signed-in user's bookmarks.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Set(
        Guid lesson,
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        LearningDb db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        if (!await db.Lessons.AnyAsync(l => l.Id == lesson && l.RemovedAt == null, cancellationToken))
        {
            return LearningErrors.LessonUnknown.ToProblem();
        }

        var refusal = await unitOfWork.Run<Error?>(
            async ct =>
            {
                await unitOfWork.Hold($"learning.bookmarks:{userId}", ct);
                if (await db.Bookmarks.AnyAsync(b => b.UserId == userId && b.LessonId == lesson, ct))
                {
                    return null;
                }

                if (await db.Bookmarks.CountAsync(b => b.UserId == userId, ct) >= Most)
                {
                    return NoteErrors.TooManyBookmarks;
                }

                db.Bookmarks.Add(
                    new Bookmark
                    {
                        UserId = userId,
                        LessonId = lesson,
                        AddedAt = time.GetUtcNow(),
                    }
                );
                await db.SaveChangesAsync(ct);
                return null;
            },
            cancellationToken
        );
        return refusal is null ? TypedResults.NoContent() : refusal.ToProblem();
    }

    private static async Task<NoContent> Clear(Guid lesson, ClaimsPrincipal user, LearningDb db, CancellationToken cancellationToken)
    {
        await db.Bookmarks.Where(b => b.UserId == user.UserId() && b.LessonId == lesson).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
