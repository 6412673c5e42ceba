using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity;

/// <summary>What signing in gives: the token for the next minutes and who it is for. The refresh token is in the cookie.</summary>
internal sealed record AccessGrant(string AccessToken, DateTimeOffset ExpiresAt, UserProfile User);

/// <summary>A person, as they see themselves.</summary>
/// <param name="Permissions">Names of what they may do beyond what everybody may, by the roles that count now.</param>
internal sealed record UserProfile(
    Guid Id, string Email, string DisplayName, Language Language, string TimeZone, IReadOnlyList<string> Roles, Plan Plan, DateTimeOffset CreatedAt,
    bool EmailConfirmed, bool HasPassword, string? AvatarUrl, bool IsStaffOnHold, IReadOnlyList<string> Permissions)
{
    public static UserProfile Of(Account account, RoleGrants grants) =>
        new(account.Id, account.Email, account.DisplayName, account.Language, account.TimeZone, account.Roles, account.Plan, account.CreatedAt,
            account.EmailConfirmed, account.HasPassword, AvatarName.UrlOf(account.Id, account.Avatar), account.IsStaffOnHold,
            grants.Of(account.EffectiveRoles));
}

/// <summary>Turns a signed-in account into the answer and the cookie.</summary>
internal sealed class AccessGrants(AccessTokens tokens, IRolePermissions permissions)
{
    public async Task<AccessGrant> Give(HttpContext context, Account account, Guid sessionId, RefreshToken refresh)
    {
        var (token, expiresAt) = await tokens.Issue(account, sessionId, context.RequestAborted);
        RefreshCookie.Write(context.Response, refresh);
        context.Response.Headers.CacheControl = "no-store";
        return new AccessGrant(token, expiresAt, UserProfile.Of(account, await permissions.Current(context.RequestAborted)));
    }
}
