using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>Makes and finds accounts.</summary>
internal sealed class Accounts(
    UnitOfWork unitOfWork,
    IdentityDb db,
    UserManager<User> users,
    PasswordWork passwords,
    LinkStore links,
    StaffSecondFactor staff,
    Admission admission,
    AuditLog audit,
    TimeProvider time
)
{
    /// <summary>
    /// An account with a role, and its <see cref="UserRegistered"/>, in one transaction with <paramref name="andThen"/>. Fails with
    /// <c>auth.email_taken</c> or with why the newcomer is not let in; the fields must have been checked. Without a password the user keeps the hash it has,
    /// if any. Without a newcomer it is staff who make it, and nobody is asked.
    /// </summary>
    public async Task<Result<T>> Create<T>(
        User user,
        string? password,
        string role,
        Func<Account, CancellationToken, Task<T>> andThen,
        CancellationToken cancellationToken,
        Newcomer? newcomer = null
    )
    {
        // Before the transaction: a deliberate tenth of a second of work must not hold a connection.
        if (password is not null)
        {
            user.PasswordHash = await passwords.Hash(password, cancellationToken);
        }

        try
        {
            return await unitOfWork.Run<Result<T>>(
                async ct =>
                {
                    if (await links.IsReserved(user.Email ?? "", null, ct))
                    {
                        return IdentityErrors.EmailTaken;
                    }

                    var roleId = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(ct);
                    db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roleId });
                    var created = await users.CreateAsync(user);
                    if (created.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName)))
                    {
                        return IdentityErrors.EmailTaken;
                    }

                    if (!created.Succeeded)
                    {
                        return Error.InvalidField("auth.invalid_fields", "email", string.Join(' ', created.Errors.Select(e => e.Description)));
                    }

                    if (newcomer is not null && await admission.Admit(newcomer, user.Id, ct) is { } refused)
                    {
                        return refused;
                    }

                    audit.Append(
                        new AuditEntry("identity.registered", "user", user.Id.ToString())
                        {
                            ActorId = user.Id,
                            After = new
                            {
                                email = user.Email,
                                role,
                                confirmed = user.EmailConfirmed,
                            },
                        }
                    );
                    unitOfWork.Publish(new UserRegistered(user.Id, user.Language, user.CreatedAt));
                    return await andThen(ToAccount(user, [role]), ct);
                },
                cancellationToken
            );
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return IdentityErrors.EmailTaken;
        }
    }

    /// <summary>A user that is not stored yet.</summary>
    public User New(string email, string displayName, Language language, string timeZone, Guid? id = null)
    {
        var now = time.GetUtcNow();
        return new User
        {
            Id = id ?? TimeOrderedId.New(now),
            UserName = email,
            Email = email,
            DisplayName = displayName.Trim(),
            Language = language,
            TimeZone = timeZone,
            CreatedAt = now,
        };
    }

    /// <summary>
    /// How the account stands; null when it is gone. Holds its row until the transaction ends, so that a lock put meanwhile also ends the session that is
    /// about to be opened, and an erasure that is due meanwhile comes before or not at all.
    /// </summary>
    public async Task<Standing?> StandingOf(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "select locked_at is not null, deletion_due_at is not null from identity.users where id = $1 for no key update"
        );
        command.With(userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new Standing(reader.GetBoolean(0), reader.GetBoolean(1)) : null;
    }

    public async Task<Account?> Find(Guid userId, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancellationToken) is { } user
            ? await WithRoles(user, cancellationToken)
            : null;

    public async Task<Account> WithRoles(User user, CancellationToken cancellationToken) =>
        ToAccount(
            user,
            await db
                .UserRoles.Where(m => m.UserId == user.Id)
                .Join(db.Roles, m => m.RoleId, r => r.Id, (_, r) => r.Name ?? "")
                .Order()
                .ToListAsync(cancellationToken)
        );

    private Account ToAccount(User user, IReadOnlyList<string> roles) =>
        new(
            Id: user.Id,
            Email: user.Email ?? "",
            DisplayName: user.DisplayName,
            Language: user.Language,
            TimeZone: user.TimeZone,
            Plan: user.Plan,
            CreatedAt: user.CreatedAt,
            Roles: roles,
            EmailConfirmed: user.EmailConfirmed,
            HasPassword: user.PasswordHash is not null,
            Avatar: user.Avatar
        )
        {
            IsStaffOnHold = staff.IsRequired && !user.TwoFactorEnabled && StaffRules.IsStaff(roles),
        };
}

/// <summary>What decides whether somebody with the right password gets a session.</summary>
/// <param name="IsLocked">Staff keeps them out.</param>
/// <param name="IsLeaving">They asked for the account to be erased, and signing in calls that off.</param>
internal sealed record Standing(bool IsLocked, bool IsLeaving);
