using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>
/// Refuses what another site's page asks for, should a browser ever send the cookie along. A browser states the page's origin on every
/// such request; programs that are not browsers state none and carry no cookie they were not given.
/// </summary>
internal sealed class SameOrigin : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsOwn(context.HttpContext.Request) ? next(context) : ValueTask.FromResult<object?>(IdentityErrors.CrossOrigin.ToProblem());

    internal static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site");
        }

        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && page.Scheme is "http" or "https"
            && string.Equals(page.IsDefaultPort ? page.Host : page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
