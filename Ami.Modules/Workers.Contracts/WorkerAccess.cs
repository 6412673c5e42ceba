using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Workers.Contracts;

/// <summary>
/// Something that a worker's key can be made for. A module declares its own as static properties and registers them with <c>AddApiScopes</c>.
/// </summary>
/// <param name="Name">Stable, <c>area.verb</c>, for example <c>journal.write</c>; it stands in keys that were made.</param>
public sealed record ApiScope(string Name)
{
    /// <summary>Call <c>POST /api/internal/ping</c>.</summary>
    public static ApiScope Ping { get; } = new("ping");
}

/// <summary>Metadata of an endpoint that workers call with a key.</summary>
/// <param name="Scope">What the key must be made for.</param>
public sealed record ApiKeyRequired(ApiScope Scope) : IEndpointDemand;

/// <summary>The internal API: endpoints under <c>/api/internal</c>, which the edge never forwards, for workers with a key (header <c>X-Api-Key</c>).</summary>
public static class WorkerAccess
{
    /// <summary>The authentication scheme of keys.</summary>
    public const string Scheme = "api-key";

    internal const string KeyClaim = "api-key";
    internal const string ScopeClaim = "scope";
    internal const string LimitClaim = "limit";

    /// <summary>Makes scopes known, so that keys can be made for them.</summary>
    public static IServiceCollection AddApiScopes(this IServiceCollection services, params ReadOnlySpan<ApiScope> scopes)
    {
        foreach (var scope in scopes)
        {
            services.AddSingleton(scope);
        }

        return services;
    }

    /// <summary>
    /// Lets only workers call the endpoint whose key has the scope, is in use, and is used from an allowed address; and no more often than the key may. Once
    /// per endpoint. 401 <c>api_key.missing</c>, <c>.invalid</c>, <c>.expired</c>, <c>.revoked</c>; 403 <c>api_key.address_not_allowed</c>,
    /// <c>.scope_missing</c>; 429 <c>api_key.too_many_requests</c>. A handler that changes something adds an entry to the audit log with <see
    /// cref="ApiKeyId"/> as the actor.
    /// </summary>
    public static RouteHandlerBuilder RequireApiKey(this RouteHandlerBuilder endpoint, ApiScope scope) =>
        endpoint
            .RequireAuthorization(new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().RequireClaim(ScopeClaim, scope.Name).Build())
            .WithMetadata(new ApiKeyRequired(scope));

    /// <summary>The id of the key that the caller showed. Only on endpoints with <see cref="RequireApiKey"/>; throws elsewhere.</summary>
    public static Guid ApiKeyId(this ClaimsPrincipal worker) =>
        Guid.TryParse(worker.FindFirstValue(KeyClaim), out var id) ? id : throw new InvalidOperationException("No key was shown.");
}
