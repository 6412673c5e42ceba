using System.Collections.Frozen;
using System.Security.Claims;

namespace Ami.Core;

/// <summary>Knows which permissions roles have; belongs to the module that keeps roles. Whoever wants to know asks it, not the permission's defaults.</summary>
public interface IRolePermissions
{
    /// <summary>
    /// What roles may do now, at most a few seconds old. Waits for the database only when nothing recent is known. Not inside a transaction: it may need a
    /// connection of its own.
    /// </summary>
    ValueTask<RoleGrants> Current(CancellationToken cancellationToken = default);
}

/// <summary>What every role may do, at one moment. A role that is not in it may do nothing.</summary>
/// <param name="byRole">Names of permissions by the role's name.</param>
public sealed class RoleGrants(FrozenDictionary<string, FrozenSet<string>> byRole)
{
    /// <summary>Nobody may do anything.</summary>
    public static RoleGrants None { get; } = new(FrozenDictionary<string, FrozenSet<string>>.Empty);

    /// <summary>Whether one of the roles has the permission.</summary>
    public bool Allow(Permission permission, IEnumerable<string> roles) =>
        roles.Any(role => byRole.TryGetValue(role, out var granted) && granted.Contains(permission.Name));

    /// <summary>Whether one of the roles in the person's access token has the permission.</summary>
    public bool Allow(Permission permission, ClaimsPrincipal person) => Allow(permission, person.RoleNames());

    /// <summary>The names of all permissions that the roles have together, in order.</summary>
    public IReadOnlyList<string> Of(IEnumerable<string> roles) =>
        [.. roles.SelectMany(role => byRole.GetValueOrDefault(role, FrozenSet<string>.Empty)).Distinct().Order(StringComparer.Ordinal)];
}
