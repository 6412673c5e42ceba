using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Gives accounts their roles, with everything that belongs to it. Only inside <see cref="UnitOfWork.Run{T}"/>.</summary>
internal sealed class RoleHolders(IdentityDb db, SessionStore sessions, AuditLog audit, Messages messages)
{
    /// <summary>Exactly these roles. Who loses one is signed out, because their access token still names it; a new one counts from the next token on.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="before">The roles they have.</param>
    /// <param name="after">The roles they are to have.</param>
    /// <param name="exceptSession">A session that goes on all the same: the one in which it is done.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task Give(Guid userId, IReadOnlyList<string> before, IReadOnlyList<string> after, Guid? exceptSession, CancellationToken cancellationToken)
    {
        if (before.ToHashSet().SetEquals(after))
        {
            return;
        }

        await db.UserRoles.Where(m => m.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        var given = db.Roles.Where(r => after.Contains(r.Name ?? "")).Select(r => new IdentityUserRole<Guid> { UserId = userId, RoleId = r.Id });
        db.UserRoles.AddRange(await given.ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        if (before.Except(after).Any())
        {
            await sessions.RevokeAll(userId, exceptSession, "roles-changed", cancellationToken);
        }

        audit.Append(new AuditEntry("identity.roles-changed", "user", userId.ToString()) { Before = new { roles = before }, After = new { roles = after } });
        messages.Send(StaffMessages.RolesChanged, userId, link: "/account");
    }
}
