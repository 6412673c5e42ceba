using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>What one wrote down about a lesson.</summary>
/// <param name="IsBookmarked">Whether it is among one's bookmarks.</param>
/// <param name="Notes">From the top of the lesson down.</param>
internal sealed record LessonNotes(bool IsBookmarked, IReadOnlyList<NoteView> Notes);

/// <summary>Where a note or a bookmark leads.</summary>
/// <param name="LessonId">Which lesson.</param>
/// <param name="Key">Its name in addresses, below the course.</param>
/// <param name="TitleEs">What it is called, in Spanish.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="Course">The course's name in addresses.</param>
/// <param name="CourseTitleEs">What the course is called, in Spanish.</param>
/// <param name="CourseTitleEn">The same in English.</param>
internal sealed record LessonPlace(Guid LessonId, string Key, string TitleEs, string TitleEn, string Course, string CourseTitleEs, string CourseTitleEn);

/// <summary>A note among all of one's own.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lesson">Which lesson it is about.</param>
/// <param name="Heading">Which heading of it, from 1; null for all of it.</param>
/// <param name="HeadingEs">What that was called when it was chosen, in Spanish.</param>
/// <param name="HeadingEn">The same in English.</param>
/// <param name="Text">Markdown, as plain text.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record NoteRow(Guid Id, LessonPlace Lesson, int? Heading, string? HeadingEs, string? HeadingEn, string Text, DateTimeOffset UpdatedAt);

/// <summary>A lesson among one's bookmarks.</summary>
/// <param name="Lesson">Which.</param>
/// <param name="AddedAt">Since when.</param>
internal sealed record BookmarkRow(LessonPlace Lesson, DateTimeOffset AddedAt);

/// <summary>Reading one's own notes and bookmarks.</summary>
internal static class MyNotes
{
    private static readonly ListOrder<Note> Order = new ListOrder<Note>(n => n.Id, "-updatedAt").By("updatedAt", n => n.UpdatedAt);

    /// <param name="Items">The latest first.</param>
    internal sealed record BookmarkList(IReadOnlyList<BookmarkRow> Items);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/api/lessons/{lesson}/notes", OfLesson)
            .RequireAuthorization()
            .WithTags("Notes")
            .WithName("LessonNotes")
            .WithSummary("The signed-in user's notes on a lesson, and whether it is among their bookmarks.");
        endpoints
            .MapGet("/api/me/notes", Page)
            .RequireAuthorization()
            .WithTags("Notes")
            .WithName("MyNotes")
            .WithSummary("All notes of the signed-in user, or those with these words; the latest first.");
        endpoints
            .MapGet("/api/me/bookmarks", Bookmarked)
            .RequireAuthorization()
            .WithTags("Notes")
            .WithName("MyBookmarks")
            .WithSummary("The signed-in user's bookmarks, the latest first.");
    }

    private static async Task<Ok<LessonNotes>> OfLesson(Guid lesson, ClaimsPrincipal user, LearningDb db, CancellationToken cancellationToken)
    {
        var userId = user.UserId();
        var notes = await db
            .Notes.AsNoTracking()
            .Where(n => n.UserId == userId && n.LessonId == lesson)
            .OrderBy(n => n.Heading ?? 0)
            .ThenBy(n => n.Id)
            .ToListAsync(cancellationToken);
        var isBookmarked = await db.Bookmarks.AnyAsync(b => b.UserId == userId && b.LessonId == lesson, cancellationToken);
        return TypedResults.Ok(new LessonNotes(isBookmarked, [.. notes.Select(NoteView.Of)]));
    }

    private static async Task<Results<Ok<Page<NoteRow>>, ProblemHttpResult>> Page(
        string? q,
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        LearningDb db,
        CancellationToken cancellationToken
    )
    {
        var notes = db.Notes.AsNoTracking().Where(n => n.UserId == user.UserId());
        foreach (var pattern in SearchText.Patterns(q))
        {
            notes = notes.Where(n => EF.Functions.Like(EF.Property<string>(n, Note.Search), pattern));
        }

        if (!(await Order.Page(notes, page, n => n, cancellationToken)).Try(out var found, out var malformed))
        {
            return malformed.ToProblem();
        }

        var places = await Places(db, found.Items.Select(n => n.LessonId), cancellationToken);
        return TypedResults.Ok(
            new Page<NoteRow>(
                [.. found.Items.Select(n => new NoteRow(n.Id, places[n.LessonId], n.Heading, n.HeadingEs, n.HeadingEn, n.Text, n.UpdatedAt))],
                found.NextCursor
            )
            {
                Total = found.Total,
            }
        );
    }

    private static async Task<Ok<BookmarkList>> Bookmarked(ClaimsPrincipal user, LearningDb db, CancellationToken cancellationToken)
    {
        var bookmarks = await db
            .Bookmarks.AsNoTracking()
            .Where(b => b.UserId == user.UserId())
            .OrderByDescending(b => b.AddedAt)
            .ThenBy(b => b.LessonId)
            .ToListAsync(cancellationToken);
        var places = await Places(db, bookmarks.Select(b => b.LessonId), cancellationToken);
        return TypedResults.Ok(new BookmarkList([.. bookmarks.Select(b => new BookmarkRow(places[b.LessonId], b.AddedAt))]));
    }

    /// <summary>Where these lessons are; asked for by themselves, so that no other lesson is read.</summary>
    private static Task<Dictionary<Guid, LessonPlace>> Places(LearningDb db, IEnumerable<Guid> lessons, CancellationToken cancellationToken)
    {
        var ids = lessons.Distinct().ToList();
        return (
            from lesson in db.Lessons
            where ids.Contains(lesson.Id)
            join course in db.Courses on lesson.CourseId equals course.Id
            select new LessonPlace(lesson.Id, lesson.Key, lesson.TitleEs, lesson.TitleEn, course.Slug, course.TitleEs, course.TitleEn)
        ).ToDictionaryAsync(place => place.LessonId, cancellationToken);
    }
}
