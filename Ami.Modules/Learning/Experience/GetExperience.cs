using System.Security.Claims;
using Ami.Core.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A day of somebody's.</summary>
/// <param name="Day">Which.</param>
/// <param name="Learned">Whether they learned on it.</param>
internal sealed record DayMark(DateOnly Day, bool Learned);

/// <summary>Something that one earned.</summary>
/// <param name="Kind">With what.</param>
/// <param name="Points">How much.</param>
/// <param name="EarnedAt">When.</param>
internal sealed record EarnedLine(ExperienceKind Kind, int Points, DateTimeOffset EarnedAt);

/// <summary>What one has earned by learning.</summary>
/// <param name="Total">Ever.</param>
/// <param name="ThisWeek">Since Monday, UTC.</param>
/// <param name="Level">That the total makes.</param>
/// <param name="Streak">On how many days running one learned.</param>
/// <param name="DaysPerFreeze">Each so many days of a streak earn a freeze.</param>
/// <param name="MostFreezes">More of them are not kept.</param>
/// <param name="LastDays">The last seven of one's days, today last.</param>
/// <param name="Latest">What one earned last, the newest first; at most 20.</param>
internal sealed record ExperienceView(
    int Total,
    int ThisWeek,
    Level Level,
    Streak Streak,
    int DaysPerFreeze,
    int MostFreezes,
    IReadOnlyList<DayMark> LastDays,
    IReadOnlyList<EarnedLine> Latest
);

/// <summary>An achievement, and how far one is with it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Title">A few words.</param>
/// <param name="About">How one gets it.</param>
/// <param name="Value">What is so now of what it asks about; null while that is undefined.</param>
/// <param name="AtLeast">The least that is enough; null where there is a most.</param>
/// <param name="GivenAt">Since when one has it; null while one has not. It stays.</param>
internal sealed record AchievementView(string Key, InBoth Title, InBoth About, int? Value, int? AtLeast, DateTimeOffset? GivenAt);

/// <summary>What people earned by learning, and by which rules.</summary>
internal static class GetExperience
{
    private const int Days = 7;
    private const int MostLatest = 20;

    /// <param name="Rules">All of them.</param>
    /// <param name="DaysPerFreeze">Each so many days of a streak earn a freeze.</param>
    /// <param name="MostFreezes">More of them are not kept.</param>
    internal sealed record RuleTable(IReadOnlyList<ExperienceRule> Rules, int DaysPerFreeze, int MostFreezes);

    /// <param name="Achievements">All that there are, in their order.</param>
    internal sealed record MyAchievements(IReadOnlyList<AchievementView> Achievements);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapGet("/api/experience/rules", () => TypedResults.Ok(new RuleTable(ExperienceRules.All, Streak.DaysPerFreeze, Streak.MostFreezes)))
            .AllowAnonymous()
            .WithTags("Experience")
            .WithName("ExperienceRules")
            .WithSummary("What earns how much experience, for everybody. Trades, profit and risk earn none.");
        endpoints
            .MapGet("/api/me/experience", Mine)
            .RequireAuthorization()
            .WithTags("Experience")
            .WithName("MyExperience")
            .WithSummary("The signed-in user's experience, level and streak.");
        endpoints
            .MapGet("/api/me/achievements", Achieved)
            .RequireAuthorization()
            .WithTags("Experience")
            .WithName("MyAchievements")
            .WithSummary("All achievements, which of them the signed-in user has, and how far they are with the others.");
    }

    private static async Task<Ok<ExperienceView>> Mine(
        ClaimsPrincipal user,
        LearningDb db,
        IPersonDirectory people,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var (userId, now) = (user.UserId(), time.GetUtcNow());
        var zone = LocalFormat.Zone((await people.Find(userId, cancellationToken))?.TimeZone);
        var (today, week) = (LocalDay.Of(now, zone), EarnedWeek.Of(now));
        var days = await db.StudyDays.AsNoTracking().Where(day => day.UserId == userId).ToListAsync(cancellationToken);
        var weeks = db.ExperienceWeeks.Where(one => one.UserId == userId);
        var total = await weeks.SumAsync(one => one.Points, cancellationToken);
        var latest = await db
            .Experience.Where(one => one.UserId == userId)
            .OrderByDescending(one => one.EarnedAt)
            .Take(MostLatest)
            .Select(one => new EarnedLine(one.Kind, one.Points, one.EarnedAt))
            .ToListAsync(cancellationToken);
        var learned = days.Select(day => day.Day).ToHashSet();
        return TypedResults.Ok(
            new ExperienceView(
                Total: total,
                ThisWeek: await weeks.Where(one => one.Week == week).SumAsync(one => one.Points, cancellationToken),
                Level: Level.Of(total),
                Streak: Streak.Of(days, now, zone),
                DaysPerFreeze: Streak.DaysPerFreeze,
                MostFreezes: Streak.MostFreezes,
                LastDays: [.. Enumerable.Range(1 - Days, Days).Select(n => today.AddDays(n)).Select(day => new DayMark(day, learned.Contains(day)))],
                Latest: latest
            )
        );
    }

    private static async Task<Ok<MyAchievements>> Achieved(ClaimsPrincipal user, LearningDb db, Achievements achievements, CancellationToken cancellationToken)
    {
        var userId = user.UserId();
        var given = await db
            .Achievements.AsNoTracking()
            .Where(one => one.UserId == userId)
            .ToDictionaryAsync(one => one.Key, one => one.GivenAt, cancellationToken);
        var facts = await achievements.Facts(userId, cancellationToken);
        return TypedResults.Ok(
            new MyAchievements([
                .. Achievement.All.Select(one => new AchievementView(
                    one.Key,
                    one.Title,
                    one.About,
                    facts[one.Fact],
                    one.AtLeast,
                    given.TryGetValue(one.Key, out var at) ? at : null
                )),
            ])
        );
    }
}
