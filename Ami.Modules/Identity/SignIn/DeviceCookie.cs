using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>
/// The cookie by which a browser is known again, one per person so that people who share a browser do not take each other's place. It opens nothing by
/// itself. SameSite=Lax: coming back from an OAuth provider is a navigation from another site.
/// </summary>
internal static class DeviceCookie
{
    private const int Bytes = 32;
    private const string Prefix = "ami_device_";

    public static byte[] New() => RandomNumberGenerator.GetBytes(Bytes);

    public static byte[]? Read(HttpRequest? request, Guid userId)
    {
        if (request?.Cookies[NameFor(userId)] is not { Length: 43 } text || !Base64Url.IsValid(text))
        {
            return null;
        }

        var secret = new byte[Bytes];
        return Base64Url.TryDecodeFromChars(text, secret, out var written) && written == Bytes ? secret : null;
    }

    public static void Write(HttpResponse response, Guid userId, byte[] secret) =>
        response.Cookies.Append(
            NameFor(userId),
            Base64Url.EncodeToString(secret),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = response.HttpContext.Request.IsHttps,
                Path = "/api/auth",
                MaxAge = Devices.Memory,
                IsEssential = true,
            }
        );

    internal static string NameFor(Guid userId) => Prefix + Convert.ToHexStringLower(SHA256.HashData(userId.ToByteArray()).AsSpan(0, 6));
}
