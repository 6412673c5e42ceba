using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>What every way to a new password has in common. Runs inside a unit of work.</summary>
internal sealed class PasswordReplacement(
    IdentityDb db,
    UserManager<User> users,
    SessionStore sessions,
    SignInThrottle throttle,
    LinkStore links,
    AuditLog audit,
    Messages messages
)
{
    /// <param name="user">As read before; nothing happens when its password has changed since.</param>
    /// <param name="hash">Of the new password.</param>
    /// <param name="act">For the audit log, for example <c>password-reset</c>; also the reason with which sessions end.</param>
    /// <param name="keepSession">The session in which it is changed; all others end.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Whether it was changed.</returns>
    public async Task<bool> Apply(User user, string hash, string act, Guid? keepSession, CancellationToken cancellationToken)
    {
        var changed = await db
            .Users.Where(u => u.Id == user.Id && u.PasswordHash == user.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, hash), cancellationToken);
        if (changed == 0)
        {
            return false;
        }

        await sessions.RevokeAll(user.Id, keepSession, act, cancellationToken);

        // Links that were asked for with the old password's power, or that would undo the new one.
        await links.Withdraw(user.Id, [LinkPurpose.ResetPassword, LinkPurpose.ChangeEmail], cancellationToken);
        await throttle.Forget(users.NormalizeEmail(user.Email) ?? "", cancellationToken);
        audit.Append(new AuditEntry("identity." + act, "user", user.Id.ToString()) { ActorId = user.Id });
        messages.Send(IdentityMessages.PasswordChanged, user.Id, null, "/forgot-password");
        return true;
    }
}
