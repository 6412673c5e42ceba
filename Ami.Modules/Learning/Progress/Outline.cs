using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>The lessons of some courses in their order, with what one person has done of them. The one place that says how far somebody is.</summary>
internal sealed class Outline
{
    private readonly ILookup<Guid, Row> _rows;

    private Outline(IEnumerable<Row> rows) => _rows = rows.ToLookup(row => row.CourseId);

    private sealed record Row(Guid CourseId, LessonLine Line, DateTimeOffset? DoneAt);

    /// <param name="db">Where it is read.</param>
    /// <param name="courses">Of which courses.</param>
    /// <param name="userId">Whose progress; null when nobody's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Outline> Of(LearningDb db, IReadOnlyList<Guid> courses, Guid? userId, CancellationToken cancellationToken)
    {
        var lessons = await db
            .Lessons.Where(l => courses.Contains(l.CourseId) && l.RemovedAt == null)
            .OrderBy(l => l.Position)
            .Select(l => new
            {
                l.CourseId,
                l.Id,
                l.Key,
                l.TitleEs,
                l.TitleEn,
                l.Minutes,
                l.IsPreview,
                l.Kind,
                DoneAt = db.Completions.Where(c => c.LessonId == l.Id && c.UserId == userId).Select(c => (DateTimeOffset?)c.CompletedAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return new Outline(
            lessons.Select(l => new Row(
                l.CourseId,
                new LessonLine(l.Id, l.Key, l.TitleEs, l.TitleEn, l.Minutes, l.IsPreview, l.DoneAt is not null, l.Kind),
                l.DoneAt
            ))
        );
    }

    public IReadOnlyList<LessonLine> LinesOf(Guid course) => [.. _rows[course].Select(row => row.Line)];

    /// <summary>When the person last marked a lesson of the course as done; null when they never did.</summary>
    public DateTimeOffset? LastDoneAt(Guid course) => _rows[course].Max(row => row.DoneAt);

    /// <summary>
    /// Where the person left off: the first lesson that is not done behind the one that they did last, or the first at all that is not; null when they did not
    /// begin, or have done all.
    /// </summary>
    public LessonLine? NextOf(Guid course)
    {
        var rows = _rows[course].ToList();
        var last = rows.FindIndex(row => row.DoneAt is not null && row.DoneAt == LastDoneAt(course));
        return last < 0 ? null : rows.Skip(last + 1).Concat(rows).Select(row => row.Line).FirstOrDefault(line => !line.IsDone);
    }
}
