using System.Security.Claims;
using Ami.Core.Documents;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Learning;

/// <summary>A card of somebody's practice, without its texts.</summary>
/// <param name="Id">Which.</param>
/// <param name="CourseId">What one has to be allowed to read; null where that is nothing.</param>
/// <param name="IsPreview">Whether everybody may read its lesson.</param>
/// <param name="JoinedAt">Since when it is part of the practice.</param>
/// <param name="Position">Among those that joined with it.</param>
/// <param name="Version">Of its state; 0 before the first change.</param>
/// <param name="Memory">What is known of it.</param>
/// <param name="SuspendedAt">Since when the person has set it aside.</param>
internal sealed record DeckCard(
    Guid Id,
    Guid? CourseId,
    bool IsPreview,
    DateTimeOffset JoinedAt,
    int Position,
    int Version,
    Memory Memory,
    DateTimeOffset? SuspendedAt
);

/// <summary>
/// The cards of somebody's practice: those of lessons that they completed, and their own. The one place that says which they are. Those of lessons that they may
/// not read now are left out, asked of <see cref="CourseGate"/> each time, and are back as soon as they may; in the middle of an exam those of mistakes in its
/// course are none of theirs.
/// </summary>
internal sealed class PracticeDeck(NpgsqlDataSource dataSource, LearningDb db, CourseGate gate, IPersonDirectory people)
{
    private const string Sql = """
        select c.id, c.course_id, c.is_preview, c.joined_at, c.position, coalesce(s.version, 0), coalesce(s.phase, 'New'), coalesce(s.step, 0),
            coalesce(s.stability, 0), coalesce(s.difficulty, 0), s.due_at, s.reviewed_at, coalesce(s.reviews, 0), s.suspended_at
        from (
            select c.id, l.course_id, l.is_preview, d.completed_at as joined_at, c.position
            from learning.completions d
            join learning.lessons l on l.id = d.lesson_id and l.removed_at is null
            join learning.cards c on c.lesson_id = l.id and c.user_id is null and c.retired_at is null
            where d.user_id = $1
            union all
            select c.id, l.course_id, coalesce(l.is_preview, true), c.added_at, c.position
            from learning.cards c left join learning.lessons l on l.id = c.lesson_id
            where c.user_id = $1 and c.retired_at is null
                -- In the middle of an exam nobody looks up what its bank asks.
                and not (c.origin = 'QuizMistake' and exists (
                    select from learning.attempts a join learning.lessons e on e.id = a.lesson_id
                        and e.removed_at is null join learning.quizzes z on z.lesson_id = e.id
                    where a.user_id = $1 and a.submitted_at is null and a.answers in ('AfterPass', 'Never') and e.course_id = l.course_id))
        ) c
        left join learning.card_states s on s.card_id = c.id and s.user_id = $1
        where $2::uuid is null or c.id = $2
        """;

    /// <param name="Cards">Those that the person may see now, also those that they have set aside.</param>
    /// <param name="Closed">How many more there are of lessons that they may not read now.</param>
    public sealed record Deck(IReadOnlyList<DeckCard> Cards, int Closed);

    /// <summary>Where a person's days begin.</summary>
    public async Task<TimeZoneInfo> Zone(Guid userId, CancellationToken cancellationToken) =>
        LocalFormat.Zone((await people.Find(userId, cancellationToken))?.TimeZone);

    /// <summary>All of a person's cards.</summary>
    public async Task<Deck> Of(ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var cards = await Read(person.UserId(), null, cancellationToken);
        var courses = await Courses(cards, cancellationToken);
        var open = new HashSet<Guid>();
        foreach (var course in courses)
        {
            if (await gate.Reach(course, person, cancellationToken) is not null)
            {
                open.Add(course.Id);
            }
        }

        var seen = cards.Where(card => card.IsPreview || card.CourseId is { } course && open.Contains(course)).ToList();
        return new Deck(seen, cards.Count - seen.Count);
    }

    /// <summary>One card of a person; or <c>learning.card_unknown</c>, or why they may not read its lesson.</summary>
    public async Task<Result<DeckCard>> Find(Guid id, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if ((await Read(person.UserId(), id, cancellationToken)) is not [var card])
        {
            return LearningErrors.CardUnknown;
        }

        foreach (var course in card.IsPreview ? [] : await Courses([card], cancellationToken))
        {
            if (await gate.Reach(course, person, cancellationToken) is null)
            {
                return CourseGate.Refusal(course, person);
            }
        }

        return card;
    }

    private async Task<List<Course>> Courses(IReadOnlyList<DeckCard> cards, CancellationToken cancellationToken)
    {
        var ids = cards.Select(card => card.CourseId).OfType<Guid>().Distinct().ToList();
        return await db.Courses.AsNoTracking().Where(course => ids.Contains(course.Id)).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<DeckCard>> Read(Guid userId, Guid? card, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        command.With(userId).With(card, NpgsqlTypes.NpgsqlDbType.Uuid);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.All(Row, cancellationToken);
    }

    private static DeckCard Row(NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            row.IsDBNull(1) ? null : row.GetGuid(1),
            row.GetBoolean(2),
            row.GetFieldValue<DateTimeOffset>(3),
            row.GetInt32(4),
            row.GetInt32(5),
            new Memory(
                Enum.Parse<CardPhase>(row.GetString(6)),
                row.GetInt32(7),
                row.GetDouble(8),
                row.GetDouble(9),
                Time(row, 10),
                Time(row, 11),
                row.GetInt32(12)
            ),
            Time(row, 13)
        );

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
