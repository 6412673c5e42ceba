using System.Buffers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Ami.Modules.Identity;

/// <summary>
/// What signing in by access token has beyond the framework's handler: where a token is found, that its header is one of ours, the tokens already verified, and
/// sessions that have ended. A token comes as <c>Authorization: Bearer</c>, or, because a browser cannot set headers on a WebSocket, as the subprotocol
/// <c>bearer.TOKEN</c> offered next to <c>ami.v1</c>. Never by a cookie, so no foreign page can make a request in somebody's name.
/// </summary>
internal sealed class BearerEvents(SigningKeys keys, RevokedSessions revoked, SocketLife sockets, TimeProvider time) : JwtBearerEvents
{
    private const string HeaderPrefix = "Bearer ";
    private const string SubprotocolPrefix = "bearer.";
    private const string Invalid = "The access token is invalid or has expired.";

    /// <summary>Base64url without padding (RFC 7515 §2), and what stands between the parts. The library also reads padding and the other alphabet.</summary>
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly VerifiedTokens _verified = new();

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        if (Token(context.HttpContext) is not { } token)
        {
            context.NoResult();
            return;
        }
        // Also reads the ring again when it is time to, which the library's own look-up could not wait for.
        var key = await KeyOf(token, context.HttpContext.RequestAborted);
        if (key is null)
        {
            context.Fail(Invalid);
        }
        else if (_verified.TryGet(token, out var known) && ReferenceEquals(known.Key, key) && time.GetUtcNow().ToUnixTimeSeconds() < known.UsableUntil)
        {
            await Accept(context, known);
        }
        else
        {
            context.Token = token;
        }
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        var claims = token.Claims.Select(claim => claim.Type == CurrentUser.ImpersonatorClaim ? new Claim(claim.Type, Actor(claim.Value)) : claim);
        if (await keys.Find(token.EncodedHeader, context.HttpContext.RequestAborted) is not { } key)
        {
            context.Fail(Invalid);
            return;
        }
        var verified = new VerifiedTokens.Verified(
            new ClaimsIdentity(claims, BearerSetup.Scheme, "name", CurrentUser.RoleClaim),
            key,
            Guid.Parse(token.GetPayloadValue<string>(CurrentUser.SessionClaim)),
            new DateTimeOffset(token.ValidTo).ToUnixTimeSeconds() + (long)AccessTokens.Skew.TotalSeconds
        );
        _verified.Add(token.EncodedToken, verified);
        await Accept(context, verified);
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        if (context.AuthenticateFailure is not null)
        {
            context.Error = "invalid_token";
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// The key whose header the token carries, byte for byte. No header is parsed before it is known to be ours, so none can name an algorithm, a key or a
    /// place to fetch one from, or say anything twice. The library alone would accept unknown members in <c>crit</c>, and <c>alg</c> twice.
    /// </summary>
    private ValueTask<SigningKey?> KeyOf(string token, CancellationToken cancellationToken) =>
        !token.AsSpan().ContainsAnyExcept(Alphabet) && token.IndexOf('.', StringComparison.Ordinal) is > 0 and var end
            ? keys.Find(token[..end], cancellationToken)
            : default;

    private async Task Accept(ResultContext<JwtBearerOptions> context, VerifiedTokens.Verified token)
    {
        if (await revoked.Contains(token.SessionId, context.HttpContext.RequestAborted))
        {
            context.Fail(Invalid);
            return;
        }
        if (context.HttpContext.WebSockets.IsWebSocketRequest)
        {
            sockets.Bind(context.HttpContext, token);
        }

        context.Principal = new ClaimsPrincipal(token.Identity);
        context.Success();
    }

    private static string Actor(string json) => JsonSerializer.Deserialize<JsonElement>(json).GetProperty(CurrentUser.IdClaim).GetString() ?? "";

    private static string? Token(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return header[HeaderPrefix.Length..].Trim();
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            return null;
        }

        return context
            .WebSockets.WebSocketRequestedProtocols.FirstOrDefault(protocol => protocol.StartsWith(SubprotocolPrefix, StringComparison.Ordinal))
            ?[SubprotocolPrefix.Length..];
    }
}
