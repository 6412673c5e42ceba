using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>What somebody wrote about a course. Nobody learns who.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Stars">From 1 to 5.</param>
/// <param name="Text">Plain text.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record RatingLine(Guid Id, int Stars, string Text, DateTimeOffset UpdatedAt);

/// <summary>The ratings of a course.</summary>
/// <param name="Figures">Of all that count.</param>
/// <param name="Texts">Those with a text, the latest first.</param>
/// <param name="Mine">The caller's own; null without one.</param>
/// <param name="Missing">How many lessons the caller has to do yet before they may rate; null when nobody is signed in.</param>
internal sealed record CourseRatingsView(RatingFigures Figures, Page<RatingLine> Texts, OwnRating? Mine, int? Missing);

/// <summary>The ratings of a course, for everybody. What staff hid is neither shown nor counted.</summary>
internal static class CourseRatings
{
    private const int Rows = 10;

    private static readonly ListOrder<CourseRating> Order = new ListOrder<CourseRating>(r => r.Id, "-updatedAt").By("updatedAt", r => r.UpdatedAt);

    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapGet("/{course}/ratings", Handle)
            .AllowAnonymous()
            .WithTags("Ratings")
            .WithName("CourseRatings")
            .WithSummary("What a course was rated, what was written about it, and what the caller said.");

    private static async Task<Results<Ok<CourseRatingsView>, ProblemHttpResult>> Handle(
        Guid course,
        string? cursor,
        ClaimsPrincipal user,
        LearningDb db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Courses.AnyAsync(c => c.Id == course, cancellationToken))
        {
            return LearningErrors.CourseUnknown.ToProblem();
        }

        var shown = db.Ratings.AsNoTracking().Where(r => r.CourseId == course && r.HiddenAt == null);
        var texts = await Order.Page(
            shown.Where(r => r.Text != ""),
            new PageRequest(null, cursor, Rows),
            r => new RatingLine(r.Id, r.Stars, r.Text, r.UpdatedAt),
            cancellationToken
        );
        if (!texts.Try(out var page, out var malformed))
        {
            return malformed.ToProblem();
        }

        var counted = await shown
            .GroupBy(r => r.Stars)
            .Select(g => new { Stars = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Stars, g => g.Count, cancellationToken);
        if (!CourseGate.IsSignedIn(user))
        {
            return TypedResults.Ok(new CourseRatingsView(RatingFigures.Of(counted), page, null, null));
        }

        var userId = user.UserId();
        var mine = await db.Ratings.AsNoTracking().SingleOrDefaultAsync(r => r.CourseId == course && r.UserId == userId, cancellationToken);
        var lessons = (await Outline.Of(db, [course], userId, cancellationToken)).LinesOf(course);
        return TypedResults.Ok(new CourseRatingsView(RatingFigures.Of(counted), page, mine is null ? null : OwnRating.Of(mine), RateCourse.Missing(lessons)));
    }
}
