using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A course with its outline, for everybody; whoever is signed in also sees what they have of it.</summary>
internal sealed class GetCourse(LearningDb db, CourseGate gate)
{
    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapGet("/{course}", Handle)
            .AllowAnonymous()
            .WithName("GetCourse")
            .WithSummary("A course by its name in addresses or its id: outline, prices, and what the caller has of it.");

    private static async Task<Results<Ok<CourseView>, ProblemHttpResult>> Handle(
        string course,
        ClaimsPrincipal user,
        GetCourse courses,
        CancellationToken cancellationToken
    ) =>
        await courses.Find(Guid.TryParse(course, out var id) ? c => c.Id == id : c => c.Slug == course, user, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : LearningErrors.CourseUnknown.ToProblem();

    /// <summary>A course as the person sees it; null when there is none.</summary>
    public async Task<CourseView?> Find(Expression<Func<Course, bool>> which, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await db.Courses.AsNoTracking().Include(c => c.Prices).SingleOrDefaultAsync(which, cancellationToken) is not { } course)
        {
            return null;
        }

        Guid? userId = CourseGate.IsSignedIn(user) ? user.UserId() : null;
        var outline = await Outline.Of(db, [course.Id], userId, cancellationToken);
        var enrolledAt = await db
            .Enrolments.Where(e => e.CourseId == course.Id && e.UserId == userId)
            .Select(e => (DateTimeOffset?)e.EnrolledAt)
            .SingleOrDefaultAsync(cancellationToken);
        var certificates = await db
            .Certificates.Where(c => c.CourseId == course.Id && c.UserId == userId)
            .Select(c => new
            {
                c.Code,
                c.RevokedAt,
                c.RevokedReason,
            })
            .ToListAsync(cancellationToken);
        var certificate = certificates.Find(c => c.RevokedAt is null);
        return new CourseView(
            Id: course.Id,
            Slug: course.Slug,
            Level: course.Level,
            Access: course.Access,
            TitleEs: course.TitleEs,
            TitleEn: course.TitleEn,
            SummaryEs: course.SummaryEs,
            SummaryEn: course.SummaryEn,
            IsArchived: course.ArchivedAt is not null,
            Prices: [.. course.Prices.OrderBy(p => p.Currency, StringComparer.Ordinal).Select(p => new CoursePriceView(p.Currency, p.Amount))],
            IncludedIn: CourseGate.IncludedIn(course),
            Lessons: outline.LinesOf(course.Id),
            Reach: await gate.Reach(course, user, cancellationToken),
            EnrolledAt: enrolledAt,
            ContinueWith: outline.NextOf(course.Id)?.Key,
            Certificate: certificate is null ? null : CertificateCode.Shown(certificate.Code),
            CertificateWithdrawn: certificate is null && certificates.Exists(c => c.RevokedReason == RevocationReason.Misconduct)
        );
    }
}
