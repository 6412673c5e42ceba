using System.Linq.Expressions;
using Ami.Modules.Notifications.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A post as staff see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">Whose it is; null once their account is gone.</param>
/// <param name="Course">The course's name in addresses.</param>
/// <param name="Lesson">The lesson's name in addresses.</param>
/// <param name="LessonTitleEs">What the lesson is called, in Spanish.</param>
/// <param name="LessonTitleEn">The same in English.</param>
/// <param name="ThreadId">The thread that it is or stands in.</param>
/// <param name="Text">Plain text; empty once its author removed it.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Reports">How many reports of it nobody has looked at yet.</param>
/// <param name="Reasons">What these say, each once.</param>
/// <param name="RemovedAt">Since when it is removed.</param>
/// <param name="RemovedBy">Who removed it.</param>
/// <param name="RemovedReason">Why staff did, as its author reads it.</param>
/// <param name="RemovedNote">What staff wrote for staff.</param>
internal sealed record PostRow(
    Guid Id,
    Guid? UserId,
    string Course,
    string Lesson,
    string LessonTitleEs,
    string LessonTitleEn,
    Guid ThreadId,
    string Text,
    DateTimeOffset CreatedAt,
    int Reports,
    IReadOnlyList<HidingReason> Reasons,
    DateTimeOffset? RemovedAt,
    RemovedBy? RemovedBy,
    HidingReason? RemovedReason,
    string? RemovedNote
);

/// <summary>Which posts staff look at.</summary>
internal enum PostState
{
    /// <summary>Somebody reported them, and nobody has looked yet.</summary>
    Reported,

    /// <summary>Staff removed them.</summary>
    Removed,
}

/// <summary>Discussions for staff: what was reported, and removing it with a reason. Whatever they decide settles the reports that they saw.</summary>
internal sealed class StaffPosts(UnitOfWork unitOfWork, LearningDb db, AuditLog audit, Messages messages, IPersonDirectory people, TimeProvider time)
{
    private static readonly ListOrder<Post> Order = new ListOrder<Post>(p => p.Id, "-createdAt")
        .By("createdAt", p => p.CreatedAt)
        .By("reports", p => p.Reports);

    /// <param name="Reason">Why; its author reads it.</param>
    /// <param name="Note">For staff alone; may be empty.</param>
    internal sealed record RemovePostRequest(HidingReason Reason, string? Note = null);

    /// <param name="Q">Words in the text.</param>
    /// <param name="State">Only these.</param>
    internal readonly record struct PostFilter(string? Q = null, Choice<PostState>? State = null);

    public static void Map(IEndpointRouteBuilder posts)
    {
        posts.MapGet("", Page).WithName("ListPosts").WithSummary("Posts in discussions of lessons, by words in them.");
        posts
            .MapPost("/{id:guid}/remove", Remove)
            .WithName("RemovePostOfSomebody")
            .WithSummary("Removes a post: others do not see it, and its author reads why.");
        posts.MapPost("/{id:guid}/restore", Restore).WithName("RestorePost").WithSummary("Shows a post again that staff removed.");
        posts.MapPost("/{id:guid}/settle", Settle).WithName("SettlePostReports").WithSummary("Leaves a post as it is and settles what was reported of it.");
    }

    private static async Task<Results<Ok<Page<PostRow>>, ProblemHttpResult>> Page(
        [AsParameters] PostFilter filter,
        [AsParameters] PageRequest page,
        LearningDb db,
        CancellationToken cancellationToken
    )
    {
        var posts = db.Posts.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            posts = posts.Where(p => EF.Functions.Like(EF.Property<string>(p, Post.Search), pattern));
        }

        posts = filter.State?.Value switch
        {
            PostState.Reported => posts.Where(p => p.Reports > 0),
            PostState.Removed => posts.Where(p => p.RemovedBy == RemovedBy.Team),
            _ => posts,
        };
        return (await Order.Page(posts, page, Row(db), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<PostRow>, ProblemHttpResult>> Remove(
        Guid id,
        RemovePostRequest request,
        StaffPosts staff,
        CancellationToken cancellationToken
    )
    {
        return StaffNote.Try(request.Note, out var note)
            ? (await staff.Decide(id, "learning.post-removed", request.Reason, note, staff.TakeOut, cancellationToken)).ToHttp(TypedResults.Ok)
            : RatingErrors.NoteInvalid.ToProblem();
    }

    private static async Task<Results<Ok<PostRow>, ProblemHttpResult>> Restore(Guid id, StaffPosts staff, CancellationToken cancellationToken) =>
        (await staff.Decide(id, "learning.post-restored", null, null, PutBack, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<Ok<PostRow>, ProblemHttpResult>> Settle(Guid id, StaffPosts staff, CancellationToken cancellationToken) =>
        (await staff.Decide(id, "learning.post-left", null, null, (_, _, _) => null, cancellationToken)).ToHttp(TypedResults.Ok);

    private Task<Result<PostRow>> Decide(
        Guid id,
        string act,
        HidingReason? reason,
        string? note,
        Func<Post, HidingReason?, string?, Error?> change,
        CancellationToken cancellationToken
    ) =>
        unitOfWork.Run<Result<PostRow>>(
            async ct =>
            {
                // Also against its author, who changes or removes it at this moment.
                if (await MarkPosts.Lock(db, id, ct) is not { } post)
                {
                    return DiscussionErrors.Unknown;
                }

                if (change(post, reason, note) is { } refused)
                {
                    return refused;
                }

                await db.SaveChangesAsync(ct);
                await MarkPosts.Settle(db, id, time.GetUtcNow(), ct);
                if (post.UserId is { } author)
                {
                    // About the person, so that the note goes with their account.
                    audit.Append(
                        new AuditEntry(act, "user", author.ToString())
                        {
                            After = new
                            {
                                post = id,
                                reason,
                                note,
                            },
                        }
                    );
                    if (reason is not null)
                    {
                        await Tell(post, author, ct);
                    }
                }

                return await db.Posts.AsNoTracking().Where(p => p.Id == id).Select(Row(db)).SingleAsync(ct);
            },
            cancellationToken
        );

    private Error? TakeOut(Post post, HidingReason? reason, string? note)
    {
        if (post.RemovedAt is not null)
        {
            return DiscussionErrors.Removed;
        }

        (post.RemovedAt, post.RemovedBy, post.RemovedReason, post.RemovedNote) = (time.GetUtcNow(), RemovedBy.Team, reason, note);
        return null;
    }

    /// <summary>What its author emptied meanwhile stays removed, by them.</summary>
    private static Error? PutBack(Post post, HidingReason? reason, string? note)
    {
        if (post.RemovedBy != RemovedBy.Team || post.Text.Length == 0)
        {
            return DiscussionErrors.NotRemoved;
        }

        (post.RemovedAt, post.RemovedBy, post.RemovedReason, post.RemovedNote) = (null, null, null, null);
        return null;
    }

    private async Task Tell(Post post, Guid author, CancellationToken cancellationToken)
    {
        if (await people.Find(author, cancellationToken) is not { } reader)
        {
            return;
        }

        var lesson = await db.Lessons.AsNoTracking().SingleAsync(l => l.Id == post.LessonId, cancellationToken);
        var course = await db.Courses.Where(c => c.Id == lesson.CourseId).Select(c => c.Slug).SingleAsync(cancellationToken);
        var link = DiscussionMessages.Link(course, lesson.Key, post.ThreadId ?? post.Id);
        messages.Send(DiscussionMessages.Removed, author, DiscussionMessages.About(lesson, reader), link);
    }

    private static Expression<Func<Post, PostRow>> Row(LearningDb db) =>
        p => new PostRow(
            p.Id,
            p.UserId,
            db.Courses.Where(c => c.Lessons.Any(l => l.Id == p.LessonId)).Select(c => c.Slug).Single(),
            db.Lessons.Where(l => l.Id == p.LessonId).Select(l => l.Key).Single(),
            db.Lessons.Where(l => l.Id == p.LessonId).Select(l => l.TitleEs).Single(),
            db.Lessons.Where(l => l.Id == p.LessonId).Select(l => l.TitleEn).Single(),
            p.ThreadId ?? p.Id,
            p.Text,
            p.CreatedAt,
            p.Reports,
            db.PostReports.Where(r => r.PostId == p.Id && r.SettledAt == null).Select(r => r.Reason).Distinct().ToList(),
            p.RemovedAt,
            p.RemovedBy,
            p.RemovedReason,
            p.RemovedNote
        );
}
