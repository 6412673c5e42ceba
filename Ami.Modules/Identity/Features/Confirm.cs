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
    internal sealed record ConfirmRequest(string? Password = null, string? Code = null);

    /// <summary>How the person can prove who they are.</summary>
    /// <param name="Password">With their password.</param>
    /// <param name="Code">With a code of their authenticator app, or a recovery code.</param>
    internal sealed record ConfirmOptions(bool Password, bool Code);

    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapGet("/confirm", Options).RequireAuthorization();
        auth.MapPost("/confirm", Handle).RequireAuthorization();
    }

    private static async Task<Results<Ok<ConfirmOptions>, ProblemHttpResult>> Options(HttpContext context, IdentityDb db)
    {
        var userId = context.User.UserId();
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, context.RequestAborted) is { } user
            ? TypedResults.Ok(new ConfirmOptions(user.PasswordHash is not null && !user.TwoFactorEnabled, user.TwoFactorEnabled))
            : IdentityErrors.AccountGone.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        ConfirmRequest request, HttpContext context, UnitOfWork unitOfWork, IdentityDb db, SignInThrottle throttle, PasswordWork passwords, SessionStore sessions)
    {
        var userId = context.User.UserId();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, context.RequestAborted) is not { NormalizedEmail: { } email } user) return IdentityErrors.AccountGone.ToProblem();
        if (await throttle.Attempt(email, context.RequestAborted) is { IsOk: false, Error: var blocked }) return blocked.ToProblem();
        if (request.Password is not { Length: > 0 and <= 256 } password || await passwords.Verify(user, password, context.RequestAborted) == PasswordVerificationResult.Failed) return IdentityErrors.ConfirmationFailed.ToProblem();
        await unitOfWork.Run(async ct =>
        {
            await throttle.Succeeded(email, ct);
            await sessions.Confirm(context.User.SessionId(), ct);
        }, context.RequestAborted);
        return TypedResults.NoContent();
    }
}
