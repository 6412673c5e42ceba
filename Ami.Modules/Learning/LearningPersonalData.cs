using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>People's courses and what they did in them: handed over when they ask, gone with their account.</summary>
internal sealed class LearningPersonalData(LearningDb db) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept { get; } =
    [
        new("learning.progress", "learning.enrolments", "learning.completions")
        {
            Title = new("Cursos", "Courses"),
            What = new(
                "Los cursos que empezaste y las lecciones que marcaste como hechas, con su fecha.",
                "The courses that you began and the lessons that you marked as done, with their dates."
            ),
            Why = new("Para que sigas donde lo dejaste.", "For you to go on where you left off."),
            HowLong = KeptData.AsTheAccount,
        },
    ];

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "learning/courses.json",
            """
            select c.slug, c.title_es, c.title_en, e.enrolled_at from learning.enrolments e join learning.courses c on c.id = e.course_id
            where e.user_id = $1 order by e.enrolled_at, c.slug
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/lessons-done.json",
            """
            select c.slug as course, l.key as lesson, l.title_es, l.title_en, d.completed_at
            from learning.completions d join learning.lessons l on l.id = d.lesson_id join learning.courses c on c.id = l.course_id
            where d.user_id = $1 order by d.completed_at, l.key
            """,
            userId,
            cancellationToken
        );
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await db.Completions.Where(c => c.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.Enrolments.Where(e => e.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }
}
