using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Gives an account exactly these roles. Who loses one is signed out, because their access token still says otherwise; a new one counts from the next token
/// on.
/// </summary>
internal static class ChangeRoles
{
    internal sealed record ChangeRolesRequest(IReadOnlyList<string> Roles);

    public static void Map(IEndpointRouteBuilder users) =>
        users
            .MapPut("/{id:guid}/roles", Handle)
            .RequirePermission(UserPermissions.Manage)
            .RequireFreshSignIn()
            .WithName("ChangeUserRoles")
            .WithSummary("Give an account exactly these roles.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        ChangeRolesRequest request,
        ClaimsPrincipal actor,
        StaffActs acts,
        IdentityDb db,
        RoleHolders holders,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<string> roles = [.. request.Roles.Distinct().Order(StringComparer.Ordinal)];
        if (roles.Count == 0)
        {
            return AdminErrors.RolesUnknown.ToProblem();
        }

        var done = await acts.On<bool>(
            UserPermissions.Manage,
            actor,
            id,
            async (_, before, ct) =>
            {
                // Here, where no role can be deleted meanwhile.
                if (await db.Roles.CountAsync(r => roles.Contains(r.Name ?? ""), ct) < roles.Count)
                {
                    return AdminErrors.RolesUnknown;
                }

                await holders.Give(id, before, roles, exceptSession: null, ct);
                return true;
            },
            cancellationToken,
            becoming: roles
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }
}
