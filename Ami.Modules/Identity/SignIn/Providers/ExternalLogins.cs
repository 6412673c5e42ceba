using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// Accounts at providers and ours. Somebody is recognised by their id at the provider only. An address joins the two just once, and only where both sides
/// have seen that it is theirs: the provider vouches for it, and it is confirmed here. Otherwise whoever can write an address into a form could take over its
/// account.
/// </summary>
internal sealed class ExternalLogins(
    UnitOfWork unitOfWork,
    IdentityDb db,
    UserManager<User> users,
    Accounts accounts,
    SignIn signIn,
    SessionStore sessions,
    AuditLog audit,
    Messages messages,
    IdentityMetrics metrics,
    TimeProvider time
)
{
    private const string SecurityPage = "/account/security";

    /// <summary>Signs in whoever came back from a provider; makes an account for somebody new.</summary>
    public async Task<Result<OpenedSession>> SignIn(Arrival arrival, CancellationToken cancellationToken)
    {
        var person = arrival.Person;
        var known = await db
            .ExternalLogins.Where(l => l.Provider == person.Provider && l.Key == person.Key)
            .Join(db.Users, l => l.UserId, u => u.Id, (_, u) => u)
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (known is not null)
        {
            return await signIn.Complete(known, person.Provider, ct => Used(person, ct), cancellationToken);
        }

        if (!person.EmailVerified || person.Email is null || ProfileRules.Check(email: person.Email) is not null)
        {
            return OAuthErrors.EmailUnverified;
        }

        var email = users.NormalizeEmail(person.Email);
        var owner = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == email, cancellationToken);
        if (owner is null)
        {
            return await Register(arrival, person.Email, cancellationToken);
        }

        // Letters outside ASCII have look-alikes that normalising maps to one another.
        if (!owner.EmailConfirmed || !Ascii.EqualsIgnoreCase(owner.Email, person.Email))
        {
            return OAuthErrors.SignInToLink;
        }

        var linked = await db
            .ExternalLogins.Where(l => l.UserId == owner.Id && l.Provider == person.Provider)
            .Select(l => l.Key)
            .SingleOrDefaultAsync(cancellationToken);
        // The same: they came back in two tabs at once, and the other was quicker.
        if (linked == person.Key)
        {
            return await signIn.Complete(owner, person.Provider, ct => Used(person, ct), cancellationToken);
        }

        if (linked is not null)
        {
            return OAuthErrors.SignInToLink;
        }

        return await Alone<Result<OpenedSession>>(
            () => signIn.Complete(owner, person.Provider, ct => Add(owner.Id, person, ct), cancellationToken),
            OAuthErrors.StateInvalid
        );
    }

    /// <summary>Links the provider's account to the one behind a session.</summary>
    public Task<Result> Link(Guid sessionId, ExternalPerson person, CancellationToken cancellationToken) =>
        Alone<Result>(
            () =>
                unitOfWork.Run<Result>(
                    async ct =>
                    {
                        if (await Owner(sessionId, ct) is not { } userId)
                        {
                            return OAuthErrors.StateInvalid;
                        }

                        var others = await db
                            .ExternalLogins.AsNoTracking()
                            .Where(l => (l.Provider == person.Provider && l.Key == person.Key) || (l.UserId == userId && l.Provider == person.Provider))
                            .ToListAsync(ct);
                        if (others.Any(l => l.UserId != userId))
                        {
                            return OAuthErrors.LinkedElsewhere;
                        }

                        if (others.Any(l => l.Key != person.Key))
                        {
                            return OAuthErrors.AlreadyLinked;
                        }

                        if (others.Count == 0)
                        {
                            await Add(userId, person, ct);
                        }

                        return Result.Ok;
                    },
                    cancellationToken
                ),
            OAuthErrors.StateInvalid
        );

    /// <summary>Somebody has shown again, at a provider that is linked to their account, who they are.</summary>
    public Task<Result> Confirm(Guid sessionId, ExternalPerson person, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result>(
            async ct =>
            {
                if (await Owner(sessionId, ct) is not { } userId)
                {
                    return OAuthErrors.StateInvalid;
                }

                if (!await db.ExternalLogins.AnyAsync(l => l.UserId == userId && l.Provider == person.Provider && l.Key == person.Key, ct))
                {
                    return OAuthErrors.OtherPerson;
                }

                // Whoever has set up a second factor is asked for that, and for nothing weaker.
                if (await db.Users.AnyAsync(u => u.Id == userId && u.TwoFactorEnabled, ct))
                {
                    return IdentityErrors.ConfirmationRequired;
                }

                await sessions.Confirm(sessionId, ct);
                audit.Append(new AuditEntry("identity.confirmed", "user", userId.ToString()) { ActorId = userId, After = new { method = person.Provider } });
                return Result.Ok;
            },
            cancellationToken
        );

    /// <summary>Ends a link, unless it is the last way in.</summary>
    public Task<Result> Unlink(Guid userId, string provider, IReadOnlyCollection<string> available, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result>(
            async ct =>
            {
                // Two links taken away at once would each see the other: one after the other.
                await using (var locked = unitOfWork.Command("select from identity.users where id = $1 for update"))
                {
                    locked.With(userId);
                    await locked.ExecuteNonQueryAsync(ct);
                }
                var linked = await db.ExternalLogins.Where(l => l.UserId == userId).Select(l => l.Provider).ToListAsync(ct);
                if (!linked.Contains(provider))
                {
                    return OAuthErrors.NotLinked;
                }

                var hasPassword = await db.Users.AnyAsync(u => u.Id == userId && u.PasswordHash != null, ct);
                if (!hasPassword && !linked.Any(other => other != provider && available.Contains(other)))
                {
                    return OAuthErrors.LastSignInMethod;
                }

                await db.ExternalLogins.Where(l => l.UserId == userId && l.Provider == provider).ExecuteDeleteAsync(ct);
                audit.Append(new AuditEntry("identity.sign-in-method-unlinked", "user", userId.ToString()) { Before = new { provider } });
                messages.Send(SignInMessages.MethodUnlinked, userId, Named(provider), SecurityPage);
                return Result.Ok;
            },
            cancellationToken
        );

    private async Task<Result<OpenedSession>> Register(Arrival arrival, string email, CancellationToken cancellationToken)
    {
        var person = arrival.Person;
        var zone = ProfileRules.Check(timeZone: arrival.TimeZone) is null ? arrival.TimeZone : "UTC";
        var user = accounts.New(email, ProfileRules.NameFrom(person.Name, email), arrival.Language, zone);
        user.EmailConfirmed = true;
        var created = await accounts.Create(
            user,
            null,
            Roles.Student,
            async (account, ct) =>
            {
                db.ExternalLogins.Add(New(account.Id, person));
                await db.SaveChangesAsync(ct);
                audit.Append(
                    new AuditEntry("identity.registered", "user", account.Id.ToString()) { ActorId = account.Id, After = new { method = person.Provider } }
                );
                return account;
            },
            cancellationToken,
            Admission.Newcomer(email, arrival.Invitation, time.GetUtcNow())
        );
        // The same person in two tabs: the other one made the account just now.
        if (!created.Try(out _, out var error))
        {
            return error == IdentityErrors.EmailTaken ? OAuthErrors.StateInvalid : error;
        }

        metrics.Registered();
        return await signIn.Complete(user, person.Provider, ct => Used(person, ct), cancellationToken);
    }

    private async Task Add(Guid userId, ExternalPerson person, CancellationToken cancellationToken)
    {
        db.ExternalLogins.Add(New(userId, person));
        await db.SaveChangesAsync(cancellationToken);
        audit.Append(
            new AuditEntry("identity.sign-in-method-linked", "user", userId.ToString())
            {
                ActorId = userId,
                After = new { provider = person.Provider, email = person.Email },
            }
        );
        messages.Send(SignInMessages.MethodLinked, userId, Named(person.Provider), SecurityPage);
    }

    /// <summary>The same person can come back in two tabs at once; the second finds the row there already, and starts again.</summary>
    private static async Task<T> Alone<T>(Func<Task<T>> work, T beaten)
    {
        try
        {
            return await work();
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return beaten;
        }
    }

    private ExternalLogin New(Guid userId, ExternalPerson person) =>
        new()
        {
            Provider = person.Provider,
            Key = person.Key,
            UserId = userId,
            Email = person.Email,
            LinkedAt = time.GetUtcNow(),
        };

    private Task<int> Used(ExternalPerson person, CancellationToken cancellationToken) =>
        db
            .ExternalLogins.Where(l => l.Provider == person.Provider && l.Key == person.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.LastUsedAt, time.GetUtcNow()), cancellationToken);

    /// <summary>Whose session it is, while it lives.</summary>
    private async Task<Guid?> Owner(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select user_id from identity.sessions where id = $1 and revoked_at is null");
        command.With(sessionId);
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private static Dictionary<string, string> Named(string provider) => new() { ["provider"] = Provider.Title(provider) };
}
