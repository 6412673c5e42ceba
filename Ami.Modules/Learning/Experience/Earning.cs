using Ami.Core.Documents;
using NpgsqlTypes;

namespace Ami.Modules.Learning;

/// <summary>
/// Writes down that somebody learned, and what it earns: in the transaction of what they did, so that there is neither one without the other. Nothing earns
/// twice, whatever is sent or done again.
/// </summary>
internal sealed class Earning(UnitOfWork unitOfWork, IPersonDirectory people, Achievements achievements)
{
    /// <summary>What is held while somebody earns.</summary>
    public static string Lock(Guid userId) => $"learning.experience:{userId}";

    /// <summary>Somebody learned: their day counts, and what they did earns unless it did before.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="sources">With what; it may be nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task Learn(Guid userId, DateTimeOffset at, IReadOnlyCollection<ExperienceSource> sources, CancellationToken cancellationToken)
    {
        var zone = await Zone(userId, cancellationToken);
        await Alone(
            userId,
            at,
            async () =>
            {
                await Day(userId, at, zone, cancellationToken);
                await Earn(userId, at, sources, cancellationToken);
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Somebody got what they had learned for already: it earns unless it did before, and makes no day.</summary>
    public Task Get(Guid userId, DateTimeOffset at, IReadOnlyCollection<ExperienceSource> sources, CancellationToken cancellationToken) =>
        Alone(
            userId,
            at,
            async () =>
            {
                await Earn(userId, at, sources, cancellationToken);
                return true;
            },
            cancellationToken
        );

    /// <summary>Somebody rated a card: what they practised on their day so far earns, and cards that were asked again count once.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="mayReach">Whether the rating itself may have reached an achievement, also where it earned nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task Practise(Guid userId, DateTimeOffset at, bool mayReach, CancellationToken cancellationToken)
    {
        var zone = await Zone(userId, cancellationToken);
        var day = LocalDay.Of(at, zone);
        await using var command = unitOfWork.Command(
            // What earned on another date, where the person was before, earns on no second one.
            """
            select count(distinct card_id)::integer from learning.card_reviews where user_id = $1 and reviewed_at >= $2 and undone_at is null
                and reviewed_at > coalesce(
                    (select max(earned_at) from learning.experience where user_id = $1 and kind = 'Practice' and source not like $3 || '/%'), '-infinity')
            """
        );
        command.With(userId).With(LocalDay.Begins(day, zone)).With(ExperienceRules.Date(day));
        var cards = (int)(await command.ExecuteScalarAsync(cancellationToken) ?? 0);
        await Alone(
            userId,
            at,
            async () =>
                await Day(userId, at, zone, cancellationToken)
                | await Earn(userId, at, [.. ExperienceRules.Practice(day, cards)], cancellationToken)
                | mayReach,
            cancellationToken
        );
    }

    /// <summary>
    /// One earning of a person at a time, and last in its transaction; where the work says so, there may be an achievement in it. Who was erased meanwhile earns
    /// nothing: it would stay behind.
    /// </summary>
    private async Task Alone(Guid userId, DateTimeOffset at, Func<Task<bool>> work, CancellationToken cancellationToken)
    {
        await unitOfWork.Hold(Lock(userId), cancellationToken);
        if (await people.Find(userId, cancellationToken) is not null && await work())
        {
            await achievements.Give(userId, at, cancellationToken);
        }
    }

    private async Task<bool> Day(Guid userId, DateTimeOffset at, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            insert into learning.study_days (user_id, day, time_zone, first_at) values ($1, $2, $3, $4)
            on conflict (user_id, day, time_zone) do update set first_at = excluded.first_at where excluded.first_at < study_days.first_at
            """
        );
        command.With(userId).With(LocalDay.Of(at, zone)).With(zone.Id).With(at);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private async Task<bool> Earn(Guid userId, DateTimeOffset at, IReadOnlyCollection<ExperienceSource> sources, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            with earned as (
                insert into learning.experience (user_id, kind, source, points, earned_at)
                select $1, kind, source, points, $2 from unnest($4::text[], $5::text[], $6::integer[]) as given (kind, source, points)
                on conflict do nothing returning points)
            insert into learning.experience_weeks (user_id, week, points) select $1, $3, sum(points)::integer from earned having count(*) > 0
            on conflict (user_id, week) do update set points = experience_weeks.points + excluded.points
            """
        );
        command.With(userId).With(at).With(EarnedWeek.Of(at));
        command.With(sources.Select(source => source.Kind.ToString()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        command.With(sources.Select(source => source.Id).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        command.With(sources.Select(source => source.Points).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private async Task<TimeZoneInfo> Zone(Guid userId, CancellationToken cancellationToken) =>
        LocalFormat.Zone((await people.Find(userId, cancellationToken))?.TimeZone);
}
