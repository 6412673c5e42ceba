using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>One account, for staff: who it is, how they sign in, where they are signed in, what they do and what was done.</summary>
internal static class GetUser
{
    private const int RecentActs = 20;
    private const int MaxSessions = 20;

    /// <param name="At">When staff locked it.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record UserLock(DateTimeOffset At, string Reason);

    /// <param name="Device">Browser and system, as far as they can be told.</param>
    /// <param name="Address">Where it was last used from.</param>
    internal sealed record UserSession(Guid Id, string Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt);

    /// <param name="ByThemselves">False when somebody else did it.</param>
    internal sealed record UserAct(Guid Id, DateTimeOffset At, string Action, bool Succeeded, bool ByThemselves, string? Address);

    /// <param name="Help">Lock, unlock, second factor, password mail, sessions.</param>
    /// <param name="Manage">Roles and plan.</param>
    /// <param name="Impersonate">See the application as they do.</param>
    internal sealed record UserPowers(bool Help, bool Manage, bool Impersonate);

    /// <param name="Account">As in the list.</param>
    /// <param name="May">What the caller may do with it.</param>
    /// <param name="Providers">Where they can sign in instead of by password.</param>
    /// <param name="DeletionDueAt">When it will be erased, if they asked for it.</param>
    internal sealed record UserDetail(
        UserRow Account,
        bool EmailConfirmed,
        string TimeZone,
        bool HasPassword,
        IReadOnlyList<string> Providers,
        DateTimeOffset? DeletionDueAt,
        UserLock? Lock,
        UserPowers May,
        IReadOnlyList<UserSession> Sessions,
        IReadOnlyList<AccountFact> Facts,
        IReadOnlyList<UserAct> Recent
    );

    public static void Map(IEndpointRouteBuilder users) =>
        users
            .MapGet("/{id:guid}", Handle)
            .RequirePermission(UserPermissions.Read)
            .WithName("GetUser")
            .WithSummary("One account with its sessions and recent acts.");

    private static async Task<Results<Ok<UserDetail>, ProblemHttpResult>> Handle(
        Guid id,
        ClaimsPrincipal caller,
        IdentityDb db,
        NpgsqlDataSource dataSource,
        AuditTrail trail,
        IEnumerable<AccountFacts> sources,
        HttpContext context,
        IRolePermissions permissions,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var users = db.Users.AsNoTracking().Where(u => u.Id == id);
        if (
            await users.Select(UserList.Row(db)).SingleOrDefaultAsync(cancellationToken) is not { } row
            || await users.SingleOrDefaultAsync(cancellationToken) is not { } user
        )
        {
            return AdminErrors.UserUnknown.ToProblem();
        }

        var facts = new List<AccountFact>();
        foreach (var source in sources)
        {
            facts.AddRange(await source.Read(context.RequestServices, id, cancellationToken));
        }

        var acts = (await trail.Search(new AuditFilter { UserId = id }, null, RecentActs, cancellationToken)).Value.Items;
        return TypedResults.Ok(
            new UserDetail(
                Account: row,
                EmailConfirmed: user.EmailConfirmed,
                TimeZone: user.TimeZone,
                HasPassword: user.PasswordHash is not null,
                Providers:
                [
                    .. (
                        await db
                            .ExternalLogins.AsNoTracking()
                            .Where(l => l.UserId == id)
                            .OrderBy(l => l.LinkedAt)
                            .Select(l => l.Provider)
                            .ToListAsync(cancellationToken)
                    ).Select(Provider.Title),
                ],
                DeletionDueAt: user.DeletionDueAt,
                Lock: user.LockedAt is { } at ? new UserLock(at, user.LockReason ?? "") : null,
                May: Powers(caller, row, await permissions.Current(cancellationToken)),
                Sessions: await Sessions(dataSource, id, time.GetUtcNow(), cancellationToken),
                Facts: facts,
                Recent: [.. acts.Select(a => new UserAct(a.Id, a.At, a.Action, a.Succeeded, a.ActorId == id, a.Address))]
            )
        );
    }

    private static UserPowers Powers(ClaimsPrincipal caller, UserRow user, RoleGrants grants)
    {
        var roles = caller.RoleNames().ToList();
        bool May(Permission permission) => StaffRules.Check(grants, permission, caller.UserId(), roles, user.Id, user.Roles) is null;
        return new UserPowers(
            May(UserPermissions.Help),
            May(UserPermissions.Manage),
            May(UserPermissions.Impersonate) && !StaffRules.IsStaff(user.Roles) && user.State != UserState.Locked
        );
    }

    private static async Task<IReadOnlyList<UserSession>> Sessions(
        NpgsqlDataSource dataSource,
        Guid userId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand(
            """
            select id, user_agent, host(address), created_at, last_used_at from identity.sessions
            where user_id = $1 and revoked_at is null and last_used_at > $2 order by last_used_at desc, id limit $3
            """
        );
        command.With(userId).With(now - SessionStore.Lifetime).With(MaxSessions);
        var sessions = new List<UserSession>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            sessions.Add(
                new UserSession(
                    reader.GetGuid(0),
                    DeviceName.Of(Text(1)).Text,
                    Text(2),
                    reader.GetFieldValue<DateTimeOffset>(3),
                    reader.GetFieldValue<DateTimeOffset>(4)
                )
            );
        }

        return sessions;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
