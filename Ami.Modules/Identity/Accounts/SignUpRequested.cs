using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Somebody signed up and waits for a mail. Whether the address has an account already is found out by the silo, so that neither answer nor time tells.
/// </summary>
internal sealed record SignUpRequested(Guid PendingId) : IEvent<SignUpRequested>
{
    public static string EventName => "identity.sign-up-requested.v1";

    Guid? IEvent.UserId => null;
}

/// <summary>Mails the link that finishes the sign-up; to the owner of an existing account, that they have one.</summary>
internal sealed class AnswerSignUp(IdentityDb db, UserManager<User> users, PendingRegistrations pendings, LinkStore links, Messages messages)
    : IEventHandler<SignUpRequested>
{
    /// <summary>Nobody's mailbox is filled by others who type its address.</summary>
    private const int MailsPerDay = 4;

    public async Task Handle(SignUpRequested requested, EventContext context, CancellationToken cancellationToken)
    {
        if (await pendings.Find(requested.PendingId, cancellationToken) is not var (pending, recent) || recent > MailsPerDay)
        {
            return;
        }

        var normalized = users.NormalizeEmail(pending.Email);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancellationToken) is { } owner)
        {
            messages.Send(IdentityMessages.AlreadyRegistered, owner.Id, null, "/sign-in");
            return;
        }

        if (await links.IsReserved(pending.Email, null, cancellationToken))
        {
            return;
        }

        var secret = await pendings.Link(pending.Id, cancellationToken);
        messages.Send(IdentityMessages.FinishSignUp, pending.Id, null, $"{PendingRegistrations.Page}#token={secret}", pending.Email, pending.Language);
    }
}
