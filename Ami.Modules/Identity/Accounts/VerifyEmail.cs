using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Shows that an address is one's own, by the link mailed to it: the account's, or a new one it is to have. The link alone is not enough, one must be signed
/// in to the account: otherwise somebody could sign up with another person's address and have that person, who gets the mail and opens the link, vouch for
/// it.
/// </summary>
internal static class VerifyEmail
{
    internal sealed record VerifyEmailRequest(string Token);

    public static void Map(IEndpointRouteBuilder auth)
    {
        var email = auth.MapGroup("/email").RequireAuthorization();
        email
            .MapPost("/verify", Verify)
            .WithSummary("Shows with a mailed link that an address is one's own; moves the account where the link was for a new address.");
        email.MapPost("/resend", Resend).WithSummary("Mails the link again.");
    }

    private static async Task<Results<Ok<UserProfile>, ProblemHttpResult>> Verify(
        VerifyEmailRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        IdentityDb db,
        Accounts accounts,
        LinkStore links,
        ClientThrottle clients,
        AccountAddress change,
        Profiles profiles,
        AuditLog audit
    )
    {
        if (await clients.Attempt(ClientLimit.Links, context.RequestAborted) is { } wait)
        {
            return IdentityErrors.TooManyAttempts(wait).ToProblem();
        }

        var userId = context.User.UserId();
        var result = await AccountAddress.TranslateRace(() =>
            unitOfWork.Run<Result<Account>>(
                async ct =>
                {
                    if (await links.Use(request.Token, userId, [LinkPurpose.VerifyEmail, LinkPurpose.ChangeEmail], ct) is not { } link)
                    {
                        return IdentityErrors.LinkInvalid;
                    }

                    if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct) is not { } user)
                    {
                        return IdentityErrors.AccountGone;
                    }

                    if (link.Purpose == LinkPurpose.ChangeEmail.Name)
                    {
                        if (await change.Apply(user, link.Email, ct) is { IsOk: false, Error: var taken })
                        {
                            return taken;
                        }
                    }
                    else
                    {
                        if (!string.Equals(user.Email, link.Email, StringComparison.OrdinalIgnoreCase))
                        {
                            return IdentityErrors.LinkInvalid;
                        }

                        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, true), ct);
                        audit.Append(new AuditEntry("identity.email-verified", "user", userId.ToString()));
                    }

                    return await accounts.Find(userId, ct) is { } account ? account : IdentityErrors.AccountGone;
                },
                context.RequestAborted
            )
        );
        return result.Try(out var verified, out var error) ? TypedResults.Ok(await profiles.Of(verified, context.RequestAborted)) : error.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Resend(HttpContext context, IdentityDb db, VerificationMail mail)
    {
        var userId = context.User.UserId();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, context.RequestAborted) is not { } user)
        {
            return IdentityErrors.AccountGone.ToProblem();
        }

        if (user.EmailConfirmed)
        {
            return IdentityErrors.EmailAlreadyConfirmed.ToProblem();
        }

        var wait = await mail.Send(user, context.RequestAborted);
        return wait == TimeSpan.Zero ? TypedResults.NoContent() : IdentityErrors.TooManyAttempts(wait).ToProblem();
    }
}

/// <summary>Mails the link that shows that the account's address is its owner's.</summary>
internal sealed class VerificationMail(UnitOfWork unitOfWork, LinkStore links, Messages messages)
{
    /// <summary>Zero when it was sent, otherwise how long to wait.</summary>
    public Task<TimeSpan> Send(User user, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                var wait = await links.WaitFor(user.Id, LinkPurpose.VerifyEmail, ct);
                if (wait > TimeSpan.Zero)
                {
                    return wait;
                }

                var secret = await links.Create(user.Id, LinkPurpose.VerifyEmail, user.Email ?? "", ct);
                messages.Send(IdentityMessages.VerifyEmail, user.Id, null, LinkPurpose.VerifyEmail.Path(secret));
                return TimeSpan.Zero;
            },
            cancellationToken
        );
}
