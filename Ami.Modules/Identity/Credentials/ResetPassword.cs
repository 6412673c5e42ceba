using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Chooses a new password with a mailed link. Nobody is signed in by it: a second factor is still asked for at the sign-in that follows.</summary>
internal static class ResetPassword
{
    internal sealed record ResetPasswordRequest(string Token, string Password);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/password/reset", Handle)
            .WithUrgency(Urgency.Passwords)
            .AllowAnonymous()
            .WithSummary("Chooses a new password with the secret of a mailed link.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ResetPasswordRequest request,
        HttpContext context,
        UnitOfWork unitOfWork,
        IdentityDb db,
        LinkStore links,
        ClientThrottle clients,
        PasswordWork passwords,
        PasswordReplacement change,
        OtherWaysIn others
    )
    {
        if (await clients.Attempt(ClientLimit.Links, context.RequestAborted) is { } wait)
        {
            return IdentityErrors.TooManyAttempts(wait).ToProblem();
        }

        if (ProfileRules.Check(password: request.Password) is { } wrong)
        {
            return wrong.ToProblem();
        }

        // Before the transaction: a deliberate tenth of a second of work must not hold a connection. Only who has a link may cost us that.
        if (!await links.Works(request.Token, LinkPurpose.ResetPassword, context.RequestAborted))
        {
            return IdentityErrors.LinkInvalid.ToProblem();
        }

        var hash = await passwords.Hash(request.Password, context.RequestAborted);
        var result = await unitOfWork.Run<Result<bool>>(
            async ct =>
            {
                if (await links.Use(request.Token, null, [LinkPurpose.ResetPassword], ct) is not { } link)
                {
                    return IdentityErrors.LinkInvalid;
                }

                if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == link.UserId, ct) is not { } user)
                {
                    return IdentityErrors.LinkInvalid;
                }

                if (ProfileRules.Check(user.Email, request.Password, user.DisplayName) is { } guessable)
                {
                    return guessable;
                }

                // The link came by mail, so the address is theirs. Until now that was open: somebody else may have signed up with it and made themselves at
                // home.
                if (!user.EmailConfirmed && string.Equals(link.Email, user.Email, StringComparison.OrdinalIgnoreCase))
                {
                    await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, true), ct);
                    await others.CloseOfStranger(user.Id, ct);
                }

                await others.DistrustDevices(user.Id, ct);
                return await change.Apply(user, hash, "password-reset", null, ct) ? true : IdentityErrors.LinkInvalid;
            },
            context.RequestAborted
        );
        return result.Try(out _, out var error) ? TypedResults.NoContent() : error.ToProblem();
    }
}
