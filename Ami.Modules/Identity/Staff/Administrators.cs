using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>One usable administrator always remains: one who is neither locked nor leaving.</summary>
internal sealed class Administrators(UnitOfWork unitOfWork, IdentityDb db)
{
    /// <summary>
    /// Whatever could take the last administrator away waits here until the transaction before it has ended: acts of staff, changes of roles, and
    /// administrators who leave. Comes before every other lock. Only inside <see cref="UnitOfWork.Run{T}"/>.
    /// </summary>
    public async Task OneAtATime(CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select from identity.roles where name = $1 for no key update");
        await command.With(Roles.Admin).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Names who acts to the database, which lets services make an administrator only in the name of another one. It holds until the transaction ends.
    /// </summary>
    public async Task ActAs(Guid actor, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select set_config('ami.actor', $1, true)");
        await command.With(actor.ToString()).ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether this is an administrator and there is no other who can do their work.</summary>
    public Task<bool> IsLast(Guid userId, CancellationToken cancellationToken) =>
        db
            .UserRoles.Where(m => m.UserId == userId)
            .Join(db.Roles.Where(r => r.Name == Roles.Admin), m => m.RoleId, r => r.Id, (_, r) => r.Id)
            .AnyAsync(
                admin =>
                    !db.UserRoles.Any(m =>
                        m.RoleId == admin && m.UserId != userId && db.Users.Any(u => u.Id == m.UserId && u.DeletionDueAt == null && u.LockedAt == null)
                    ),
                cancellationToken
            );
}
