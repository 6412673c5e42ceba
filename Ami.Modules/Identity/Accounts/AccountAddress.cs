using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>Gives an account another address that has been shown to be its owner's. Runs inside a unit of work.</summary>
internal sealed class AccountAddress(UnitOfWork unitOfWork, IdentityDb db, UserManager<User> users, LinkStore links, AuditLog audit, Messages messages)
{
    /// <summary>Moves the account. Whoever had a confirmed address before can get the account back with a link mailed there.</summary>
    public async Task<Result<bool>> Apply(User user, string email, CancellationToken cancellationToken)
    {
        if (await IsTaken(email, user.Id, cancellationToken))
        {
            return IdentityErrors.EmailTaken;
        }

        await Write(user.Id, email, cancellationToken);
        await links.Withdraw(user.Id, [LinkPurpose.VerifyEmail, LinkPurpose.ChangeEmail, LinkPurpose.ResetPassword], cancellationToken);
        audit.Append(new AuditEntry("identity.email-changed", "user", user.Id.ToString()) { Before = new { email = user.Email }, After = new { email } });
        messages.Send(IdentityMessages.EmailChanged, user.Id);

        // An address that was never confirmed may be a stranger's, who must not be given a way into the account.
        if (user is { EmailConfirmed: true, Email: { } old })
        {
            var secret = await links.Create(user.Id, LinkPurpose.RevertEmail, old, cancellationToken);
            messages.Send(
                IdentityMessages.EmailMovedAway,
                user.Id,
                new Dictionary<string, string> { ["address"] = Mask(email) },
                LinkPurpose.RevertEmail.Path(secret),
                old,
                user.Language
            );
        }

        return true;
    }

    /// <summary>Puts back an address; the password that was used meanwhile, perhaps by somebody else, ends.</summary>
    public Task Restore(Guid userId, string email, CancellationToken cancellationToken) => Write(userId, email, cancellationToken);

    /// <summary>True when another account has the address, or may get it back.</summary>
    public async Task<bool> IsTaken(string email, Guid userId, CancellationToken cancellationToken)
    {
        var normalized = users.NormalizeEmail(email);
        return await db.Users.AnyAsync(u => u.NormalizedEmail == normalized && u.Id != userId, cancellationToken)
            || await links.IsReserved(email, userId, cancellationToken);
    }

    /// <summary>Two accounts that take one address at the same moment: the unique index decides, and the loser is told.</summary>
    public static async Task<Result<T>> TranslateRace<T>(Func<Task<Result<T>>> work)
    {
        try
        {
            return await work();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return IdentityErrors.EmailTaken;
        }
    }

    private async Task Write(Guid userId, string email, CancellationToken cancellationToken)
    {
        var normalized = users.NormalizeEmail(email);
        await db
            .Users.Where(u => u.Id == userId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(u => u.Email, email)
                        .SetProperty(u => u.UserName, email)
                        .SetProperty(u => u.NormalizedEmail, normalized)
                        .SetProperty(u => u.NormalizedUserName, normalized)
                        .SetProperty(u => u.EmailConfirmed, true),
                cancellationToken
            );
        unitOfWork.Publish(new AddressChanged(userId));
    }

    /// <summary>Enough to recognise one's own address, too little to learn somebody's.</summary>
    private static string Mask(string email)
    {
        var at = email.LastIndexOf('@');
        return $"{email[0]}•••@{email[at + 1]}•••{email[email.LastIndexOf('.')..]}";
    }
}
