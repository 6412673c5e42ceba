using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>Helps somebody who cannot get in, or fears that somebody else can: a mail to choose a new password, no second factor, no sessions.</summary>
internal static class HelpUser
{
    public static void Map(IEndpointRouteBuilder users)
    {
        users
            .MapPost("/{id:guid}/password-reset", MailPasswordReset)
            .RequirePermission(UserPermissions.Help)
            .WithName("MailPasswordReset")
            .WithSummary("Mail the link to choose a new password to the account's address.");
        users
            .MapDelete("/{id:guid}/two-factor", ResetSecondFactor)
            .RequirePermission(UserPermissions.Help)
            .RequireFreshSignIn()
            .WithName("ResetSecondFactor")
            .WithSummary("Take away the second factor of somebody who has lost it, and sign them out everywhere.");
        users
            .MapDelete("/{id:guid}/sessions", EndSessions)
            .RequirePermission(UserPermissions.Help)
            .WithName("EndUserSessions")
            .WithSummary("Sign an account out everywhere.");
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> MailPasswordReset(
        Guid id,
        ClaimsPrincipal actor,
        StaffActs acts,
        SendPasswordReset mail,
        CancellationToken cancellationToken
    )
    {
        var sent = await acts.On<bool>(
            UserPermissions.Help,
            actor,
            id,
            async (user, _, ct) => await mail.Send(user, ct) ? true : AdminErrors.MailedRecently,
            cancellationToken
        );
        return sent.ToHttp(_ => TypedResults.Accepted((string?)null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetSecondFactor(
        Guid id,
        ClaimsPrincipal actor,
        StaffActs acts,
        Authenticators authenticators,
        SessionStore sessions,
        CancellationToken cancellationToken
    )
    {
        var done = await acts.On<bool>(
            UserPermissions.Help,
            actor,
            id,
            async (_, _, ct) =>
            {
                if (!await authenticators.TurnOff(id, ct))
                {
                    return AdminErrors.SecondFactorOff;
                }

                await sessions.RevokeAll(id, null, "second-factor-reset", ct);
                return true;
            },
            cancellationToken
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSessions(
        Guid id,
        ClaimsPrincipal actor,
        StaffActs acts,
        SessionStore sessions,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        var done = await acts.On<bool>(
            UserPermissions.Help,
            actor,
            id,
            async (_, _, ct) =>
            {
                var ended = await sessions.RevokeAll(id, null, "ended-by-staff", ct);
                audit.Append(new AuditEntry("identity.sessions-ended-by-staff", "user", id.ToString()) { After = new { ended } });
                return true;
            },
            cancellationToken
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }
}
