using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>The last step of signing in with a provider, in the browser that has just come back from it. Answers as <see cref="Login"/> does.</summary>
internal static class FinishProviderSignIn
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/oauth/finish", Handle).AllowAnonymous().WithSummary("Signs in after the way back from a provider.");

    private static async Task<Results<Ok<AccessGrant>, ProblemHttpResult>> Handle(
        HttpContext context,
        ArrivalCookie arrivals,
        ExternalLogins logins,
        AccessGrants grants,
        IdentityMetrics metrics
    )
    {
        if (arrivals.Take(context) is not { } arrival)
        {
            return OAuthErrors.StateInvalid.ToProblem();
        }

        var result = await logins.SignIn(arrival, context.RequestAborted);
        metrics.SignIn(result.Match(_ => "ok", error => error.Code));
        if (!result.Try(out var session, out var error))
        {
            return error.ToProblem();
        }

        return TypedResults.Ok(await grants.Give(context, session.Account, session.SessionId, session.Token));
    }
}
