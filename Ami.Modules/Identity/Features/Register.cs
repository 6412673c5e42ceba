using Ami.Core;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Identity.Domain;
using Ami.Modules.Identity.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity.Features;

/// <summary>Creates an account and signs it in. What an account needs elsewhere (a paper account, a welcome) reacts to its event.</summary>
internal static class Register
{
    internal sealed record RegisterRequest(string Email, string Password, string DisplayName, Language Language, string TimeZone);

    public static void Map(IEndpointRouteBuilder auth) => auth.MapPost("/register", Handle).AllowAnonymous();

    private static async Task<Results<Created<AccessGrant>, ProblemHttpResult>> Handle(
        RegisterRequest request, HttpContext context, Accounts accounts, SessionStore sessions, AccessGrants grants, IdentityMetrics metrics)
    {
        if (ProfileRules.Check(request.Email, request.Password, request.DisplayName, request.TimeZone) is { } wrong) return wrong.ToProblem();

        var user = accounts.New(request.Email, request.DisplayName, request.Language, request.TimeZone);
        var created = await accounts.Create(user, request.Password, Roles.Student, async (account, ct) => (account, opened: await sessions.Open(account.Id, null, ct)), context.RequestAborted);
        if (!created.Try(out var signedIn, out var error)) return error.ToProblem();

        metrics.Registered();
        return TypedResults.Created("/api/me", await grants.Give(context, signedIn.account, signedIn.opened.SessionId, signedIn.opened.Token));
    }
}
