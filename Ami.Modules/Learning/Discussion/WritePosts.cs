using System.Security.Claims;
using Ami.Modules.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A post as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new one.</param>
/// <param name="LessonId">Which lesson it is about, for good.</param>
/// <param name="Text">Plain text.</param>
/// <param name="ThreadId">What it answers, for good; null for what others answer.</param>
internal sealed record WritePostRequest(int Version, Guid LessonId, string Text, Guid? ThreadId = null);

/// <summary>
/// Writing in discussions, for whoever may read the whole course. Under an id of the client's, so that the same sent again is one post; its author may change and
/// remove it. What staff removed stays removed, whatever its author does.
/// </summary>
internal sealed class WritePosts(
    UnitOfWork unitOfWork,
    LearningDb db,
    Keeper keeper,
    Discussion discussion,
    Messages messages,
    IPersonDirectory people,
    IRolePermissions roles,
    TimeProvider time
)
{
    public const int MostInAnHour = 30;
    private const int Most = 10_000;

    public static void Map(IEndpointRouteBuilder posts)
    {
        posts
            .MapPut("/{id}", Put)
            .RefuseImpersonation()
            .WithName("WritePost")
            .WithSummary("Asks, remarks or answers in the discussion of a lesson, or changes the version of a post that the client saw.");
        posts.MapDelete("/{id}", Delete).RefuseImpersonation().WithName("RemovePost").WithSummary("Removes a post of the signed-in user.");
    }

    private static async Task<Results<Ok<PostView>, ProblemHttpResult>> Put(
        Guid id,
        WritePostRequest request,
        ClaimsPrincipal user,
        WritePosts posts,
        Discussion discussion,
        CancellationToken cancellationToken
    )
    {
        var kept = await posts.Write(id, request, user, cancellationToken);
        var view = kept.Thing is { } post ? await discussion.View(post.Id, user.UserId(), cancellationToken) : null;
        return kept.ToHttp(_ => view!);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        Guid id,
        ClaimsPrincipal user,
        WritePosts posts,
        CancellationToken cancellationToken
    ) => (await posts.Remove(id, user.UserId(), cancellationToken)).ToHttp(_ => TypedResults.NoContent());

    private async Task<Kept<Post>> Write(Guid id, WritePostRequest request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var text = request.Text?.Trim() ?? "";
        if (
            text.Length is 0 or > Post.LongestText
            || !ShownText.IsPlain(text.Replace("\n", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal))
        )
        {
            return new(null, DiscussionErrors.Text);
        }

        var userId = user.UserId();
        if (!(await discussion.Open(request.LessonId, user, cancellationToken)).Try(out var opened, out var refused))
        {
            return new(null, refused);
        }

        if (opened.Reach is null)
        {
            return new(null, DiscussionErrors.Closed);
        }

        var isTeam = (await roles.Current(cancellationToken)).Allow(LearningPermissions.ReadCourses, user);
        var wanted = new Wanted<Post>(
            request.Version,
            now => New(id, request, userId, isTeam, now),
            found => found.RemovedAt is null && found.Text == text && found.LessonId == request.LessonId && found.ThreadId == request.ThreadId,
            found => found.Text = text
        )
        {
            Objection = (found, ct) => Objection(id, found, request, userId, ct),
            Beside = async (found, now, ct) =>
            {
                if (found is null && request.ThreadId is { } thread)
                {
                    await Answer(thread, opened.Lesson, userId, now, ct);
                }
            },
        };
        return await keeper.Keep(db, Shelf(userId), id, wanted, cancellationToken);
    }

    private async Task<Error?> Objection(Guid id, Post? found, WritePostRequest request, Guid userId, CancellationToken cancellationToken)
    {
        if (found is not null)
        {
            return found.RemovedAt is not null ? DiscussionErrors.Removed
                : found.LessonId != request.LessonId || found.ThreadId != request.ThreadId ? DiscussionErrors.IdUsed
                : null;
        }

        var hourAgo = time.GetUtcNow().AddHours(-1);
        return await db.Posts.AnyAsync(p => p.Id == id, cancellationToken) ? DiscussionErrors.IdUsed
            : await db.Posts.CountAsync(p => p.UserId == userId && p.CreatedAt > hourAgo, cancellationToken) >= MostInAnHour ? DiscussionErrors.TooMany
            : request.ThreadId is { } thread ? await ObjectionTo(thread, request.LessonId, cancellationToken)
            : null;
    }

    private async Task<Error?> ObjectionTo(Guid thread, Guid lesson, CancellationToken cancellationToken) =>
        await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == thread && p.LessonId == lesson && p.ThreadId == null, cancellationToken)
            is not { } answered
            ? DiscussionErrors.Unknown
        : answered.RemovedAt is not null ? DiscussionErrors.Removed
        : null;

    /// <summary>The thread comes to the top, and whoever began it hears of the answer.</summary>
    private async Task Answer(Guid thread, Lesson lesson, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Posts.Where(p => p.Id == thread).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastAt, now), cancellationToken);
        var asker = await db.Posts.Where(p => p.Id == thread).Select(p => p.UserId).SingleAsync(cancellationToken);
        if (asker is not { } asked || asked == userId)
        {
            return;
        }

        var both = await people.FindMany([asked, userId], cancellationToken);
        if (both.SingleOrDefault(one => one.Id == asked) is { } reader && both.SingleOrDefault(one => one.Id == userId) is { } person)
        {
            var course = await db.Courses.Where(c => c.Id == lesson.CourseId).Select(c => c.Slug).SingleAsync(cancellationToken);
            var values = DiscussionMessages.About(lesson, reader);
            values["name"] = person.DisplayName;
            messages.Send(DiscussionMessages.Replied, asked, values, DiscussionMessages.Link(course, lesson.Key, thread));
        }
    }

    /// <summary>Also of a lesson that its author may not read any more.</summary>
    private Task<Result<bool>> Remove(Guid id, Guid userId, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<bool>>(
            async ct =>
            {
                await unitOfWork.Hold(Shelf(userId).Name, ct);
                var now = time.GetUtcNow();
                // What staff removed stays so, with their reason; what it said goes.
                var removed = await db
                    .Posts.Where(p => p.Id == id && p.UserId == userId)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(p => p.Text, "")
                                .SetProperty(p => p.RemovedAt, p => p.RemovedAt ?? now)
                                .SetProperty(p => p.RemovedBy, p => p.RemovedBy ?? RemovedBy.Author),
                        ct
                    );
                // There is nothing to look at any more.
                await MarkPosts.Settle(db, id, now, ct);
                return removed == 0 ? DiscussionErrors.Unknown : true;
            },
            cancellationToken
        );

    private static Shelf<Post> Shelf(Guid userId) => new($"learning.posts:{userId}", p => p.UserId == userId, Most, DiscussionErrors.Shelf);

    private static Post New(Guid id, WritePostRequest request, Guid userId, bool isTeam, DateTimeOffset now) =>
        new()
        {
            Id = id,
            LessonId = request.LessonId,
            ThreadId = request.ThreadId,
            UserId = userId,
            IsTeam = isTeam,
            Text = "",
            Version = 0,
            CreatedAt = now,
            UpdatedAt = now,
            LastAt = now,
        };
}
