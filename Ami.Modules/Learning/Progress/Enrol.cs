using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Puts a course among one's own. It can be done again, and nothing changes.</summary>
internal static class Enrol
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapPost("/{course}/enroll", Handle)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithName("EnrollInCourse")
            .WithSummary("Puts a course that the signed-in user may read among their own.");

    private static async Task<Results<Ok<CourseView>, ProblemHttpResult>> Handle(
        Guid course,
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        LearningDb db,
        CourseGate gate,
        Progress progress,
        GetCourse courses,
        CancellationToken cancellationToken
    )
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == course, cancellationToken) is not { } found)
        {
            return LearningErrors.CourseUnknown.ToProblem();
        }

        if (await gate.Reach(found, user, cancellationToken) is null)
        {
            return CourseGate.Refusal(found, user).ToProblem();
        }

        await unitOfWork.Run(ct => progress.Enrol(course, user.UserId(), ct), cancellationToken);
        return await courses.Find(c => c.Id == course, user, cancellationToken) is { } now ? TypedResults.Ok(now) : LearningErrors.CourseUnknown.ToProblem();
    }
}
