using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ami.Tests.Core.Files;

/// <summary>
/// Checks AWS Signature Version 4 in the Authorization header, as the documentation of the scheme says, independently of the SDK that made it.
/// </summary>
internal sealed class S3Signature(string accessKey, string secret, string region)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(15);

    public string AccessKey => accessKey;

    public string Secret => secret;

    public string Region => region;

    /// <returns>Null when the signature is right.</returns>
    public (int Status, string Code)? Problem(HttpRequest request, byte[] content)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return (403, "AccessDenied");
        }

        var parts = authorization[(Algorithm.Length + 1)..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var moment = request.Headers["x-amz-date"].ToString();
        var scope = $"{moment[..8]}/{region}/s3/aws4_request";
        if (parts["Credential"] != $"{accessKey}/{scope}")
        {
            return (403, "InvalidAccessKeyId");
        }

        var signedAt = DateTimeOffset.ParseExact(moment, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((TimeProvider.System.GetUtcNow() - signedAt).Duration() > MostSkew)
        {
            return (403, "RequestTimeTooSkewed");
        }

        var claimed = request.Headers["x-amz-content-sha256"].ToString();
        if (claimed != Hex(SHA256.HashData(content)))
        {
            return (400, "XAmzContentSHA256Mismatch");
        }

        var signed = parts["SignedHeaders"].Split(';');
        // Amazon takes signed chunks and checksums besides the signature, in headers and trailers; others who speak its protocol answer so.
        if (request.Headers.Keys.Any(IsAmazonsOwn) || request.Headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.Ordinal))
        {
            return (501, "NotImplemented");
        }

        if (!signed.Contains("host") || !signed.Contains("x-amz-content-sha256") || !signed.Contains("x-amz-date"))
        {
            return (403, "AccessDenied");
        }

        var canonical = string.Join(
            '\n',
            request.Method,
            PathOf(request),
            Query(request),
            string.Concat(signed.Select(name => $"{name}:{Value(request, name)}\n")),
            parts["SignedHeaders"],
            claimed
        );
        var toSign = string.Join('\n', Algorithm, moment, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = new[] { moment[..8], region, "s3", "aws4_request" }.Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secret),
            (made, text) => HMACSHA256.HashData(made, Encoding.UTF8.GetBytes(text))
        );
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) == parts["Signature"] ? null : (403, "SignatureDoesNotMatch");
    }

    private static bool IsAmazonsOwn(string header) =>
        header.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase)
        || header.ToLowerInvariant() is "x-amz-trailer" or "x-amz-sdk-checksum-algorithm";

    private static string PathOf(HttpRequest request) => (request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget).Split('?')[0];

    private static string Query(HttpRequest request) =>
        string.Join(
            '&',
            request
                .Query.SelectMany(pair => pair.Value.Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}"))
                .Order(StringComparer.Ordinal)
        );

    private static string Value(HttpRequest request, string name) => name == "host" ? request.Host.ToUriComponent() : request.Headers[name].ToString().Trim();

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
