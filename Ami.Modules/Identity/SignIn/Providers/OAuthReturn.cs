using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Identity;

/// <summary>
/// What happens when somebody comes back from a provider. The answer is always a redirect to a page of the web app, which says what went wrong by a code
/// in <c>problem</c>. Signing in is not finished here but by that page (<see cref="FinishProviderSignIn"/>): this request comes from another site, so that the
/// browser sends none of our strict cookies along, not even the one that tells which device it is. A singleton, because the framework asks for it at
/// every request of any kind.
/// </summary>
internal sealed partial class OAuthReturn(ArrivalCookie arrivals, IdentityMetrics metrics, ILogger<OAuthReturn> logger) : OAuthEvents
{
    private const string SignedInPage = "/sign-in/done";
    private const string SignInPage = "/sign-in";
    private const string SecurityPage = "/account/security";

    public override Task RedirectToAuthorizationEndpoint(RedirectContext<OAuthOptions> context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (ProviderVisit.From(context.Properties) is { Kind: VisitPurpose.SignIn })
        {
            return base.RedirectToAuthorizationEndpoint(context);
        }

        // Asked for by a script with an access token, which cannot follow a redirect to another site: it gets the address and goes there.
        context.Properties.SetParameter(ProviderVisit.AddressParameter, context.RedirectUri);
        return Task.CompletedTask;
    }

    /// <summary>Raised by Google's handler alone; the others' leaves the person itself.</summary>
    public override Task CreatingTicket(OAuthCreatingTicketContext context)
    {
        context.Properties.SetParameter(ProviderHandler.PersonParameter, ExternalPerson.FromClaims(context.Scheme.Name, context.User));
        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var visit = ProviderVisit.From(context.Properties);
        var person = context.Properties?.GetParameter<ExternalPerson>(ProviderHandler.PersonParameter);
        if (visit is null || person is null)
        {
            throw new InvalidOperationException("The handler made no person.");
        }

        context.HandleResponse();
        var logins = context.HttpContext.RequestServices.GetRequiredService<ExternalLogins>();
        Error? problem = null;
        if (visit.Kind == VisitPurpose.SignIn)
        {
            arrivals.Write(context.Response, new Arrival(person, visit.Language, visit.TimeZone, visit.Invitation));
        }
        else if (await Finish(logins, visit, person, context.HttpContext.RequestAborted) is { IsOk: false, Error: var refused })
        {
            problem = refused;
        }

        Leave(context.HttpContext, person.Provider, visit, problem);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var state = ((OAuthOptions)context.Options).StateDataFormat.Unprotect(context.Request.Query["state"]);
        var problem = state is null
            ? OAuthErrors.StateInvalid
            : context.Failure switch
            {
                { Message: var message } when message.StartsWith("Correlation failed", StringComparison.Ordinal) => OAuthErrors.StateInvalid,
                { } failure when failure.Data["error"] is "access_denied" or "user_cancelled_authorize" => OAuthErrors.Denied,
                _ => OAuthErrors.ProviderFailed,
            };
        // Its message may repeat what a provider or a stranger wrote; the kind is enough to know where to look.
        LogFailure(logger, context.Scheme.Name, problem.Code, context.Failure is ProviderFailure known ? known.Message : context.Failure?.GetType().Name ?? "");
        metrics.SignIn(problem.Code);
        Leave(context.HttpContext, context.Scheme.Name, ProviderVisit.From(state), problem);
        return Task.CompletedTask;
    }

    private static Task<Result> Finish(ExternalLogins logins, ProviderVisit visit, ExternalPerson person, CancellationToken cancellationToken) =>
        visit.Kind == VisitPurpose.Link ? logins.Link(visit.SessionId, person, cancellationToken) : logins.Confirm(visit.SessionId, person, cancellationToken);

    private static void Leave(HttpContext context, string provider, ProviderVisit? visit, Error? problem)
    {
        var next = LocalPath.OrHome(visit?.Next);
        var query = new Dictionary<string, string?>();
        if (problem is not null)
        {
            query["problem"] = problem.Code;
        }

        if (problem is not null || visit?.Kind == VisitPurpose.Link)
        {
            query["provider"] = provider;
        }

        var page = visit switch
        {
            { Kind: VisitPurpose.Link } => SecurityPage,
            { Kind: VisitPurpose.Confirm } => next,
            _ when problem is null => SignedInPage,
            _ => SignInPage,
        };
        if (visit is null or { Kind: VisitPurpose.SignIn } && next != "/")
        {
            query["next"] = next;
        }

        context.Response.Headers.CacheControl = "no-store";
        // The address that led here holds a code and a state, which are used up but nobody else's business.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Redirect(QueryHelpers.AddQueryString(page, query));
    }

    [LoggerMessage(LogLevel.Warning, "Signing in with {Provider} failed with {Code}: {Failure}")]
    private static partial void LogFailure(ILogger logger, string provider, string code, string failure);
}
