using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Stripe.BillingPortal;

namespace Ami.Modules.Payments;

/// <summary>Pages of the provider for what is the provider's: cards, and payments that are open.</summary>
internal static class OpenPortal
{
    public static void Map(IEndpointRouteBuilder payments)
    {
        payments
            .MapPost("/portal", Portal)
            .RefuseImpersonation()
            .WithName("OpenCustomerPortal")
            .WithSummary("Makes the page of the payment provider on which cards are changed.");
        payments
            .MapPost("/pay-open", PayOpen)
            .RefuseImpersonation()
            .WithName("PayOpenInvoice")
            .WithSummary("The page of the payment provider on which the open payment is made or confirmed.");
    }

    private static async Task<Results<Ok<ProviderPage>, ProblemHttpResult>> Portal(
        ClaimsPrincipal user,
        Customers customers,
        IPersonDirectory people,
        Provider provider,
        PublicUrl site,
        CancellationToken cancellationToken
    )
    {
        if (await customers.Find(user.UserId(), cancellationToken) is not { } customer)
        {
            return PaymentsErrors.NotSubscribed.ToProblem();
        }

        var person = await people.Find(user.UserId(), cancellationToken);
        var options = new SessionCreateOptions
        {
            Customer = customer,
            ReturnUrl = site.Link(SubscriptionMessages.Page),
            Locale = person?.Language == Language.En ? "en" : "es",
        };
        var made = await provider.Ask(api => api.BillingPortal.Sessions.CreateAsync(options, cancellationToken: cancellationToken), cancellationToken);
        return made.ToHttp(session => TypedResults.Ok(new ProviderPage(session.Url)));
    }

    private static async Task<Results<Ok<ProviderPage>, ProblemHttpResult>> PayOpen(
        ClaimsPrincipal user,
        Subscriptions subscriptions,
        SubscriptionChanges changes,
        CancellationToken cancellationToken
    )
    {
        if (
            await subscriptions.Of(user.UserId(), cancellationToken) is not { Standing: not Standing.Ended } row
            || !(await changes.Current(row, cancellationToken)).Try(out var current, out var refused)
        )
        {
            return PaymentsErrors.NothingOpen.ToProblem();
        }

        return current.LatestInvoice is { Status: "open", HostedInvoiceUrl: { Length: > 0 } url }
            ? TypedResults.Ok(new ProviderPage(url))
            : PaymentsErrors.NothingOpen.ToProblem();
    }
}
