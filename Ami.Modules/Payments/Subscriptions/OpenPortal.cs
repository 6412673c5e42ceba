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
            .RequireIdempotencyKey()
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
        RequestKey key,
        RequestOnce once,
        Customers customers,
        IPersonDirectory people,
        Provider provider,
        PublicUrl site,
        HttpContext http
    )
    {
        var answer = await once.Run<Session, ProviderPage>(
            key,
            async ct =>
            {
                if (await customers.Find(key.UserId, ct) is not { } customer)
                {
                    return PaymentsErrors.NotSubscribed;
                }

                var person = await people.Find(key.UserId, ct);
                var options = new SessionCreateOptions
                {
                    Customer = customer,
                    ReturnUrl = site.Link(SubscriptionMessages.Page),
                    Locale = person?.Language == Language.En ? "en" : "es",
                };
                return await provider.AskFor(
                    api => api.BillingPortal.Sessions.CreateAsync(options, Provider.Once(key.For("portal")), ct),
                    made => made is { Url.Length: > 0 },
                    ct
                );
            },
            (session, _) => Task.FromResult<Result<ProviderPage>>(new ProviderPage(session.Url)),
            http.RequestAborted
        );
        return answer.ToHttp(http, TypedResults.Ok);
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
