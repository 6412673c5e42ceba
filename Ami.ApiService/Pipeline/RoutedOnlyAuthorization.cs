using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Ami.ApiService.Pipeline;

/// <summary>
/// The fallback policy also applies where no route matched, which would answer 401 to an address that does not exist. Those
/// requests go on to their 404 or 405; every real endpoint is decided as usual.
/// </summary>
internal sealed class RoutedOnlyAuthorization : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        context.GetEndpoint() is RouteEndpoint ? _usual.HandleAsync(next, context, policy, authorizeResult) : next(context);
}
