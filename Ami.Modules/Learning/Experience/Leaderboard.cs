using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>With whom somebody is compared.</summary>
internal enum LeaderboardAmong
{
    /// <summary>All who joined.</summary>
    All,

    /// <summary>One's friends.</summary>
    Friends,
}

/// <summary>Somebody who joined, in a week.</summary>
/// <param name="Rank">From 1; who earned as much has the same. Null where nothing was earned yet, or very many are before them.</param>
/// <param name="Name">As they want to be called here.</param>
/// <param name="Points">What they earned in the week.</param>
/// <param name="IsMe">Whether it is the one who asks.</param>
internal sealed record LeaderboardLine(int? Rank, string Name, int Points, bool IsMe);

/// <summary>Who earned most in a week.</summary>
/// <param name="Week">Its Monday, UTC.</param>
/// <param name="IsNow">Whether it is still going on.</param>
/// <param name="Lines">The best first; at most 50 of all, all of one's friends.</param>
/// <param name="Mine">Where the one who asks stands; null where they were not part of it.</param>
internal sealed record LeaderboardView(DateOnly Week, bool IsNow, IReadOnlyList<LeaderboardLine> Lines, LeaderboardLine? Mine);

/// <summary>One's own part in it.</summary>
/// <param name="Name">As the others see one; null while one has not joined: then nobody sees anything of one.</param>
/// <param name="Code">To give to friends.</param>
/// <param name="Since">The first week that others see.</param>
internal sealed record PlayerView(string? Name, string? Code, DateOnly? Since);

/// <summary>
/// Compares what people earned in a week, if they want to be compared. Whoever joined is asked with each request, so that who leaves is gone for the next one who
/// looks.
/// </summary>
internal sealed class Leaderboard(UnitOfWork unitOfWork, LearningDb db, Friends friends, TimeProvider time)
{
    private const int MostLines = 50;

    /// <summary>Nobody is told that so many or more are before them, and no more are counted.</summary>
    private const int MostCounted = 1000;

    private sealed record Row(Guid UserId, string Name, int Points);

    public async Task<PlayerView> Mine(Guid userId, CancellationToken cancellationToken)
    {
        var mine = await db.Players.AsNoTracking().SingleOrDefaultAsync(player => player.UserId == userId, cancellationToken);
        return new PlayerView(mine?.Name, mine is null ? null : CertificateCode.Shown(mine.Code), mine?.Since);
    }

    /// <summary>Joins under a name, or takes another one.</summary>
    public async Task<Result<PlayerView>> Join(Guid userId, string? given, CancellationToken cancellationToken)
    {
        if (PlayerName.Read(given) is not { } name)
        {
            return PlayerErrors.NameInvalid;
        }

        await unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    insert into learning.players (user_id, name, code, since) values ($1, $2, $3, $4)
                    on conflict (user_id) do update set name = excluded.name
                    """
                );
                command.With(userId).With(name).With(CertificateCode.New()).With(EarnedWeek.Of(time.GetUtcNow()));
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );
        return await Mine(userId, cancellationToken);
    }

    /// <summary>Leaves: nobody sees them any more, and their friendships are over. What they earned stays theirs.</summary>
    public Task Leave(Guid userId, CancellationToken cancellationToken) =>
        unitOfWork.Run(ct => db.Players.Where(player => player.UserId == userId).ExecuteDeleteAsync(ct), cancellationToken);

    public async Task<Result<LeaderboardView>> Look(Guid userId, DateOnly? asked, LeaderboardAmong among, CancellationToken cancellationToken)
    {
        var now = EarnedWeek.Of(time.GetUtcNow());
        var week = asked ?? now;
        if (week > now || week.DayOfWeek != DayOfWeek.Monday)
        {
            return PlayerErrors.WeekInvalid;
        }

        var rows = among == LeaderboardAmong.All ? await Best(week, cancellationToken) : await OfFriends(userId, week, cancellationToken);
        var lines = rows.Select(row => new LeaderboardLine(Rank(rows, row), row.Name, row.Points, row.UserId == userId)).ToList();
        return new LeaderboardView(week, week == now, lines, lines.Find(line => line.IsMe) ?? await Behind(userId, week, cancellationToken));
    }

    private static int? Rank(List<Row> rows, Row row) => row.Points == 0 ? null : rows.FindIndex(one => one.Points == row.Points) + 1;

    private Task<List<Row>> Best(DateOnly week, CancellationToken cancellationToken) =>
        (
            from earned in db.ExperienceWeeks
            where earned.Week == week
            join player in db.Players on earned.UserId equals player.UserId
            where player.Since <= week
            orderby earned.Points descending, earned.UserId
            select new Row(player.UserId, player.Name, earned.Points)
        )
            .Take(MostLines)
            .ToListAsync(cancellationToken);

    private async Task<List<Row>> OfFriends(Guid userId, DateOnly week, CancellationToken cancellationToken)
    {
        var ids = await friends.Of(userId, cancellationToken);
        ids.Add(userId);
        var rows = await (
            from player in db.Players
            where ids.Contains(player.UserId) && player.Since <= week
            select new Row(
                player.UserId,
                player.Name,
                db.ExperienceWeeks.Where(earned => earned.UserId == player.UserId && earned.Week == week).Sum(earned => earned.Points)
            )
        ).ToListAsync(cancellationToken);
        return [.. rows.OrderByDescending(row => row.Points).ThenBy(row => row.UserId)];
    }

    /// <summary>Where somebody stands who is not among the best; null who was not part of the week.</summary>
    private async Task<LeaderboardLine?> Behind(Guid userId, DateOnly week, CancellationToken cancellationToken)
    {
        if (await db.Players.AsNoTracking().SingleOrDefaultAsync(player => player.UserId == userId && player.Since <= week, cancellationToken) is not { } me)
        {
            return null;
        }

        var points = await db.ExperienceWeeks.Where(one => one.UserId == userId && one.Week == week).SumAsync(one => one.Points, cancellationToken);
        if (points == 0)
        {
            return new LeaderboardLine(null, me.Name, 0, true);
        }

        var before = await (
            from earned in db.ExperienceWeeks
            where earned.Week == week && earned.Points > points
            join player in db.Players on earned.UserId equals player.UserId
            where player.Since <= week
            select earned.UserId
        )
            .Take(MostCounted)
            .CountAsync(cancellationToken);
        return new LeaderboardLine(before < MostCounted ? before + 1 : null, me.Name, points, true);
    }
}
