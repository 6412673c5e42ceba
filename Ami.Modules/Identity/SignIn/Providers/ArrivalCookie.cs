using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>Somebody whom a provider has just sent back to sign in.</summary>
/// <param name="Person">Who the provider says it is.</param>
/// <param name="Language">Of a new account.</param>
/// <param name="TimeZone">Of a new account.</param>
/// <param name="Invitation">For a new account.</param>
internal sealed record Arrival(ExternalPerson Person, Language Language, string TimeZone, string? Invitation);

/// <summary>
/// Carries an <see cref="Arrival"/> from the provider's answer to the page that finishes signing in: sealed, out of reach of scripts and other sites, for two
/// minutes.
/// </summary>
internal sealed class ArrivalCookie(MasterKey master, TimeProvider time)
{
    private const string Name = "ami_arrival";
    private const string Path = "/api/auth/oauth";
    private const string Purpose = "identity.oauth-arrival";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public void Write(HttpResponse response, Arrival arrival)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(time.GetUtcNow() + Lifetime, arrival));
        response.Cookies.Append(Name, Base64Url.EncodeToString(master.Seal(Purpose, "", content)), Options(response, Lifetime));
    }

    /// <summary>Who arrived, once: the browser forgets it with the answer.</summary>
    public Arrival? Take(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 } text)
        {
            return null;
        }

        context.Response.Cookies.Delete(Name, Options(context.Response, null));
        if (!Base64Url.IsValid(text) || master.Open(Purpose, "", Base64Url.DecodeFromChars(text)) is not { } json)
        {
            return null;
        }

        return JsonSerializer.Deserialize<Content>(json) is { } content && content.GoodUntil > time.GetUtcNow() ? content.Arrival : null;
    }

    private static CookieOptions Options(HttpResponse response, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = response.HttpContext.Request.IsHttps,
            Path = Path,
            MaxAge = maxAge,
            IsEssential = true,
        };

    private sealed record Content(DateTimeOffset GoodUntil, Arrival Arrival);
}
