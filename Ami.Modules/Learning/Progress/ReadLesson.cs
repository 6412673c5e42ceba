using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A lesson with its text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CourseId">Of which course.</param>
/// <param name="Key">Its name in addresses, below the course.</param>
/// <param name="TitleEs">In Spanish.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="BodyEs">Markdown, in Spanish.</param>
/// <param name="BodyEn">Markdown, in English.</param>
/// <param name="Minutes">How long reading takes.</param>
/// <param name="IsPreview">Whether everybody may read it.</param>
/// <param name="Kind">What it is; the questions of a quiz are behind <c>/api/quizzes</c>.</param>
internal sealed record LessonView(
    Guid Id,
    Guid CourseId,
    string Key,
    string TitleEs,
    string TitleEn,
    string BodyEs,
    string BodyEn,
    int Minutes,
    bool IsPreview,
    LessonKind Kind
);

/// <summary>Reading a lesson, and marking it as done.</summary>
internal sealed class ReadLesson(UnitOfWork unitOfWork, LearningDb db, CourseGate gate, Progress progress, Earning earning, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder lessons)
    {
        lessons
            .MapGet("/{lesson}", Read)
            .AllowAnonymous()
            .WithName("GetLesson")
            .WithSummary("A lesson with its text: a preview for everybody, others for those who may read the course now.");
        lessons
            .MapPost("/{lesson}/complete", Complete)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithName("CompleteLesson")
            .WithSummary("Marks a lesson that the signed-in user may read as done, and its course as one of theirs. A quiz is passed instead.");
    }

    /// <summary>The lesson, and through what the whole course may be read (null for a preview that is all one may read); or why it may not be read.</summary>
    public async Task<Result<(Lesson Lesson, CourseReach? Reach)>> Open(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (
            await db.Lessons.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.RemovedAt == null, cancellationToken) is not { } lesson
            || await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == lesson.CourseId, cancellationToken) is not { } course
        )
        {
            return LearningErrors.LessonUnknown;
        }

        var reach = await gate.Reach(course, user, cancellationToken);
        return reach is not null || lesson.IsPreview ? (lesson, reach) : CourseGate.Refusal(course, user);
    }

    private static async Task<Results<Ok<LessonView>, ProblemHttpResult>> Read(
        Guid lesson,
        ClaimsPrincipal user,
        ReadLesson reading,
        CancellationToken cancellationToken
    ) => (await reading.Open(lesson, user, cancellationToken)).ToHttp(opened => TypedResults.Ok(View(opened.Lesson)));

    private static async Task<Results<NoContent, ProblemHttpResult>> Complete(
        Guid lesson,
        ClaimsPrincipal user,
        ReadLesson reading,
        CancellationToken cancellationToken
    ) => (await reading.Finish(lesson, user, cancellationToken)).ToHttp(_ => TypedResults.NoContent());

    private async Task<Result<bool>> Finish(Guid id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!(await Open(id, user, cancellationToken)).Try(out var opened, out var refused))
        {
            return refused;
        }

        if (opened.Lesson.Kind != LessonKind.Article)
        {
            return LearningErrors.QuizToPass;
        }

        await unitOfWork.Run(
            async ct =>
            {
                if (await progress.Complete(id, user.UserId(), ct))
                {
                    await earning.Learn(user.UserId(), time.GetUtcNow(), [ExperienceRules.Lesson(id)], ct);
                }

                if (opened.Reach is not null)
                {
                    await progress.Enrol(opened.Lesson.CourseId, user.UserId(), ct);
                }
            },
            cancellationToken
        );
        return true;
    }

    private static LessonView View(Lesson lesson) =>
        new(
            lesson.Id,
            lesson.CourseId,
            lesson.Key,
            lesson.TitleEs,
            lesson.TitleEn,
            lesson.BodyEs,
            lesson.BodyEn,
            lesson.Minutes,
            lesson.IsPreview,
            lesson.Kind
        );
}
