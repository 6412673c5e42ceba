using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// What staff do to an account happens here, one act at a time in the whole system: roles are read from the database under a lock, not from tokens, so that two
/// administrators who demote each other at once cannot both succeed. The act, its audit entry and its message commit together.
/// </summary>
internal sealed class StaffActs(UnitOfWork unitOfWork, IdentityDb db, Accounts accounts)
{
    /// <param name="wanted">What it takes.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="userId">On whose account.</param>
    /// <param name="act">Does it, given the account and its roles.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public Task<Result<T>> On<T>(
        Permission wanted, ClaimsPrincipal actor, Guid userId, Func<User, IReadOnlyList<string>, CancellationToken, Task<Result<T>>> act, CancellationToken cancellationToken) =>
        unitOfWork.Run(async ct =>
        {
            await using (var oneAtATime = unitOfWork.Command("select pg_advisory_xact_lock(hashtextextended('identity.staff-acts', 0))"))
                await oneAtATime.ExecuteNonQueryAsync(ct);
            await using (var hold = unitOfWork.Command("select from identity.users where id = $1 for no key update"))
            {
                hold.With(userId);
                await hold.ExecuteNonQueryAsync(ct);
            }

            var people = await db.Users.AsNoTracking().Where(u => u.Id == userId || u.Id == actor.UserId()).ToListAsync(ct);
            if (people.Find(u => u.Id == userId) is not { } user) return AdminErrors.UserUnknown;
            var roles = (await accounts.WithRoles(user, ct)).Roles;
            var actorRoles = people.Find(u => u.Id == actor.UserId()) is { LockedAt: null } staff ? (await accounts.WithRoles(staff, ct)).Roles : [];
            if (StaffRules.Check(wanted, actor.UserId(), actorRoles, userId, roles) is { } refused) return refused;
            return await act(user, roles, ct);
        }, cancellationToken);
}
