using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>The cookie that carries the refresh token: out of reach of scripts, sent only to <c>/api/auth</c> and only by our own pages.</summary>
internal static class RefreshCookie
{
    public const string Name = "ami_refresh";

    public static RefreshToken? Read(HttpRequest request) => RefreshToken.Parse(request.Cookies[Name]);

    public static void Write(HttpResponse response, RefreshToken token) =>
        response.Cookies.Append(Name, token.Text, Options(response.HttpContext.Request, SessionStore.Lifetime));

    public static void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options(response.HttpContext.Request, null));

    private static CookieOptions Options(HttpRequest request, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = request.IsHttps,
            Path = "/api/auth",
            MaxAge = maxAge,
            IsEssential = true,
        };
}
