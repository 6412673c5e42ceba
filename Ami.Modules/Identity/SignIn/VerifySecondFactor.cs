using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>The second step of signing in, in the browser that has taken the first.</summary>
internal static class VerifySecondFactor
{
    private const int MaxCode = 64;

    /// <param name="Code">Of the authenticator app, or a recovery code.</param>
    /// <param name="RememberDevice">Not to be asked again in this browser for thirty days.</param>
    internal sealed record VerifySecondFactorRequest(string Code, bool RememberDevice = false);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/2fa/verify", Handle).AllowAnonymous().WithSummary("The second step of a sign-in: a code of the app, or a recovery code.");

    private static async Task<Results<Ok<AccessGrant>, ProblemHttpResult>> Handle(
        VerifySecondFactorRequest request,
        HttpContext context,
        IdentityDb db,
        WaitingSignIns steps,
        SecondFactorCheck factors,
        SignIn signIn,
        AccessGrants grants,
        IdentityMetrics metrics
    )
    {
        if (request.Code.Length > MaxCode)
        {
            return IdentityErrors.CodeWrong.ToProblem();
        }

        var result = await Verify(request, db, steps, factors, signIn, context.RequestAborted);
        metrics.SignIn(result.Match(_ => "ok", error => error.Code));
        if (!result.Try(out var session, out var error))
        {
            return error.ToProblem();
        }

        steps.ClearCookie();
        return TypedResults.Ok(await grants.Give(context, session.Account, session.SessionId, session.Token));
    }

    private static async Task<Result<OpenedSession>> Verify(
        VerifySecondFactorRequest request,
        IdentityDb db,
        WaitingSignIns steps,
        SecondFactorCheck factors,
        SignIn signIn,
        CancellationToken cancellationToken
    )
    {
        if (await steps.Try(cancellationToken) is not { } step)
        {
            return IdentityErrors.SecondStepExpired;
        }

        if (await factors.Use(step.UserId, request.Code, cancellationToken) is { IsOk: false, Error: var wrong })
        {
            return wrong;
        }

        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == step.UserId, cancellationToken) is { } user
            ? await signIn.Complete(user, step, request.RememberDevice, cancellationToken)
            : IdentityErrors.AccountGone;
    }
}
