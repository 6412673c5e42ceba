using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ami.Tests.Core.Files;

/// <summary>
/// Checks the Authorization header by which Azure's clients sign with the account's key, as the documentation of "Authorize with Shared Key" says,
/// independently of the client.
/// </summary>
internal sealed class AzureSignature(string account, string key)
{
    private static readonly string[] Signed =
    [
        "Content-Encoding",
        "Content-Language",
        "Content-Length",
        "Content-MD5",
        "Content-Type",
        "Date",
        "If-Modified-Since",
        "If-Match",
        "If-None-Match",
        "If-Unmodified-Since",
        "Range",
    ];

    public string Account => account;

    public string Key => key;

    public bool IsRight(HttpRequest request)
    {
        var lines = Signed.Select(name => request.Headers[name].ToString()).Select((value, i) => Signed[i] == "Content-Length" && value == "0" ? "" : value);
        var headers = request
            .Headers.Where(header => header.Key.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(header => $"{header.Key.ToLowerInvariant()}:{header.Value.ToString().Trim()}");
        var query = request
            .Query.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key.ToLowerInvariant()}:{string.Join(',', pair.Value.Order(StringComparer.Ordinal))}");
        var path = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        var toSign = string.Join('\n', [request.Method, .. lines, .. headers, $"/{account}{path}", .. query]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(toSign)));
        return request.Headers.Authorization == $"SharedKey {account}:{signature}";
    }
}
