using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ami.Modules.Identity.OAuth;

/// <summary>A developer's key at Apple. Instead of a client secret Apple takes a token signed with it (developer.apple.com, "Creating a client secret").</summary>
internal sealed record AppleKey(string TeamId, string KeyId, ECDsa PrivateKey)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public string ClientSecret(string clientId, string audience, DateTimeOffset now)
    {
        var header = Part(new { alg = "ES256", kid = KeyId, typ = "JWT" });
        var payload = Part(new { iss = TeamId, iat = now.ToUnixTimeSeconds(), exp = (now + Lifetime).ToUnixTimeSeconds(), aud = audience, sub = clientId });
        var content = header + "." + payload;
        return content + "." + Base64Url.EncodeToString(PrivateKey.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256));
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
