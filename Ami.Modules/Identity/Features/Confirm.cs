using Ami.Core;
using Ami.Modules.Identity.Domain;
using Ami.Modules.Identity.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity.Features;

/// <summary>Proves again who the person behind a session is, before a sensitive act (<see cref="Contracts.FreshSignIn"/>). Wrong answers count as failed sign-ins.</summary>
internal static class Confirm
{
    internal sealed record ConfirmRequest(string Password);

    public static void Map(IEndpointRouteBuilder auth) => auth.MapPost("/confirm", Handle).RequireAuthorization();

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ConfirmRequest request, HttpContext context, UnitOfWork unitOfWork, IdentityDb db, SignInThrottle throttle, PasswordWork passwords, SessionStore sessions)
    {
        var userId = context.User.UserId();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, context.RequestAborted) is not { NormalizedEmail: { } email } user) return IdentityErrors.AccountGone.ToProblem();
        if (await throttle.Attempt(email, context.RequestAborted) is { IsOk: false, Error: var blocked }) return blocked.ToProblem();
        if (await passwords.Verify(user, request.Password, context.RequestAborted) == PasswordVerificationResult.Failed) return IdentityErrors.InvalidCredentials.ToProblem();
        await unitOfWork.Run(async ct =>
        {
            await throttle.Succeeded(email, ct);
            await sessions.Confirm(context.User.SessionId(), ct);
        }, context.RequestAborted);
        return TypedResults.NoContent();
    }
}
