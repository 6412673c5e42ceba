using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>How one can sign in: see it, and take a provider away.</summary>
internal static class SignInMethods
{
    /// <param name="HasPassword">Whether there is a password.</param>
    /// <param name="Linked">Providers that are linked.</param>
    internal sealed record MySignInMethods(bool HasPassword, IReadOnlyList<LinkedProvider> Linked);

    /// <param name="Provider">Its name in our paths.</param>
    /// <param name="Title">Its name as it writes it.</param>
    /// <param name="Email">The address of the account there, when it was linked.</param>
    /// <param name="LinkedAt">Since when.</param>
    /// <param name="LastUsedAt">When it was last used to sign in.</param>
    internal sealed record LinkedProvider(string Provider, string Title, string? Email, DateTimeOffset LinkedAt, DateTimeOffset? LastUsedAt);

    public static void Map(IEndpointRouteBuilder api)
    {
        var methods = api.MapGroup("/me/sign-in-methods").RequireAuthorization();
        methods.MapGet("", Get).WithSummary("The ways in which the signed-in user can sign in.");
        methods.MapDelete("/{provider}", Unlink).RequireFreshSignIn().WithSummary("Takes a provider away; never the last way in.");
    }

    private static async Task<Ok<MySignInMethods>> Get(ClaimsPrincipal user, IdentityDb db, CancellationToken cancellationToken)
    {
        var userId = user.UserId();
        var hasPassword = await db.Users.AnyAsync(u => u.Id == userId && u.PasswordHash != null, cancellationToken);
        var linked = await db.ExternalLogins.AsNoTracking().Where(l => l.UserId == userId).OrderBy(l => l.LinkedAt).ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new MySignInMethods(
                hasPassword,
                [.. linked.Select(l => new LinkedProvider(l.Provider, Provider.Title(l.Provider), l.Email, l.LinkedAt, l.LastUsedAt))]
            )
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Unlink(
        string provider,
        ClaimsPrincipal user,
        ExternalLogins logins,
        IAuthenticationSchemeProvider schemes,
        CancellationToken cancellationToken
    ) =>
        await logins.Unlink(user.UserId(), provider, await ProviderSignIn.Available(schemes), cancellationToken) is { IsOk: false, Error: var error }
            ? error.ToProblem()
            : TypedResults.NoContent();
}
