using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A lesson that was found.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its name in addresses, below the course.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Course">The course's name in addresses.</param>
/// <param name="CourseTitleEs">What the course is called, in Spanish.</param>
/// <param name="CourseTitleEn">The same in English.</param>
/// <param name="TitleEs">What it is called, in Spanish.</param>
/// <param name="TitleEn">The same in English.</param>
/// <param name="IsOpen">Whether the caller may read it now.</param>
/// <param name="ExcerptEs">Where its Spanish text says it; null where that does not, or is not for the caller.</param>
/// <param name="ExcerptEn">The same in English.</param>
internal sealed record LessonHit(
    Guid Id,
    string Key,
    LessonKind Kind,
    string Course,
    string CourseTitleEs,
    string CourseTitleEn,
    Marked TitleEs,
    Marked TitleEn,
    bool IsOpen,
    Excerpt? ExcerptEs,
    Excerpt? ExcerptEn
);

/// <summary>What a search found.</summary>
/// <param name="Items">Best first.</param>
/// <param name="NextCursor">Ask again with it for more; null when that is all.</param>
/// <param name="Suggestion">What may have been meant, where what was typed finds nothing and this does.</param>
/// <param name="IsCorrected">Whether that was searched for; it is not where words were put in quotes or left out.</param>
internal sealed record LessonHits(IReadOnlyList<LessonHit> Items, string? NextCursor, string? Suggestion, bool IsCorrected);

/// <summary>Searching lessons: for everybody. Where one says it is shown to those who may read it.</summary>
internal sealed class FindLessons(LessonSearch search, SearchWords words, LearningDb db, CourseGate gate)
{
    /// <summary>Nobody reads on that far.</summary>
    public const int Most = 200;

    private const int Rows = 10;

    /// <param name="Q">Words, in either language.</param>
    /// <param name="Language">Only in the texts of this language.</param>
    /// <param name="Level">Only in courses for these people.</param>
    /// <param name="Access">Only in courses that cost this.</param>
    /// <param name="Course">Only in this course, by its name in addresses.</param>
    /// <param name="Cursor">Where to go on.</param>
    /// <param name="Limit">Lessons per page, 10 if left out.</param>
    internal readonly record struct LessonFilter(
        string? Q = null,
        Choice<Language>? Language = null,
        Choice<CourseLevel>? Level = null,
        Choice<CourseOffering>? Access = null,
        string? Course = null,
        string? Cursor = null,
        int? Limit = null
    );

    /// <param name="Seen">How many were given out before.</param>
    private sealed record Position(int Seen);

    public static void Map(IEndpointRouteBuilder lessons) =>
        lessons
            .MapGet("", Handle)
            .AllowAnonymous()
            .WithName("SearchLessons")
            .WithSummary("Lessons by words in their titles, headings and texts, best match first. Where a text says it is given to those who may read it.");

    private static async Task<Results<Ok<LessonHits>, ProblemHttpResult>> Handle(
        [AsParameters] LessonFilter filter,
        ClaimsPrincipal user,
        FindLessons lessons,
        CancellationToken cancellationToken
    ) => (await lessons.Find(filter, user, cancellationToken)).ToHttp(TypedResults.Ok);

    private async Task<Result<LessonHits>> Find(LessonFilter filter, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!Cursor.Decode<Position>(filter.Cursor).Try(out var after, out var malformed))
        {
            return malformed;
        }

        var asked = CourseSearch.Asked(filter.Q);
        if (asked.Length == 0)
        {
            return new LessonHits([], null, null, false);
        }

        var (seen, rows) = (Math.Clamp(after?.Seen ?? 0, 0, Most), Cursor.Limit(filter.Limit ?? Rows));
        var last = Math.Min(seen + rows, Most);
        var wish = new LessonWish(asked, filter.Language?.Value, filter.Level?.Value, filter.Access?.Value, filter.Course);
        wish = wish with { Open = wish.HasPhrases ? await Open(user, cancellationToken) : [] };
        var found = await search.Find(wish, last + 1, cancellationToken);
        var suggestion = found.Count > 0 ? null : await words.Corrected(asked, wish.Language, cancellationToken);
        var meant = suggestion is null ? [] : await search.Find(wish with { Words = suggestion }, last + 1, cancellationToken);
        var isCorrected = meant.Count > 0 && !CourseSearch.IsExact(asked);
        if (isCorrected)
        {
            (found, asked) = (meant, suggestion ?? asked);
        }

        return new LessonHits(
            await Hits([.. found.Skip(seen).Take(last - seen)], await words.FormsOf(asked, cancellationToken), wish.Language, user, cancellationToken),
            found.Count > last && last < Most ? Cursor.Encode(new Position(last)) : null,
            meant.Count > 0 ? suggestion : null,
            isCorrected
        );
    }

    /// <summary>What somebody may read beside what is free.</summary>
    private async Task<IReadOnlyCollection<Guid>> Open(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var open = new List<Guid>();
        if (CourseGate.IsSignedIn(user))
        {
            foreach (
                var course in await db.Courses.AsNoTracking().Where(c => c.Access != CourseOffering.Free && c.ArchivedAt == null).ToListAsync(cancellationToken)
            )
            {
                if (await gate.Reach(course, user, cancellationToken) is not null)
                {
                    open.Add(course.Id);
                }
            }
        }

        return open;
    }

    private async Task<IReadOnlyList<LessonHit>> Hits(
        Guid[] ids,
        SearchWords.Forms forms,
        Language? language,
        ClaimsPrincipal user,
        CancellationToken cancellationToken
    )
    {
        var lessons = await db.Lessons.AsNoTracking().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancellationToken);
        var of = lessons.Values.Select(l => l.CourseId).Distinct().ToList();
        var courses = await db.Courses.AsNoTracking().Where(c => of.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var open = new HashSet<Guid>();
        foreach (var course in courses.Values)
        {
            if (await gate.Reach(course, user, cancellationToken) is not null)
            {
                open.Add(course.Id);
            }
        }

        return [.. ids.Where(lessons.ContainsKey).Select(id => Hit(lessons[id], courses[lessons[id].CourseId], open, forms, language))];
    }

    private static LessonHit Hit(Lesson lesson, Course course, HashSet<Guid> open, SearchWords.Forms forms, Language? language)
    {
        var isOpen = lesson.IsPreview || open.Contains(course.Id);
        return new LessonHit(
            Id: lesson.Id,
            Key: lesson.Key,
            Kind: lesson.Kind,
            Course: course.Slug,
            CourseTitleEs: course.TitleEs,
            CourseTitleEn: course.TitleEn,
            TitleEs: Marked.Of(lesson.TitleEs, forms.Es),
            TitleEn: Marked.Of(lesson.TitleEn, forms.En),
            IsOpen: isOpen,
            ExcerptEs: isOpen && language != Language.En ? Excerpt.Of(lesson.BodyEs, forms.Es) : null,
            ExcerptEn: isOpen && language != Language.Es ? Excerpt.Of(lesson.BodyEn, forms.En) : null
        );
    }
}
