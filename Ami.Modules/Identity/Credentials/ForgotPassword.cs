using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Somebody says that they forgot the password of an address. Whether it has an account is found out by the silo, so that neither answer nor time tells.
/// </summary>
/// <param name="Email">As it was typed.</param>
internal sealed record PasswordResetRequested(string Email) : IEvent<PasswordResetRequested>
{
    public static string EventName => "identity.password-reset-requested.v1";

    Guid? IEvent.UserId => null;
}

/// <summary>Asks for a link to choose a new password.</summary>
internal static class ForgotPassword
{
    internal sealed record ForgotPasswordRequest(string Email);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/password/forgot", Handle)
            .AllowAnonymous()
            .WithSummary("Mails a link to choose a new password. The answer is the same whether or not the address has an account.");

    private static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        ForgotPasswordRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        ClientThrottle clients
    )
    {
        if (ProfileRules.Check(request.Email) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (await clients.Attempt(ClientLimit.Mails, context.RequestAborted) is { } wait)
        {
            return IdentityErrors.TooManyAttempts(wait).ToProblem();
        }

        await unitOfWork.Run(
            _ =>
            {
                unitOfWork.Publish(new PasswordResetRequested(request.Email));
                return Task.CompletedTask;
            },
            context.RequestAborted
        );
        return TypedResults.Accepted((string?)null);
    }
}

/// <summary>Mails the link, when the address has an account; also for the admin area.</summary>
internal sealed class SendPasswordReset(UnitOfWork unitOfWork, IdentityDb db, UserManager<User> users, LinkStore links, AuditLog audit, Messages messages)
    : IEventHandler<PasswordResetRequested>
{
    public async Task Handle(PasswordResetRequested requested, EventContext context, CancellationToken cancellationToken)
    {
        var email = users.NormalizeEmail(requested.Email);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == email, cancellationToken) is { } user)
        {
            await Send(user, cancellationToken);
        }
    }

    /// <summary>Mails a link to the account's address; false when one was mailed a moment ago or too many today.</summary>
    public Task<bool> Send(User user, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                if (await links.WaitFor(user.Id, LinkPurpose.ResetPassword, ct) > TimeSpan.Zero)
                {
                    return false;
                }

                var secret = await links.Create(user.Id, LinkPurpose.ResetPassword, user.Email ?? "", ct);
                audit.Append(new AuditEntry("identity.password-reset-requested", "user", user.Id.ToString()));
                messages.Send(IdentityMessages.ResetPassword, user.Id, null, LinkPurpose.ResetPassword.Path(secret));
                return true;
            },
            cancellationToken
        );
}
