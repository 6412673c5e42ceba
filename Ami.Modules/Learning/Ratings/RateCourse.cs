using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>One's own rating of a course.</summary>
/// <param name="Version">What to send with the next change.</param>
/// <param name="Stars">From 1 to 5.</param>
/// <param name="Text">Plain text; may be empty.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="HiddenReason">Why staff hid it: it is neither shown to others nor counted then; null while it is.</param>
internal sealed record OwnRating(int Version, int Stars, string Text, DateTimeOffset UpdatedAt, HidingReason? HiddenReason)
{
    public static OwnRating Of(CourseRating rating) => new(rating.Version, rating.Stars, rating.Text, rating.UpdatedAt, rating.HiddenReason);
}

/// <summary>A rating as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new one.</param>
/// <param name="Stars">From 1 to 5.</param>
/// <param name="Text">Plain text; may be empty.</param>
internal sealed record RateCourseRequest(int Version, int Stars, string? Text = null);

/// <summary>Rating a course: for whoever has done half of its lessons, and once each. It may be changed and taken back at any time.</summary>
internal sealed class RateCourse(UnitOfWork unitOfWork, LearningDb db, Keeper keeper)
{
    public const int LongestText = 2_000;

    public static void Map(IEndpointRouteBuilder courses)
    {
        courses
            .MapPut("/{course}/rating", Put)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithTags("Ratings")
            .WithName("RateCourse")
            .WithSummary("Rates a course of which the signed-in user has done half, or changes the version of the rating that the client saw.");
        courses
            .MapDelete("/{course}/rating", Remove)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithTags("Ratings")
            .WithName("DeleteRating")
            .WithSummary("Takes the signed-in user's rating of a course back.");
    }

    /// <summary>How many lessons somebody has to do yet before they may rate a course.</summary>
    public static int Missing(IReadOnlyCollection<LessonLine> lessons) => Math.Max(0, (lessons.Count + 1) / 2 - lessons.Count(lesson => lesson.IsDone));

    private static async Task<Results<Ok<OwnRating>, ProblemHttpResult>> Put(
        Guid course,
        RateCourseRequest request,
        ClaimsPrincipal user,
        RateCourse rating,
        CancellationToken cancellationToken
    ) => (await rating.Keep(course, request, user.UserId(), cancellationToken)).ToHttp(OwnRating.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid course,
        int? version,
        ClaimsPrincipal user,
        RateCourse rating,
        CancellationToken cancellationToken
    ) => (await rating.TakeBack(course, user.UserId(), version, cancellationToken)).ToDeleted(OwnRating.Of);

    private async Task<Kept<CourseRating>> Keep(Guid course, RateCourseRequest request, Guid userId, CancellationToken cancellationToken)
    {
        if (request.Stars is < 1 or > CourseRating.MostStars)
        {
            return new(null, RatingErrors.Stars);
        }

        var text = request.Text?.Trim() ?? "";
        if (text.Length > LongestText || !ShownText.IsPlain(text.Replace("\n", "", StringComparison.Ordinal)))
        {
            return new(null, RatingErrors.Text);
        }

        if (!await db.Courses.AnyAsync(c => c.Id == course, cancellationToken))
        {
            return new(null, LearningErrors.CourseUnknown);
        }

        var wanted = new Wanted<CourseRating>(
            request.Version,
            _ => New(course, userId),
            found => found.Stars == request.Stars && found.Text == text,
            found => (found.Stars, found.Text) = (request.Stars, text)
        )
        {
            Objection = async (before, ct) =>
                before is null && Missing((await Outline.Of(db, [course], userId, ct)).LinesOf(course)) is > 0 and var missing
                    ? RatingErrors.NotHalf(missing)
                    : null,
        };
        return await keeper.Keep(db, Shelf(course, userId), CourseRating.IdOf(course, userId), wanted, cancellationToken);
    }

    /// <summary>Takes a rating back. One that staff hid stays: a new one in its place would be seen.</summary>
    private Task<Kept<CourseRating>> TakeBack(Guid course, Guid userId, int? version, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                var (shelf, id) = (Shelf(course, userId), CourseRating.IdOf(course, userId));
                await unitOfWork.Hold(shelf.Name, ct);
                // Also against who hides it at this moment.
                var found = await db.Ratings.FromSql($"select * from learning.ratings where id = {id} for update").SingleOrDefaultAsync(ct);
                return found?.HiddenAt is null ? await keeper.Delete(db, shelf, id, version, ct) : new(found, RatingErrors.Hidden);
            },
            cancellationToken
        );

    private static Shelf<CourseRating> Shelf(Guid course, Guid userId) =>
        new($"learning.rating:{course}/{userId}", r => r.CourseId == course && r.UserId == userId, 1, RatingErrors.Shelf);

    private static CourseRating New(Guid course, Guid userId) =>
        new()
        {
            Id = CourseRating.IdOf(course, userId),
            CourseId = course,
            UserId = userId,
            Stars = 1,
            Text = "",
            Version = 0,
            UpdatedAt = default,
        };
}
