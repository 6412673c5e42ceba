using System.Security.Claims;
using System.Text.Encodings.Web;
using Ami.Modules.Identity.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ami.Modules.Identity.Tokens;

/// <summary>
/// Signs a request in by its access token: <c>Authorization: Bearer</c>, or, because a browser cannot set headers on a WebSocket, the
/// subprotocol <c>bearer.TOKEN</c> offered next to <c>ami.v1</c>. Never by a cookie, so no foreign page can make a request in
/// somebody's name.
/// </summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, SocketLife sockets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "bearer";
    private const string HeaderPrefix = "Bearer ";
    private const string SubprotocolPrefix = "bearer.";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token() is not { } token) return AuthenticateResult.NoResult();
        if (await tokens.Verify(token, Context.RequestAborted) is not { } verified) return AuthenticateResult.Fail("The access token is invalid or has expired.");
        if (Context.WebSockets.IsWebSocketRequest) sockets.Bind(Context, verified);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(verified.Identity), Scheme));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = (await HandleAuthenticateOnceSafeAsync()).Failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
    }

    private string? Token()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase)) return header[HeaderPrefix.Length..].Trim();
        if (!Context.WebSockets.IsWebSocketRequest) return null;
        return Context.WebSockets.WebSocketRequestedProtocols
            .FirstOrDefault(protocol => protocol.StartsWith(SubprotocolPrefix, StringComparison.Ordinal))?[SubprotocolPrefix.Length..];
    }
}
