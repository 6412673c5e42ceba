using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>A right to do something, granted to roles. A module declares its own as static properties and registers them with <c>AddPermissions</c>.</summary>
/// <param name="Name">Stable, <c>area.verb</c>, for example <c>users.read</c>; also the name of the authorization policy.</param>
/// <param name="Roles">The roles that have it, as they stand in the access token's <c>role</c> claims.</param>
public sealed record Permission(string Name, ImmutableArray<string> Roles);

/// <summary>Registers permissions and asks for them.</summary>
public static class Permissions
{
    /// <summary>Makes a named authorization policy of each permission.</summary>
    public static IServiceCollection AddPermissions(this IServiceCollection services, params ReadOnlySpan<Permission> permissions)
    {
        // Only the options: the services behind them want endpoints, which the silo's commands do not have.
        foreach (var permission in permissions)
        {
            services.AddSingleton(permission);
            services.Configure<AuthorizationOptions>(options => options.AddPolicy(permission.Name, policy => policy.RequireAuthenticatedUser().RequireRole(permission.Roles)));
        }

        return services;
    }

    /// <summary>Lets only those call the endpoint whose role has the permission: 403 <c>auth.forbidden</c> for everybody else who is signed in.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(permission.Name).WithMetadata(permission);
}
