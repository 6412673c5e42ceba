using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Reading what is said about a lesson: for whoever is signed in and may read the lesson now.</summary>
internal static class ReadDiscussion
{
    private static readonly ListOrder<Post> Threads = new ListOrder<Post>(p => p.Id, "-lastAt").By("lastAt", p => p.LastAt).By("votes", p => p.Votes);
    private static readonly ListOrder<Post> Replies = new ListOrder<Post>(p => p.Id, "createdAt").By("createdAt", p => p.CreatedAt);

    public static void Map(IEndpointRouteBuilder lessons, IEndpointRouteBuilder posts)
    {
        lessons
            .MapGet("/{lesson}/discussion", OfLesson)
            .RequireAuthorization()
            .WithTags("Discussion")
            .WithName("GetDiscussion")
            .WithSummary("What is asked and remarked about a lesson that the signed-in user may read, what was written to last first.");
        posts
            .MapGet("/{id}", Thread)
            .WithName("GetThread")
            .WithSummary("A thread of the discussion of a lesson that the signed-in user may read; of an answer, the thread that it stands in.");
        posts.MapGet("/{id}/replies", OfThread).WithName("ListReplies").WithSummary("The answers of a thread, in their order.");
    }

    private static async Task<Results<Ok<Page<PostView>>, ProblemHttpResult>> OfLesson(
        Guid lesson,
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        LearningDb db,
        Discussion discussion,
        CancellationToken cancellationToken
    )
    {
        if (!(await discussion.Open(lesson, user, cancellationToken)).Try(out _, out var refused))
        {
            return refused.ToProblem();
        }

        var threads = db.Posts.AsNoTracking().Where(p => p.LessonId == lesson && p.ThreadId == null);
        return (await discussion.Page(Threads, threads, page, user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<PostView>, ProblemHttpResult>> Thread(
        Guid id,
        ClaimsPrincipal user,
        Discussion discussion,
        CancellationToken cancellationToken
    ) =>
        (await discussion.OpenPost(id, user, cancellationToken)).Try(out var opened, out var refused)
            ? TypedResults.Ok(await discussion.View(opened.Post.ThreadId ?? opened.Post.Id, user.UserId(), cancellationToken))
            : refused.ToProblem();

    private static async Task<Results<Ok<Page<PostView>>, ProblemHttpResult>> OfThread(
        Guid id,
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        LearningDb db,
        Discussion discussion,
        CancellationToken cancellationToken
    )
    {
        if (!(await discussion.OpenPost(id, user, cancellationToken)).Try(out _, out var refused))
        {
            return refused.ToProblem();
        }

        var replies = db.Posts.AsNoTracking().Where(p => p.ThreadId == id);
        return (await discussion.Page(Replies, replies, page, user.UserId(), cancellationToken)).ToHttp(TypedResults.Ok);
    }
}
