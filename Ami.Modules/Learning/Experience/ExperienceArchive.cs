namespace Ami.Modules.Learning;

/// <summary>What the archive of somebody's data has of their experience.</summary>
internal static class ExperienceArchive
{
    public static async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "learning/study-days.json",
            "select day, time_zone, first_at from learning.study_days where user_id = $1 order by first_at, day",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/experience.json",
            """
            select e.kind, e.source, c.slug as course, l.key as lesson, e.points, e.earned_at
            from learning.experience e
            left join learning.lessons l on e.kind in ('Lesson', 'Quiz', 'Exam') and l.id::text = e.source
            left join learning.courses c on c.id = l.course_id or (e.kind = 'Certificate' and c.id::text = e.source)
            where e.user_id = $1 order by e.earned_at, e.kind, e.source
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "learning/achievements.json",
            "select key, given_at from learning.achievements where user_id = $1 order by given_at, key",
            userId,
            cancellationToken
        );
        await archive.Rows("learning/leaderboard.json", "select name, code, since from learning.players where user_id = $1", userId, cancellationToken);
        // Of others no more than the name that they show here themselves.
        await archive.Rows(
            "learning/friends.json",
            """
            select p.name, f.asked_by = $1 as asked_by_me, f.asked_at, f.accepted_at
            from learning.friendships f join learning.players p on p.user_id in (f.asked_by, f.asked) and p.user_id <> $1
            where $1 in (f.asked_by, f.asked) order by f.asked_at, f.id
            """,
            userId,
            cancellationToken
        );
    }
}
