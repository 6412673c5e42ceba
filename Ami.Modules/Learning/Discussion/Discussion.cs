using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A post as those see it who may read the lesson.</summary>
/// <param name="Id">The client's of whoever wrote it.</param>
/// <param name="LessonId">Which lesson it is about.</param>
/// <param name="ThreadId">What it answers; null for what others answer.</param>
/// <param name="Author">What whoever wrote it is called now; null once it was removed or their account is gone.</param>
/// <param name="IsMine">Whether the caller wrote it.</param>
/// <param name="IsTeam">Whether whoever wrote it taught or worked here then.</param>
/// <param name="Text">Plain text; null once it was removed.</param>
/// <param name="Version">What to send with the next change.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="EditedAt">When it was changed last; null while it never was.</param>
/// <param name="RemovedBy">Who removed it.</param>
/// <param name="RemovedReason">Why staff did; for its author.</param>
/// <param name="Votes">How many found it helpful.</param>
/// <param name="HasVoted">Whether the caller is one of them.</param>
/// <param name="HasReported">Whether the caller told staff of it as it is now.</param>
/// <param name="Replies">How many answers a thread has that the caller is shown.</param>
/// <param name="LastAt">Of a thread: when it was written to last.</param>
internal sealed record PostView(
    Guid Id,
    Guid LessonId,
    Guid? ThreadId,
    string? Author,
    bool IsMine,
    bool IsTeam,
    string? Text,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    RemovedBy? RemovedBy,
    HidingReason? RemovedReason,
    int Votes,
    bool HasVoted,
    bool HasReported,
    int Replies,
    DateTimeOffset LastAt
);

/// <summary>Discussions of lessons as they are shown: the one place that says who may, and what of a post.</summary>
internal sealed class Discussion(LearningDb db, ReadLesson reading, IPersonDirectory people)
{
    /// <summary>A post with what is known of it beside.</summary>
    private sealed record Line(Post Post, int Replies, bool HasVoted, bool HasReported);

    /// <summary>The lesson, and through what the whole course may be read; or why there is no discussion for the person.</summary>
    public async Task<Result<(Lesson Lesson, CourseReach? Reach)>> Open(Guid lesson, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        !(await reading.Open(lesson, user, cancellationToken)).Try(out var opened, out var refused) ? refused
        : opened.Lesson.Kind != LessonKind.Article ? DiscussionErrors.None
        : opened;

    /// <summary>The post, and through what the whole course may be read; or why the person may not see it.</summary>
    public async Task<Result<(Post Post, CourseReach? Reach)>> OpenPost(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } post)
        {
            return DiscussionErrors.Unknown;
        }

        return (await Open(post.LessonId, user, cancellationToken)).Map(opened => (post, opened.Reach));
    }

    /// <summary>A page of posts.</summary>
    public async Task<Result<Page<PostView>>> Page(
        ListOrder<Post> order,
        IQueryable<Post> posts,
        PageRequest request,
        Guid userId,
        CancellationToken cancellationToken
    )
    {
        // What is removed is shown where others answered it, and to its author, who reads why.
        var shown = posts.Where(p =>
            p.RemovedAt == null
            || (p.UserId == userId && p.RemovedBy == RemovedBy.Team)
            || db.Posts.Any(reply => reply.ThreadId == p.Id && reply.RemovedAt == null)
        );
        if (!(await order.Page(shown, request, LineOf(userId), cancellationToken)).Try(out var page, out var refused))
        {
            return refused;
        }

        return new Page<PostView>(await Views(page.Items, userId, cancellationToken), page.NextCursor) { Total = page.Total };
    }

    /// <summary>A post as the person sees it.</summary>
    public async Task<PostView> View(Guid id, Guid userId, CancellationToken cancellationToken)
    {
        var line = await db.Posts.AsNoTracking().Where(p => p.Id == id).Select(LineOf(userId)).SingleAsync(cancellationToken);
        return (await Views([line], userId, cancellationToken))[0];
    }

    private async Task<IReadOnlyList<PostView>> Views(IReadOnlyList<Line> lines, Guid userId, CancellationToken cancellationToken)
    {
        var authors = lines.Where(line => line.Post.RemovedAt is null).Select(line => line.Post.UserId).OfType<Guid>().Distinct().ToList();
        var names = (await people.FindMany(authors, cancellationToken)).ToDictionary(person => person.Id, person => person.DisplayName);
        return
        [
            .. lines.Select(line =>
            {
                var post = line.Post;
                var isMine = post.UserId == userId;
                return new PostView(
                    post.Id,
                    post.LessonId,
                    post.ThreadId,
                    post.RemovedAt is null && post.UserId is { } author ? names.GetValueOrDefault(author) : null,
                    isMine,
                    post.IsTeam,
                    post.RemovedAt is null ? post.Text : null,
                    post.Version,
                    post.CreatedAt,
                    post.Version > 1 ? post.UpdatedAt : null,
                    post.RemovedBy,
                    isMine ? post.RemovedReason : null,
                    post.Votes,
                    line.HasVoted,
                    line.HasReported,
                    line.Replies,
                    post.LastAt
                );
            }),
        ];
    }

    private Expression<Func<Post, Line>> LineOf(Guid userId) =>
        p => new Line(
            p,
            db.Posts.Count(reply => reply.ThreadId == p.Id && (reply.RemovedAt == null || (reply.UserId == userId && reply.RemovedBy == RemovedBy.Team))),
            db.PostVotes.Any(v => v.PostId == p.Id && v.UserId == userId),
            db.PostReports.Any(r => r.PostId == p.Id && r.UserId == userId && (r.SettledAt == null || r.SettledAt >= p.UpdatedAt))
        );
}
