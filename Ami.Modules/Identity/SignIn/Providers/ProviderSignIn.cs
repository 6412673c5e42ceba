using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Ami.Modules.Identity;

/// <summary>
/// Ways to a provider and back (<see cref="OAuthReturn"/>): to sign in, by a link that the browser follows; to link a provider or to confirm who one is,
/// by asking for the address to go to, because only a script can show the access token.
/// </summary>
internal static class ProviderSignIn
{
    /// <param name="Provider">Its name in our paths.</param>
    /// <param name="Title">Its name as it writes it.</param>
    /// <param name="MakesAccounts">Whether somebody without an account can come in this way.</param>
    internal sealed record OAuthProvider(string Provider, string Title, bool MakesAccounts);

    internal sealed record OAuthAddress(string Url);

    public static void Map(IEndpointRouteBuilder auth)
    {
        var oauth = auth.MapGroup("/oauth");
        oauth.MapGet("", List).AllowAnonymous().WithSummary("Which providers one can sign in with.");
        oauth.MapGet("/{provider}", Start).AllowAnonymous().WithSummary("For the browser: goes to the provider, and comes back signed in.");
        oauth
            .MapPost("/{provider}/link", Link)
            .RequireAuthorization()
            .RequireFreshSignIn()
            .WithSummary("The address to go to for linking a provider to the account.");
        oauth
            .MapPost("/{provider}/confirm", Confirm)
            .RequireAuthorization()
            .RefuseImpersonation()
            .WithSummary("The address to go to for confirming at a provider who one is.");
    }

    /// <summary>Names of the providers that are configured.</summary>
    public static async Task<IReadOnlyList<string>> Available(IAuthenticationSchemeProvider schemes)
    {
        var configured = (await schemes.GetAllSchemesAsync()).Select(scheme => scheme.Name).ToHashSet();
        return [.. Provider.All.Select(provider => provider.Name).Where(configured.Contains)];
    }

    private static async Task<Ok<IReadOnlyList<OAuthProvider>>> List(IAuthenticationSchemeProvider schemes, IOptionsMonitor<ProviderOptions> options) =>
        TypedResults.Ok<IReadOnlyList<OAuthProvider>>([
            .. (await Available(schemes)).Select(name => new OAuthProvider(name, Provider.Title(name), MakesAccounts(name, options))),
        ]);

    /// <summary>Only with an address that the provider vouches for.</summary>
    private static bool MakesAccounts(string provider, IOptionsMonitor<ProviderOptions> options) =>
        provider != Provider.Facebook.Name || options.Get(provider).TrustEmail;

    private static async Task<IResult> Start(
        string provider,
        IAuthenticationSchemeProvider schemes,
        string? returnUrl = null,
        string? language = null,
        string? timeZone = null,
        string? invitation = null
    )
    {
        if (!(await Available(schemes)).Contains(provider))
        {
            return OAuthErrors.UnknownProvider.ToProblem();
        }

        // It is an address that a browser follows: what it cannot use it leaves out, instead of showing a problem to somebody who wants to sign in.
        var known = Enum.TryParse<Language>(language, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : Language.En;
        return TypedResults.Challenge(
            new ProviderVisit(
                VisitPurpose.SignIn,
                LocalPath.OrHome(returnUrl),
                known,
                timeZone ?? "UTC",
                Invitation: Admission.Newcomer("", invitation, default).Invitation
            ).ToProperties(),
            [provider]
        );
    }

    private static Task<Results<Ok<OAuthAddress>, ProblemHttpResult>> Link(string provider, HttpContext context, IAuthenticationSchemeProvider schemes) =>
        Address(provider, new ProviderVisit(VisitPurpose.Link, "/", Language.En, "UTC", context.User.SessionId()), context, schemes);

    private static Task<Results<Ok<OAuthAddress>, ProblemHttpResult>> Confirm(
        string provider,
        HttpContext context,
        IAuthenticationSchemeProvider schemes,
        string? returnUrl = null
    ) =>
        Address(provider, new ProviderVisit(VisitPurpose.Confirm, LocalPath.OrHome(returnUrl), Language.En, "UTC", context.User.SessionId()), context, schemes);

    private static async Task<Results<Ok<OAuthAddress>, ProblemHttpResult>> Address(
        string provider,
        ProviderVisit visit,
        HttpContext context,
        IAuthenticationSchemeProvider schemes
    )
    {
        if (!(await Available(schemes)).Contains(provider))
        {
            return OAuthErrors.UnknownProvider.ToProblem();
        }

        var properties = visit.ToProperties();
        await context.ChallengeAsync(provider, properties);
        return TypedResults.Ok(
            new OAuthAddress(
                properties.GetParameter<string>(ProviderVisit.AddressParameter) ?? throw new InvalidOperationException("The handler gave no address.")
            )
        );
    }
}
