using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>Exchanges the refresh token in the cookie for an access token and the next refresh token.</summary>
internal static class Refresh
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/refresh", Handle).AllowAnonymous().WithSummary("The next access token for the cookie, and the next cookie.");

    private static async Task<Results<Ok<AccessGrant>, ProblemHttpResult>> Handle(
        HttpContext context,
        UnitOfWork unitOfWork,
        SessionStore sessions,
        Accounts accounts,
        AccessGrants grants,
        AuditLog audit,
        Messages messages,
        IdentityMetrics metrics
    )
    {
        if (RefreshCookie.Read(context.Request) is not { } presented)
        {
            return IdentityErrors.RefreshInvalid.ToProblem();
        }

        // Not cancelled by the caller: a rotation whose answer nobody waits for must still be whole.
        var (rotation, account) = await unitOfWork.Run(
            async _ =>
            {
                var rotated = await sessions.Rotate(presented, CancellationToken.None);
                if (rotated.Verdict == RefreshVerdict.Reused)
                {
                    audit.Append(
                        new AuditEntry("identity.refresh-token-reused", "user", rotated.UserId.ToString())
                        {
                            Succeeded = false,
                            After = new { sessionId = rotated.SessionId },
                        }
                    );
                    messages.Send(SecurityMessages.SessionReused, rotated.UserId, link: "/account/security");
                }

                return (rotated, rotated.Next is null ? null : await accounts.Find(rotated.UserId, CancellationToken.None));
            },
            CancellationToken.None
        );

        metrics.Refresh(rotation.Verdict);
        if (rotation.Next is { } next && account is not null)
        {
            return TypedResults.Ok(await grants.Give(context, account, rotation.SessionId, next));
        }

        RefreshCookie.Clear(context.Response);
        return (rotation.Verdict == RefreshVerdict.Reused ? IdentityErrors.RefreshReused : IdentityErrors.RefreshInvalid).ToProblem();
    }
}
