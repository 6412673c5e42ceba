using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Roles and what they may do: seen by staff, changed by administrators. Changes give the version that was seen, so that nobody overwrites what they have not
/// read.
/// </summary>
internal static class EditRoles
{
    internal sealed record PermissionWords(string En, string Es);

    /// <param name="Name"><c>area.verb</c>.</param>
    internal sealed record PermissionView(string Name, PermissionWords Words);

    /// <param name="Name">As in access tokens; never changes.</param>
    /// <param name="DisplayName">What staff call it; null for a built-in role that is called as the product calls it.</param>
    /// <param name="IsStaff">False for what people are as customers: its permissions cannot be decided here.</param>
    /// <param name="People">How many have it.</param>
    /// <param name="Permissions">Names of what it may do, in order.</param>
    /// <param name="Fixed">Names of permissions that it has or has not, whatever anybody decides.</param>
    /// <param name="Version">Grows with every change.</param>
    internal sealed record RoleView(
        string Name,
        string? DisplayName,
        string Description,
        bool IsBuiltIn,
        bool IsStaff,
        int People,
        IReadOnlyList<string> Permissions,
        IReadOnlyList<string> Fixed,
        int Version,
        DateTimeOffset CreatedAt,
        DateTimeOffset ChangedAt
    );

    /// <param name="Permissions">All that there are, by name.</param>
    /// <param name="Roles">Built-in ones first, from least to most, then by name.</param>
    internal sealed record RoleMatrix(IReadOnlyList<PermissionView> Permissions, IReadOnlyList<RoleView> Roles);

    /// <param name="From">The role whose permissions it begins with.</param>
    internal sealed record CreateRoleRequest(string DisplayName, string? Description = null, string? From = null);

    /// <param name="DisplayName">Null or empty calls a built-in role as the product does.</param>
    internal sealed record RenameRoleRequest(string? DisplayName, string Description, int Version);

    /// <param name="Permissions">Exactly those that the role is to have.</param>
    internal sealed record DecidePermissionsRequest(IReadOnlyList<string> Permissions, int Version);

    public static void Map(IEndpointRouteBuilder roles)
    {
        roles
            .MapGet("", List)
            .RequirePermission(UserPermissions.ReadRoles)
            .WithName("ListRoles")
            .WithSummary("Every role with its permissions, and every permission in words.");
        roles
            .MapPost("", Create)
            .RequirePermission(UserPermissions.ManageRoles)
            .RequireFreshSignIn()
            .WithName("CreateRole")
            .WithSummary("Makes a role, empty or like another.");
        roles
            .MapPut("/{role}", Rename)
            .RequirePermission(UserPermissions.ManageRoles)
            .RequireFreshSignIn()
            .WithName("RenameRole")
            .WithSummary("Changes what a role is called and what it is for.");
        roles
            .MapPut("/{role}/permissions", Decide)
            .RequirePermission(UserPermissions.ManageRoles)
            .RequireFreshSignIn()
            .WithName("DecideRolePermissions")
            .WithSummary("Gives a role exactly these permissions. It counts at once, and signs nobody out.");
        roles
            .MapDelete("/{role}", Delete)
            .RequirePermission(UserPermissions.ManageRoles)
            .RequireFreshSignIn()
            .WithName("DeleteRole")
            .WithSummary("Deletes a role that is not built in, and takes it from the given number of people.");
    }

    private static async Task<Ok<RoleMatrix>> List(IdentityDb db, RolePermissions permissions, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Read(db, permissions, cancellationToken));

    private static async Task<Results<Created<RoleView>, ProblemHttpResult>> Create(
        CreateRoleRequest request,
        ClaimsPrincipal actor,
        StaffActs acts,
        RoleEditing editing,
        IdentityDb db,
        RolePermissions permissions,
        CancellationToken cancellationToken
    )
    {
        var made = await acts.Do(
            UserPermissions.ManageRoles,
            actor,
            ct => editing.Create(request.DisplayName, request.Description, request.From, ct),
            cancellationToken
        );
        if (!made.Try(out var name, out var refused))
        {
            return refused.ToProblem();
        }

        return (await One(name, db, permissions, cancellationToken)).ToHttp(view => TypedResults.Created($"/api/admin/roles/{name}", view));
    }

    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> Rename(
        string role,
        RenameRoleRequest request,
        ClaimsPrincipal actor,
        StaffActs acts,
        RoleEditing editing,
        IdentityDb db,
        RolePermissions permissions,
        CancellationToken cancellationToken
    )
    {
        var done = await acts.Do(
            UserPermissions.ManageRoles,
            actor,
            ct => editing.Rename(role, request.Version, request.DisplayName, request.Description, ct),
            cancellationToken
        );
        if (!done.Try(out var name, out var refused))
        {
            return refused.ToProblem();
        }

        return (await One(name, db, permissions, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> Decide(
        string role,
        DecidePermissionsRequest request,
        ClaimsPrincipal actor,
        StaffActs acts,
        RoleEditing editing,
        IdentityDb db,
        RolePermissions permissions,
        CancellationToken cancellationToken
    )
    {
        var done = await acts.Do(UserPermissions.ManageRoles, actor, ct => editing.Decide(role, request.Version, request.Permissions, ct), cancellationToken);
        if (!done.Try(out var name, out var refused))
        {
            return refused.ToProblem();
        }

        return (await One(name, db, permissions, cancellationToken)).ToHttp(TypedResults.Ok);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string role,
        int version,
        int? people,
        ClaimsPrincipal actor,
        StaffActs acts,
        RoleEditing editing,
        CancellationToken cancellationToken
    )
    {
        var done = await acts.Do(
            UserPermissions.ManageRoles,
            actor,
            ct => editing.Delete(role, version, people ?? 0, actor.SessionId(), ct),
            cancellationToken
        );
        return done.ToHttp(_ => TypedResults.NoContent());
    }

    private static async Task<Result<RoleView>> One(string name, IdentityDb db, RolePermissions permissions, CancellationToken cancellationToken) =>
        (await Read(db, permissions, cancellationToken)).Roles.FirstOrDefault(role => role.Name == name) is { } view ? view : RoleErrors.Unknown;

    private static async Task<RoleMatrix> Read(IdentityDb db, RolePermissions permissions, CancellationToken cancellationToken)
    {
        var roles = await db.Roles.AsNoTracking().OrderBy(role => role.Id).ToListAsync(cancellationToken);
        // After the versions: permissions that are newer than their role's version are refused when they are sent back, never the other way round.
        var grants = await permissions.ReadNow(cancellationToken);
        var people = await db
            .UserRoles.GroupBy(m => m.RoleId)
            .Select(m => new { m.Key, Count = m.Count() })
            .ToDictionaryAsync(m => m.Key, m => m.Count, cancellationToken);
        var all = permissions.Declared.Values.OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        var inOrder = roles
            .OrderByDescending(role => role.IsBuiltIn)
            .ThenBy(role => role.IsBuiltIn ? null : role.DisplayName, StringComparer.OrdinalIgnoreCase);
        return new RoleMatrix(
            [.. all.Select(one => new PermissionView(one.Name, new PermissionWords(one.English, one.Spanish)))],
            [.. inOrder.Select(role => View(role, people.GetValueOrDefault(role.Id), grants, all))]
        );
    }

    private static RoleView View(Role role, int people, RoleGrants grants, IReadOnlyList<Permission> all)
    {
        var name = role.Name ?? "";
        return new RoleView(
            Name: name,
            DisplayName: role.DisplayName,
            Description: role.Description,
            IsBuiltIn: role.IsBuiltIn,
            IsStaff: StaffRules.IsStaff([name]),
            People: people,
            Permissions: grants.Of([name]),
            Fixed: [.. all.Where(one => RoleRules.IsFixed(name, one.Name)).Select(one => one.Name)],
            Version: role.Version,
            CreatedAt: role.CreatedAt,
            ChangedAt: role.ChangedAt
        );
    }
}
