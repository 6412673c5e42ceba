using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Somebody's part in discussions: handed over when they ask, gone with their account.</summary>
internal static class DiscussionArchive
{
    public static KeptData Kept { get; } =
        new("learning.discussion", "learning.posts", "learning.post_votes", "learning.post_reports")
        {
            Title = new("Conversaciones sobre lecciones", "Discussions of lessons"),
            What = new(
                "Lo que escribiste sobre lecciones y, si el equipo lo retiró, cuándo y por qué; qué mensajes de otros marcaste como útiles y de cuáles avisaste al equipo.",
                "What you wrote about lessons and, if staff removed it, when and why; which posts of others you marked as helpful and which you told staff of."
            ),
            Why = new("Para que preguntes a otros y les respondas.", "For you to ask others and to answer them."),
            HowLong = KeptData.AsTheAccount,
            SeenBy = new(
                "Quienes pueden leer la lección ven lo que escribes, con tu nombre.",
                "Whoever may read the lesson sees what you write, with your name."
            ),
            Remains = new(
                "El lugar de un mensaje al que otros respondieron, sin lo que decía ni de quién era.",
                "The place of a post that others answered, without what it said or whose it was."
            ),
        };

    public static async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "learning/posts.json",
            """
            select c.slug as course, l.key as lesson, p.thread_id, p.id, p.text, p.created_at, p.updated_at, p.votes, p.removed_at, p.removed_by, p.removed_reason,
                p.removed_note
            from learning.posts p join learning.lessons l on l.id = p.lesson_id join learning.courses c on c.id = l.course_id
            where p.user_id = $1 order by p.created_at, p.id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/post-marks.json",
            """
            select post_id, 'helpful' as mark, null as reason, voted_at as at from learning.post_votes where user_id = $1
            union all select post_id, 'reported', reason, told_at from learning.post_reports where user_id = $1 order by at, post_id
            """,
            userId,
            cancellationToken
        );
    }

    /// <summary>What others answered stays where it was; that it was answered is all that is left of what this person wrote.</summary>
    public static async Task Erase(Guid userId, LearningDb db, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from learning.post_votes where user_id = {userId} returning post_id)
            update learning.posts p set votes = votes - 1 from gone where p.id = gone.post_id
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from learning.post_reports where user_id = {userId} returning post_id, settled_at)
            update learning.posts p set reports = reports - 1 from gone where p.id = gone.post_id and gone.settled_at is null
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update learning.post_reports r set settled_at = now() from learning.posts p where p.id = r.post_id and p.user_id = {userId} and r.settled_at is null
            """,
            cancellationToken
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update learning.posts set user_id = null, is_team = false, text = '', reports = 0, removed_at = coalesce(removed_at, now()), removed_by = 'Author', removed_reason = null,
                removed_note = null
            where user_id = {userId}
            """,
            cancellationToken
        );
    }
}
