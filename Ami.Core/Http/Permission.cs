using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>
/// A right to do something, which roles have or have not. A module declares its own as static properties and registers them with <c>AddPermissions</c>;
/// who has it now says <see cref="IRolePermissions"/>.
/// </summary>
/// <param name="Name">Stable, <c>area.verb</c>, for example <c>users.read</c>; also the name of the authorization policy.</param>
/// <param name="DefaultRoles">The roles that have it until staff decide otherwise, as they stand in the access token's <c>role</c> claims.</param>
/// <param name="English">What one may do with it, for the admin area; begins with a verb, ends without a period.</param>
/// <param name="Spanish">The same in Spanish.</param>
public sealed record Permission(string Name, ImmutableArray<string> DefaultRoles, string English, string Spanish);

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
            services.Configure<AuthorizationOptions>(options =>
                options.AddPolicy(permission.Name, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => IsAllowed(permission, context)))
            );
        }

        return services;
    }

    /// <summary>Lets only those call the endpoint who have a role with the permission now: 403 <c>auth.forbidden</c> for others who are signed in.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(permission.Name).WithMetadata(permission);

    private static async Task<bool> IsAllowed(Permission permission, AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http
        && (await http.RequestServices.GetRequiredService<IRolePermissions>().Current(http.RequestAborted)).Allow(permission, context.User);
}
