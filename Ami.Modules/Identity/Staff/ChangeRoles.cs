using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Gives an account exactly these roles. Who loses one is signed out, because their access token still says otherwise; a new one counts from the next token on.</summary>
internal static class ChangeRoles
{
    internal sealed record ChangeRolesRequest(IReadOnlyList<string> Roles);

    public static void Map(IEndpointRouteBuilder users) => users.MapPut("/{id:guid}/roles", Handle)
        .RequirePermission(UserPermissions.Manage).RequireFreshSignIn().WithName("ChangeUserRoles").WithSummary("Give an account exactly these roles.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, ChangeRolesRequest request, ClaimsPrincipal actor, StaffActs acts, IdentityDb db, SessionStore sessions, AuditLog audit, Messages messages,
        CancellationToken cancellationToken)
    {
        if (request.Roles.Count == 0 || !request.Roles.All(StaffRules.AllRoles.Contains)) return AdminErrors.RolesUnknown.ToProblem();
        var roles = StaffRules.AllRoles.Where(request.Roles.Contains).ToList();
        var done = await acts.On<bool>(UserPermissions.Manage, actor, id, async (_, before, ct) =>
        {
            if (before.ToHashSet().SetEquals(roles)) return true;
            await db.UserRoles.Where(m => m.UserId == id).ExecuteDeleteAsync(ct);
            db.UserRoles.AddRange(await db.Roles.Where(r => roles.Contains(r.Name ?? "")).Select(r => new IdentityUserRole<Guid> { UserId = id, RoleId = r.Id }).ToListAsync(ct));
            await db.SaveChangesAsync(ct);
            if (before.Except(roles).Any()) await sessions.RevokeAll(id, null, "roles-changed", ct);
            audit.Append(new AuditEntry("identity.roles-changed", "user", id.ToString()) { Before = new { roles = before }, After = new { roles } });
            messages.Send(StaffMessages.RolesChanged, id, link: "/account");
            return true;
        }, cancellationToken);
        return done.ToHttp(_ => TypedResults.NoContent());
    }
}
