using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>What signing in gives: the token for the next minutes and who it is for. The refresh token is in the cookie.</summary>
internal sealed record AccessGrant(string AccessToken, DateTimeOffset ExpiresAt, UserProfile User);

/// <summary>Turns a signed-in account into the answer and the cookie.</summary>
internal sealed class AccessGrants(AccessTokens tokens, Profiles profiles)
{
    public async Task<AccessGrant> Give(HttpContext context, Account account, Guid sessionId, RefreshToken refresh)
    {
        var (token, expiresAt) = await tokens.Issue(account, sessionId, context.RequestAborted);
        RefreshCookie.Write(context.Response, refresh);
        context.Response.Headers.CacheControl = "no-store";
        return new AccessGrant(token, expiresAt, await profiles.Of(account, context.RequestAborted));
    }
}
