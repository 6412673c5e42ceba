using System.Security.Claims;

namespace Ami.Core;

/// <summary>Who is signed in.</summary>
public static class CurrentUser
{
    /// <summary>The claim that holds the user's id.</summary>
    public const string IdClaim = "sub";

    /// <summary>The claim that holds the id of the session the access token was issued in.</summary>
    public const string SessionClaim = "sid";

    /// <summary>The claim that holds the id of the administrator who acts as the user, if one does.</summary>
    public const string ImpersonatorClaim = "act";

    /// <summary>The claim that holds the name of a role; one for each.</summary>
    public const string RoleClaim = "role";

    /// <summary>The roles in the access token; none for nobody.</summary>
    public static IEnumerable<string> RoleNames(this ClaimsPrincipal principal) => principal.FindAll(RoleClaim).Select(claim => claim.Value);

    /// <summary>The administrator who sees the application as the signed-in user; null when the user is there themselves.</summary>
    public static Guid? ImpersonatorId(this ClaimsPrincipal principal) => principal.FindFirstValue(ImpersonatorClaim) is { } id ? Guid.Parse(id) : null;

    /// <summary>The signed-in user's id. Only on endpoints that require a signed-in user; throws where nobody is.</summary>
    public static Guid UserId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(IdClaim), out var id) ? id : throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The id of the caller's session. Only on endpoints that require a signed-in user; throws where nobody is.</summary>
    public static Guid SessionId(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id) ? id : throw new InvalidOperationException("Nobody is signed in.");
}
