using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Somebody wants another address for their account. Whether it has an account already is found out by the silo, so that neither answer nor time tells.
/// </summary>
internal sealed record EmailChangeRequested(Guid UserId, string Email) : IEvent<EmailChangeRequested>
{
    public static string EventName => "identity.email-change-requested.v1";

    Guid? IEvent.UserId => UserId;
}

/// <summary>Asks for another address: a link goes there, and opening it makes the change (<see cref="VerifyEmail"/>).</summary>
internal static class ChangeEmail
{
    internal sealed record ChangeEmailRequest(string Email);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/me/email", Handle).RequireAuthorization().RequireFreshSignIn().WithSummary("Mails a link to another address for the account.");

    private static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        ChangeEmailRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        IdentityDb db,
        ClientThrottle clients,
        AuditLog audit
    )
    {
        if (ProfileRules.Check(request.Email) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (await clients.Attempt(ClientLimit.Mails, context.RequestAborted) is { } tooMany)
        {
            return IdentityErrors.TooManyAttempts(tooMany).ToProblem();
        }

        var userId = context.User.UserId();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, context.RequestAborted) is not { } user)
        {
            return IdentityErrors.AccountGone.ToProblem();
        }

        if (string.Equals(user.Email, request.Email, StringComparison.OrdinalIgnoreCase))
        {
            return IdentityErrors.EmailUnchanged.ToProblem();
        }

        if (await clients.Attempt(ClientLimit.EmailChanges, userId, context.RequestAborted) is { } wait)
        {
            return IdentityErrors.TooManyAttempts(wait).ToProblem();
        }

        await unitOfWork.Run(
            _ =>
            {
                audit.Append(
                    new AuditEntry("identity.email-change-requested", "user", userId.ToString())
                    {
                        Before = new { email = user.Email },
                        After = new { email = request.Email },
                    }
                );
                unitOfWork.Publish(new EmailChangeRequested(userId, request.Email));
                return Task.CompletedTask;
            },
            context.RequestAborted
        );
        return TypedResults.Accepted((string?)null);
    }
}

/// <summary>Mails the link to the new address; when that has an account, its owner is told instead and nothing else happens.</summary>
internal sealed class SendEmailChange(IdentityDb db, UserManager<User> users, AccountAddress change, LinkStore links, Messages messages)
    : IEventHandler<EmailChangeRequested>
{
    public async Task Handle(EmailChangeRequested requested, EventContext context, CancellationToken cancellationToken)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == requested.UserId, cancellationToken) is not { } user)
        {
            return;
        }

        if (!await change.IsTaken(requested.Email, user.Id, cancellationToken))
        {
            // The newest request counts: links to other addresses, perhaps mistyped, end.
            await links.Withdraw(user.Id, [LinkPurpose.ChangeEmail], cancellationToken);
            var secret = await links.Create(user.Id, LinkPurpose.ChangeEmail, requested.Email, cancellationToken);
            messages.Send(IdentityMessages.ConfirmNewEmail, user.Id, null, LinkPurpose.ChangeEmail.Path(secret), requested.Email, user.Language);
            return;
        }

        var normalized = users.NormalizeEmail(requested.Email);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancellationToken) is { } owner)
        {
            messages.Send(IdentityMessages.AddressInUse, owner.Id);
        }
    }
}
