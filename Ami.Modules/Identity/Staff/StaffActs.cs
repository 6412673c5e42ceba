using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// What staff do to an account happens here, one act at a time in the whole system: roles are read from the database under a lock, not from tokens, so that two
/// administrators who demote each other at once cannot both succeed. The act, its audit entry and its message commit together.
/// </summary>
internal sealed class StaffActs(UnitOfWork unitOfWork, IdentityDb db, Accounts accounts, RolePermissions permissions, Administrators administrators)
{
    /// <param name="wanted">What it takes.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="userId">On whose account.</param>
    /// <param name="act">Does it, given the account and its roles.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <param name="becoming">Roles that the account gets by it.</param>
    public Task<Result<T>> On<T>(
        Permission wanted,
        ClaimsPrincipal actor,
        Guid userId,
        Func<User, IReadOnlyList<string>, CancellationToken, Task<Result<T>>> act,
        CancellationToken cancellationToken,
        IReadOnlyList<string>? becoming = null
    ) =>
        unitOfWork.Run(
            async ct =>
            {
                await administrators.OneAtATime(ct);
                await administrators.ActAs(actor.UserId(), ct);
                await using (var hold = unitOfWork.Command("select from identity.users where id = $1 for no key update"))
                {
                    hold.With(userId);
                    await hold.ExecuteNonQueryAsync(ct);
                }

                var people = await db.Users.AsNoTracking().Where(u => u.Id == userId || u.Id == actor.UserId()).ToListAsync(ct);
                if (people.Find(u => u.Id == userId) is not { } user)
                {
                    return AdminErrors.UserUnknown;
                }

                var roles = (await accounts.WithRoles(user, ct)).Roles;
                var actorRoles = await RolesOf(people.Find(u => u.Id == actor.UserId()), ct);
                var grants = await permissions.Read(unitOfWork, ct);
                if (StaffRules.Check(grants, wanted, actor.UserId(), actorRoles, userId, [.. roles, .. becoming ?? []]) is { } refused)
                {
                    return refused;
                }

                return await act(user, roles, ct);
            },
            cancellationToken
        );

    /// <summary>The same for what is done to no account.</summary>
    /// <param name="wanted">What it takes.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="act">Does it.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public Task<Result<T>> Do<T>(Permission wanted, ClaimsPrincipal actor, Func<CancellationToken, Task<Result<T>>> act, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await administrators.OneAtATime(ct);
                await administrators.ActAs(actor.UserId(), ct);
                var staff = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == actor.UserId(), ct);
                if (!(await permissions.Read(unitOfWork, ct)).Allow(wanted, await RolesOf(staff, ct)))
                {
                    return AdminErrors.NoLongerAllowed;
                }

                return await act(ct);
            },
            cancellationToken
        );

    /// <summary>The roles of whoever acts; none when they are gone, locked or leaving.</summary>
    private async Task<IReadOnlyList<string>> RolesOf(User? staff, CancellationToken cancellationToken) =>
        staff is { LockedAt: null, DeletionDueAt: null } ? (await accounts.WithRoles(staff, cancellationToken)).Roles : [];
}
