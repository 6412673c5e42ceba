using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Gets an account back that was moved to another address, with the link mailed to the old one. All sessions and linked providers end and the password stops
/// working, because whoever moved the account has them; the answer carries the secret with which to choose a new one.
/// </summary>
internal static class RestoreEmail
{
    internal sealed record RestoreEmailRequest(string Token);

    internal sealed record RestoredEmail(string Email, string ResetToken);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/email/restore", Handle)
            .AllowAnonymous()
            .WithSummary("Puts the previous address back with the link that went there, and closes the account to everybody else.");

    private static async Task<Results<Ok<RestoredEmail>, ProblemHttpResult>> Handle(
        RestoreEmailRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        IdentityDb db,
        LinkStore links,
        ClientThrottle clients,
        AccountAddress change,
        SessionStore sessions,
        OtherWaysIn others,
        AuditLog audit,
        Messages messages
    )
    {
        if (await clients.Attempt(ClientLimit.Links, context.RequestAborted) is { } wait)
        {
            return IdentityErrors.TooManyAttempts(wait).ToProblem();
        }

        var result = await AccountAddress.TranslateRace(() =>
            unitOfWork.Run<Result<RestoredEmail>>(
                async ct =>
                {
                    if (await links.Use(request.Token, null, [LinkPurpose.RevertEmail], ct) is not { } link)
                    {
                        return IdentityErrors.LinkInvalid;
                    }

                    if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == link.UserId, ct) is not { } user)
                    {
                        return IdentityErrors.LinkInvalid;
                    }

                    await change.Restore(user.Id, link.Email, ct);
                    await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null), ct);
                    await sessions.RevokeAll(user.Id, null, "email-restored", ct);
                    await others.Close(user.Id, ct);

                    // Among the others may be one to an address that whoever took the account had before.
                    await links.Withdraw(user.Id, [LinkPurpose.VerifyEmail, LinkPurpose.ChangeEmail, LinkPurpose.ResetPassword, LinkPurpose.RevertEmail], ct);
                    var secret = await links.Create(user.Id, LinkPurpose.ResetPassword, link.Email, ct);
                    audit.Append(
                        new AuditEntry("identity.email-restored", "user", user.Id.ToString())
                        {
                            ActorId = user.Id,
                            Before = new { email = user.Email },
                            After = new { email = link.Email },
                        }
                    );
                    messages.Send(IdentityMessages.EmailReverted, user.Id);
                    return new RestoredEmail(link.Email, secret);
                },
                context.RequestAborted
            )
        );
        if (!result.Try(out var restored, out var error))
        {
            return error.ToProblem();
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(restored);
    }
}
