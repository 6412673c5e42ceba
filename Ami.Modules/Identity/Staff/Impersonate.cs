using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Identity;

/// <summary>
/// Lets an administrator see the application as somebody does: one access token of that person that also says who really holds it (claim <c>act</c>, RFC 8693
/// §4.1), and nothing to renew it with. It belongs to the administrator's own session and ends with it. Everything it changes is on record, and what wants a
/// fresh sign-in is refused.
/// </summary>
internal static class Impersonate
{
    internal sealed record ImpersonateRequest(string Reason);

    public static void Map(IEndpointRouteBuilder users)
    {
        users
            .MapPost("/{id:guid}/impersonation", Start)
            .RequirePermission(UserPermissions.Impersonate)
            .RequireFreshSignIn()
            .WithName("StartImpersonation")
            .WithSummary("An access token to see the application as this person does.");
        users
            .MapDelete("/{id:guid}/impersonation", Stop)
            .RequirePermission(UserPermissions.Impersonate)
            .WithName("StopImpersonation")
            .WithSummary("Note that one has stopped.");
    }

    private static async Task<Results<Ok<AccessGrant>, ProblemHttpResult>> Start(
        Guid id,
        ImpersonateRequest request,
        HttpContext context,
        StaffActs acts,
        Accounts accounts,
        AccessTokens tokens,
        Profiles profiles,
        AuditLog audit,
        Messages messages
    )
    {
        if (StaffRules.Reason(request.Reason) is not { } reason)
        {
            return AdminErrors.ReasonMissing.ToProblem();
        }

        var begun = await acts.On<Account>(
            UserPermissions.Impersonate,
            context.User,
            id,
            async (user, roles, ct) =>
            {
                if (StaffRules.IsStaff(roles))
                {
                    return AdminErrors.NoImpersonationOfStaff;
                }

                if (user.LockedAt is not null)
                {
                    return AdminErrors.AlreadyLocked;
                }

                audit.Append(new AuditEntry("identity.impersonation-started", "user", id.ToString()) { After = new { reason } });
                messages.Send(StaffMessages.Impersonated, id);
                return await accounts.WithRoles(user, ct);
            },
            context.RequestAborted
        );
        if (!begun.Try(out var account, out var refused))
        {
            return refused.ToProblem();
        }

        var (token, expiresAt) = await tokens.Issue(account, context.User.SessionId(), context.RequestAborted, impersonator: context.User.UserId());
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new AccessGrant(token, expiresAt, await profiles.Of(account, context.RequestAborted)));
    }

    private static async Task<NoContent> Stop(Guid id, AuditLog audit, CancellationToken cancellationToken)
    {
        await audit.Write(new AuditEntry("identity.impersonation-stopped", "user", id.ToString()), cancellationToken);
        return TypedResults.NoContent();
    }
}
