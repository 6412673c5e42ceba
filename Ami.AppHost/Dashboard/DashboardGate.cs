using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ami.AppHost.Dashboard;

/// <summary>
/// Who may use the dashboard: those who have the link that AppHost printed. The link's token becomes a cookie; every change asks
/// for a second value that only our own pages contain; and a request that names another host than this machine is refused, so that
/// a foreign page cannot reach us by giving its own name our address (DNS rebinding).
/// </summary>
internal sealed class DashboardGate
{
    public const string FormField = "proof";

    private readonly int _port;
    private readonly string _cookie;
    private readonly string _cookieName;
    private readonly string[] _hosts;

    public DashboardGate(int port)
    {
        _port = port;
        Token = Random();
        _cookie = Random();
        FormProof = Random();
        // Cookies know no ports: without the number two dashboards on one machine would share one.
        _cookieName = $"ami-dashboard-{port}";
        _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
    }

    public string Token { get; }

    public string FormProof { get; }

    public string Link => $"http://127.0.0.1:{_port}/?token={Token}";

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        SetHeaders(context.Response.Headers);
        if (!_hosts.Contains(request.Host.Value, StringComparer.OrdinalIgnoreCase))
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "This dashboard answers only to 127.0.0.1 and localhost.");
            return;
        }

        if (HttpMethods.IsGet(request.Method) && Same(request.Query["token"], Token))
        {
            context.Response.Cookies.Append(_cookieName, _cookie, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict });
            context.Response.Redirect(request.Path.StartsWithSegments("/logs") ? request.Path.ToUriComponent() : "/");
            return;
        }

        if (!Same(request.Cookies[_cookieName], _cookie))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Open the dashboard with the link that AppHost printed when it started.");
            return;
        }

        if (!HttpMethods.IsGet(request.Method) && !await IsFromOurPageAsync(request))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "This did not come from a page of this dashboard. Reload the page and try again.");
            return;
        }

        await next(context);
    }

    private async Task<bool> IsFromOurPageAsync(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !_hosts.Any(host => origin.Equals($"http://{host}", StringComparison.OrdinalIgnoreCase)))
            return false;
        return request.HasFormContentType && Same((await request.ReadFormAsync(request.HttpContext.RequestAborted))[FormField], FormProof);
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
