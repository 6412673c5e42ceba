using System.Buffers;
using System.Buffers.Text;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Ami.Core;
using Ami.Modules.Identity.Domain;
using Ami.Modules.Identity.Sessions;

namespace Ami.Modules.Identity.Tokens;

/// <summary>
/// Access tokens: JWTs (RFC 7519) signed with ES256, the only algorithm there is. Short-lived, so they are not looked up:
/// who holds one is signed in until it expires or its session is revoked.
/// </summary>
internal sealed class AccessTokens(SigningKeys keys, RevokedSessions revoked, TimeProvider time)
{
    public const string Issuer = "https://ami.local";
    public const string Audience = "ami";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Clocks of two of our machines may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>How long after it was issued a token may still be accepted.</summary>
    public static readonly TimeSpan LongestUse = Lifetime + Skew;

    private const int MaxLength = 4096;

    private readonly VerifiedTokens _verified = new();

    /// <param name="account">Whose token it is.</param>
    /// <param name="sessionId">The session it belongs to and ends with.</param>
    /// <param name="cancellationToken">Gives up waiting for the keys.</param>
    /// <param name="impersonator">The administrator who will really hold it, if any.</param>
    public async Task<(string Token, DateTimeOffset ExpiresAt)> Issue(Account account, Guid sessionId, CancellationToken cancellationToken, Guid? impersonator = null)
    {
        var ring = await keys.Get(cancellationToken);
        var key = ring.SignerAt(time.GetUtcNow());
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var expires = now + Lifetime;
        var content = key.Header + "." + Base64Url.EncodeToString(Payload(account, sessionId, impersonator, now, expires).WrittenSpan);
        return (content + "." + Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(content))), expires);
    }

    /// <summary>Who the token says is calling, or null when anything about it is not exactly as we make it, or its session has ended.</summary>
    public async ValueTask<VerifiedTokens.Verified?> Verify(string token, CancellationToken cancellationToken) =>
        await Known(token, cancellationToken) is { } verified && !await revoked.Contains(verified.SessionId, cancellationToken) ? verified : null;

    private async ValueTask<VerifiedTokens.Verified?> Known(string token, CancellationToken cancellationToken)
    {
        if (_verified.TryGet(token, out var known))
        {
            if (time.GetUtcNow().ToUnixTimeSeconds() < known.UsableUntil && (await keys.Get(cancellationToken)).Holds(known.Key)) return known;
            _verified.Remove(token);
            return null;
        }
        if (await Check(token, cancellationToken) is not { } fresh) return null;
        _verified.Add(token, fresh);
        return fresh;
    }

    private async ValueTask<VerifiedTokens.Verified?> Check(string token, CancellationToken cancellationToken)
    {
        if (token.Length > MaxLength || Split(token) is not var (header, payload, signature)) return null;
        if (await keys.Find(token[header], cancellationToken) is not { } key) return null;
        if (Decode(token.AsSpan()[signature]) is not { Length: SigningKey.SignatureBytes } signed) return null;
        if (!key.Verify(Encoding.ASCII.GetBytes(token[..payload.End.Value]), signed)) return null;
        return Decode(token.AsSpan()[payload]) is { } json ? Read(json, key) : null;
    }

    private static ArrayBufferWriter<byte> Payload(Account account, Guid sessionId, Guid? impersonator, DateTimeOffset now, DateTimeOffset expires)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("iss", Issuer);
        json.WriteString("aud", Audience);
        json.WriteString("sub", account.Id);
        json.WriteString("email", account.Email);
        json.WriteString("name", account.DisplayName);
        json.WriteStartArray("role");
        foreach (var role in account.EffectiveRoles) json.WriteStringValue(role);
        json.WriteEndArray();
        json.WriteString("plan", JsonNamingPolicy.CamelCase.ConvertName(account.Plan.ToString()));
        json.WriteString("sid", sessionId);
        if (impersonator is { } actor)
        {
            json.WriteStartObject(CurrentUser.ImpersonatorClaim);
            json.WriteString(CurrentUser.IdClaim, actor);
            json.WriteEndObject();
        }

        json.WriteString("jti", Guid.CreateVersion7(now));
        json.WriteNumber("iat", now.ToUnixTimeSeconds());
        json.WriteNumber("nbf", now.ToUnixTimeSeconds());
        json.WriteNumber("exp", expires.ToUnixTimeSeconds());
        json.WriteEndObject();
        json.Flush();
        return buffer;
    }

    private VerifiedTokens.Verified? Read(byte[] json, SigningKey key)
    {
        // Signed by us, so it is what Payload wrote; what is checked below is what changes with time and place.
        using var document = JsonDocument.Parse(json);
        var payload = document.RootElement;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var skew = (long)Skew.TotalSeconds;
        if (!Is("iss", Issuer) || !Is("aud", Audience)) return null;
        var usableUntil = payload.GetProperty("exp").GetInt64() + skew;
        if (usableUntil <= now || payload.GetProperty("nbf").GetInt64() - skew > now) return null;
        var identity = new ClaimsIdentity(BearerHandler.Scheme, "name", "role");
        foreach (var name in (ReadOnlySpan<string>)[CurrentUser.IdClaim, "email", "name", "plan", "sid", "jti"])
            identity.AddClaim(new Claim(name, payload.GetProperty(name).GetString() ?? ""));
        foreach (var role in payload.GetProperty("role").EnumerateArray())
            identity.AddClaim(new Claim("role", role.GetString() ?? ""));
        if (payload.TryGetProperty(CurrentUser.ImpersonatorClaim, out var actor))
            identity.AddClaim(new Claim(CurrentUser.ImpersonatorClaim, actor.GetProperty(CurrentUser.IdClaim).GetString() ?? ""));
        return new VerifiedTokens.Verified(identity, key, payload.GetProperty(CurrentUser.SessionClaim).GetGuid(), usableUntil);

        bool Is(string name, string expected) => payload.GetProperty(name) is { ValueKind: JsonValueKind.String } value && value.ValueEquals(expected);
    }

    private static (Range Header, Range Payload, Range Signature)? Split(string token)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        return first > 0 && last > first + 1 && token.IndexOf('.', first + 1) == last ? (..first, (first + 1)..last, (last + 1)..) : null;
    }

    /// <summary>Only the alphabet itself: the decoder would skip white space.</summary>
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return null;
        return text.Length % 4 != 1 && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
    }
}
