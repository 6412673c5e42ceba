using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Keeps somebody out, or lets them in again. Locking ends their sessions and the links they shared at once, in every process.</summary>
internal static class LockUser
{
    internal sealed record LockUserRequest(string Reason);

    public static void Map(IEndpointRouteBuilder users)
    {
        users
            .MapPost("/{id:guid}/lock", Lock)
            .RequirePermission(UserPermissions.Help)
            .RequireFreshSignIn()
            .WithName("LockUser")
            .WithSummary("Lock an account and end its sessions.");
        users
            .MapDelete("/{id:guid}/lock", Unlock)
            .RequirePermission(UserPermissions.Help)
            .RequireFreshSignIn()
            .WithName("UnlockUser")
            .WithSummary("Open a locked account again.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Lock(
        Guid id,
        LockUserRequest request,
        ClaimsPrincipal actor,
        StaffActs acts,
        IdentityDb db,
        SessionStore sessions,
        ShareLinks links,
        AuditLog audit,
        Messages messages,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (StaffRules.Reason(request.Reason) is not { } reason)
        {
            return AdminErrors.ReasonMissing.ToProblem();
        }

        var done = await acts.On<bool>(
            UserPermissions.Help,
            actor,
            id,
            async (user, _, ct) =>
            {
                if (user.LockedAt is not null)
                {
                    return AdminErrors.AlreadyLocked;
                }

                var now = time.GetUtcNow();
                await db
                    .Users.Where(u => u.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockedAt, now).SetProperty(u => u.LockReason, reason), ct);
                var ended = await sessions.RevokeAll(id, null, "account-locked", ct);
                var linksEnded = await links.EndAll(id, ct);
                audit.Append(
                    new AuditEntry("identity.account-locked", "user", id.ToString())
                    {
                        After = new
                        {
                            reason,
                            sessionsEnded = ended,
                            linksEnded,
                        },
                    }
                );
                messages.Send(StaffMessages.AccountLocked, id);
                return true;
            },
            cancellationToken
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Unlock(
        Guid id,
        ClaimsPrincipal actor,
        StaffActs acts,
        IdentityDb db,
        AuditLog audit,
        Messages messages,
        CancellationToken cancellationToken
    )
    {
        var done = await acts.On<bool>(
            UserPermissions.Help,
            actor,
            id,
            async (user, _, ct) =>
            {
                if (user.LockedAt is null)
                {
                    return AdminErrors.NotLocked;
                }

                await db
                    .Users.Where(u => u.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockedAt, (DateTimeOffset?)null).SetProperty(u => u.LockReason, (string?)null), ct);
                audit.Append(new AuditEntry("identity.account-unlocked", "user", id.ToString()) { Before = new { reason = user.LockReason } });
                messages.Send(StaffMessages.AccountUnlocked, id, link: "/sign-in");
                return true;
            },
            cancellationToken
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }
}
