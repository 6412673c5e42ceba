using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A course of one's own, and how far one is.</summary>
/// <param name="CourseId">Which.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="TitleEs">In Spanish.</param>
/// <param name="TitleEn">In English.</param>
/// <param name="Lessons">How many it has.</param>
/// <param name="Done">How many of them are marked as done.</param>
/// <param name="Reach">Through what one may read it now; null when one may not any more. Progress stays.</param>
/// <param name="EnrolledAt">Since when it is one's own.</param>
/// <param name="LastDoneAt">When one last marked a lesson as done.</param>
/// <param name="ContinueWith">The lesson to go on with; the first one when nothing is done, null when everything is.</param>
internal sealed record LearnedCourse(
    Guid CourseId,
    string Slug,
    string TitleEs,
    string TitleEn,
    int Lessons,
    int Done,
    CourseReach? Reach,
    DateTimeOffset EnrolledAt,
    DateTimeOffset? LastDoneAt,
    LessonLine? ContinueWith
);

/// <summary>One's own courses, the one that one was last busy with first.</summary>
internal static class MyLearning
{
    /// <param name="Courses">In the order in which one was busy with them.</param>
    internal sealed record MyCourses(IReadOnlyList<LearnedCourse> Courses);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/api/me/learning", Handle)
            .RequireAuthorization()
            .WithTags("Courses")
            .WithName("MyLearning")
            .WithSummary("The signed-in user's courses with their progress, and where they left off.");

    private static async Task<Ok<MyCourses>> Handle(ClaimsPrincipal user, LearningDb db, CourseGate gate, CancellationToken cancellationToken)
    {
        var userId = user.UserId();
        var enrolments = await db.Enrolments.AsNoTracking().Where(e => e.UserId == userId).ToListAsync(cancellationToken);
        var ids = enrolments.Select(e => e.CourseId).ToList();
        var courses = await db.Courses.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var outline = await Outline.Of(db, ids, userId, cancellationToken);
        var mine = new List<LearnedCourse>();
        foreach (var enrolment in enrolments)
        {
            var course = courses[enrolment.CourseId];
            var lessons = outline.LinesOf(course.Id);
            mine.Add(
                new LearnedCourse(
                    CourseId: course.Id,
                    Slug: course.Slug,
                    TitleEs: course.TitleEs,
                    TitleEn: course.TitleEn,
                    Lessons: lessons.Count,
                    Done: lessons.Count(lesson => lesson.IsDone),
                    Reach: await gate.Reach(course, user, cancellationToken),
                    EnrolledAt: enrolment.EnrolledAt,
                    LastDoneAt: outline.LastDoneAt(course.Id),
                    ContinueWith: outline.NextOf(course.Id) ?? lessons.FirstOrDefault(lesson => !lesson.IsDone)
                )
            );
        }

        return TypedResults.Ok(
            new MyCourses([.. mine.OrderByDescending(one => one.LastDoneAt ?? one.EnrolledAt).ThenBy(one => one.Slug, StringComparer.Ordinal)])
        );
    }
}
