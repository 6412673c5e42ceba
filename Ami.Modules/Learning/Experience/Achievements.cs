using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace Ami.Modules.Learning;

/// <summary>What is so of somebody, and the achievements that follow from it. One that was given stays, whatever becomes of what it was given for.</summary>
internal sealed class Achievements(UnitOfWork unitOfWork, LearningDb db)
{
    /// <summary>Of a card that is known for long: after so many days it is still known with a probability of 90%.</summary>
    private const int KnownForDays = 21;

    /// <summary>Whether a card counts as known for long.</summary>
    public static bool IsKnown(Memory memory) => memory is { Phase: CardPhase.Review, Stability: >= KnownForDays };

    private sealed record Counts(int LessonsDone, int CoursesDone, int QuizzesPassed, int ExamsPassed, int QuizzesPerfect, int ExercisesPassed, int CardsKnown);

    /// <summary>Gives somebody what they have reached. Runs inside a unit of work.</summary>
    public async Task Give(Guid userId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var given = await db.Achievements.Where(one => one.UserId == userId).Select(one => one.Key).ToListAsync(cancellationToken);
        if (Achievement.All.All(one => given.Contains(one.Key)))
        {
            return;
        }

        var facts = await Facts(userId, cancellationToken);
        var reached = Achievement.All.Where(one => !given.Contains(one.Key) && one.IsMetBy(facts[one.Fact])).Select(one => one.Key).ToArray();
        if (reached.Length > 0)
        {
            await using var command = unitOfWork.Command(
                "insert into learning.achievements (user_id, key, given_at) select $1, key, $2 from unnest($3::text[]) as reached (key) on conflict do nothing"
            );
            command.With(userId).With(at).With(reached, NpgsqlDbType.Array | NpgsqlDbType.Text);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>All that achievements may ask about; null for what is undefined.</summary>
    public async Task<IReadOnlyDictionary<AchievementFact, int?>> Facts(Guid userId, CancellationToken cancellationToken)
    {
        var counts = await Count(userId, cancellationToken);
        var days = await db.StudyDays.AsNoTracking().Where(day => day.UserId == userId).ToListAsync(cancellationToken);
        // The longest one is the same, whenever and wherever one asks.
        var streak = Streak.Of(days, days.Count == 0 ? default : days.Max(day => day.FirstAt), TimeZoneInfo.Utc);
        var calibration = await Calibration.Of(db, userId, cancellationToken);
        return new Dictionary<AchievementFact, int?>
        {
            [AchievementFact.LessonsDone] = counts.LessonsDone,
            [AchievementFact.CoursesDone] = counts.CoursesDone,
            [AchievementFact.QuizzesPassed] = counts.QuizzesPassed,
            [AchievementFact.ExamsPassed] = counts.ExamsPassed,
            [AchievementFact.QuizzesPerfect] = counts.QuizzesPerfect,
            [AchievementFact.ExercisesPassed] = counts.ExercisesPassed,
            [AchievementFact.LongestStreak] = streak.Longest,
            [AchievementFact.StudyDays] = days.Select(day => day.Day).Distinct().Count(),
            [AchievementFact.CardsKnown] = counts.CardsKnown,
            [AchievementFact.CalibrationGap] = calibration.Gap(),
        };
    }

    private Task<Counts> Count(Guid userId, CancellationToken cancellationToken) =>
        db
            .Database.SqlQuery<Counts>(
                $"""
                select
                    (select count(*)::integer from learning.completions d join learning.lessons l on l.id = d.lesson_id
                        where d.user_id = {userId} and l.kind = 'Article') as "LessonsDone",
                    (select count(*)::integer from (
                        select l.course_id from learning.lessons l left join learning.completions d on d.lesson_id = l.id and d.user_id = {userId}
                        where l.removed_at is null and l.course_id in (
                            select o.course_id from learning.completions c join learning.lessons o on o.id = c.lesson_id where c.user_id = {userId})
                        group by l.course_id having count(*) = count(d.lesson_id)) whole) as "CoursesDone",
                    (select count(distinct lesson_id)::integer from learning.attempts where user_id = {userId} and reached) as "QuizzesPassed",
                    (select count(distinct a.lesson_id)::integer from learning.attempts a join learning.quizzes q on q.lesson_id = a.lesson_id
                        where a.user_id = {userId} and a.reached and q.is_final) as "ExamsPassed",
                    (select count(distinct lesson_id)::integer from learning.attempts
                        where user_id = {userId} and earned = points * {Scoring.Parts}) as "QuizzesPerfect",
                    (select count(*)::integer from learning.experience
                        where user_id = {userId} and kind = {nameof(ExperienceKind.Exercise)}) as "ExercisesPassed",
                    (select count(*)::integer from learning.card_states
                        where user_id = {userId} and phase = {nameof(CardPhase.Review)} and stability >= {KnownForDays}) as "CardsKnown"
                """
            )
            .SingleAsync(cancellationToken);
}
