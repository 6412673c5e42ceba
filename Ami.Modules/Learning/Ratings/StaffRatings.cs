using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A rating as staff see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Course">The course's name in addresses.</param>
/// <param name="TitleEs">What the course is called, in Spanish.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Stars">From 1 to 5.</param>
/// <param name="Text">Plain text; may be empty.</param>
/// <param name="UpdatedAt">When its author changed it last.</param>
/// <param name="HiddenAt">Since when it is hidden.</param>
/// <param name="HiddenReason">Why, as its author reads it.</param>
/// <param name="HiddenNote">What staff wrote for staff.</param>
internal sealed record RatingRow(
    Guid Id,
    Guid UserId,
    string Course,
    string TitleEs,
    string TitleEn,
    int Stars,
    string Text,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? HiddenAt,
    HidingReason? HiddenReason,
    string? HiddenNote
);

/// <summary>Ratings for staff. One that is hidden stays so whatever its author makes of it, until staff show it again.</summary>
internal static class StaffRatings
{
    private static readonly ListOrder<CourseRating> Order = new ListOrder<CourseRating>(r => r.Id, "-updatedAt").By("updatedAt", r => r.UpdatedAt);

    /// <param name="Reason">Why; its author reads it.</param>
    /// <param name="Note">For staff alone; may be empty.</param>
    internal sealed record HideRequest(HidingReason Reason, string? Note = null);

    public static void Map(IEndpointRouteBuilder ratings)
    {
        ratings
            .MapGet("", Page)
            .RequirePermission(LearningPermissions.ModerateRatings)
            .WithName("ListRatings")
            .WithSummary("Ratings of courses, by words in them.");
        ratings
            .MapPost("/{id:guid}/hide", Hide)
            .RequirePermission(LearningPermissions.ModerateRatings)
            .WithName("HideRating")
            .WithSummary("Hides a rating: it is neither shown nor counted, and its author reads why.");
        ratings
            .MapPost("/{id:guid}/show", Show)
            .RequirePermission(LearningPermissions.ModerateRatings)
            .WithName("ShowRating")
            .WithSummary("Shows a rating again that was hidden.");
    }

    private static async Task<Results<Ok<Page<RatingRow>>, ProblemHttpResult>> Page(
        string? q,
        [AsParameters] PageRequest page,
        LearningDb db,
        CancellationToken cancellationToken
    )
    {
        var ratings = db.Ratings.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(q))
        {
            ratings = ratings.Where(r => EF.Functions.Like(EF.Property<string>(r, CourseRating.Search), pattern));
        }

        return (await Order.Page(ratings, page, Row(db), cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static Task<Results<Ok<RatingRow>, ProblemHttpResult>> Hide(
        Guid id,
        HideRequest request,
        UnitOfWork unitOfWork,
        LearningDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        return StaffNote.Try(request.Note, out var note)
            ? Change(id, new Hiding(time.GetUtcNow(), request.Reason, note), unitOfWork, db, audit, cancellationToken)
            : Task.FromResult<Results<Ok<RatingRow>, ProblemHttpResult>>(RatingErrors.NoteInvalid.ToProblem());
    }

    private static Task<Results<Ok<RatingRow>, ProblemHttpResult>> Show(
        Guid id,
        UnitOfWork unitOfWork,
        LearningDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    ) => Change(id, null, unitOfWork, db, audit, cancellationToken);

    private sealed record Hiding(DateTimeOffset At, HidingReason Reason, string? Note);

    private static async Task<Results<Ok<RatingRow>, ProblemHttpResult>> Change(
        Guid id,
        Hiding? hiding,
        UnitOfWork unitOfWork,
        LearningDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    ) =>
        (
            await unitOfWork.Run<Result<RatingRow>>(
                async ct =>
                {
                    var (at, reason, note) = (hiding?.At, hiding?.Reason, hiding?.Note);
                    var isHidden = hiding is null;
                    var changed = await db
                        .Ratings.Where(r => r.Id == id && r.HiddenAt != null == isHidden)
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(r => r.HiddenAt, at).SetProperty(r => r.HiddenReason, reason).SetProperty(r => r.HiddenNote, note),
                            ct
                        );
                    if (await db.Ratings.AsNoTracking().Where(r => r.Id == id).Select(Row(db)).SingleOrDefaultAsync(ct) is not { } row)
                    {
                        return RatingErrors.Unknown;
                    }

                    if (changed == 0)
                    {
                        return hiding is null ? RatingErrors.NotHidden : RatingErrors.AlreadyHidden;
                    }

                    // About the person, so that the note goes with their account.
                    audit.Append(
                        new AuditEntry(hiding is null ? "learning.rating-shown" : "learning.rating-hidden", "user", row.UserId.ToString())
                        {
                            After = new
                            {
                                rating = id,
                                reason,
                                note,
                            },
                        }
                    );
                    return row;
                },
                cancellationToken
            )
        ).ToHttp(TypedResults.Ok);

    private static Expression<Func<CourseRating, RatingRow>> Row(LearningDb db) =>
        r => new RatingRow(
            r.Id,
            r.UserId,
            db.Courses.Where(c => c.Id == r.CourseId).Select(c => c.Slug).Single(),
            db.Courses.Where(c => c.Id == r.CourseId).Select(c => c.TitleEs).Single(),
            db.Courses.Where(c => c.Id == r.CourseId).Select(c => c.TitleEn).Single(),
            r.Stars,
            r.Text,
            r.UpdatedAt,
            r.HiddenAt,
            r.HiddenReason,
            r.HiddenNote
        );
}
