using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Stripe.Checkout;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Modules.Payments;

/// <summary>A page of the payment provider.</summary>
/// <param name="Url">Where to go.</param>
internal sealed record ProviderPage(string Url);

/// <summary>Begins a subscription: makes the page on which it is paid. Nothing is granted before the provider says that it was.</summary>
internal sealed class Subscribe(
    RequestOnce once,
    Customers customers,
    PriceCatalogue catalogue,
    Checkouts checkouts,
    Subscriptions subscriptions,
    IPersonDirectory people,
    PublicUrl site,
    StripeOptions options
)
{
    /// <param name="Plan">Which plan.</param>
    /// <param name="Interval">How often it is paid.</param>
    /// <param name="Currency">In which currency.</param>
    internal sealed record SubscribeRequest(Plan Plan, BillingInterval Interval, string Currency);

    public static void Map(IEndpointRouteBuilder payments) =>
        payments
            .MapPost("/subscribe", Handle)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("Subscribe")
            .WithSummary("Makes the page of the payment provider on which a subscription is paid.");

    private static async Task<Results<Ok<ProviderPage>, ProblemHttpResult>> Handle(
        SubscribeRequest request,
        RequestKey key,
        Subscribe subscribe,
        HttpContext http
    ) => (await subscribe.Begin(request, key, http.RequestAborted)).ToHttp(http, TypedResults.Ok);

    private Task<Answer<ProviderPage>> Begin(SubscribeRequest request, RequestKey key, CancellationToken cancellationToken) =>
        once.Run<Session, ProviderPage>(
            key,
            ct => Make(request, key, ct),
            async (session, ct) =>
                await checkouts.KeepOnly(session, key.UserId, CheckoutPurpose.Subscription, Open(key.UserId), ct) is { } beingPaid
                    ? beingPaid
                    : new ProviderPage(session.Url),
            cancellationToken
        );

    private async Task<Result<Session>> Make(SubscribeRequest request, RequestKey key, CancellationToken cancellationToken)
    {
        if (!Currency.Parse(request.Currency).Try(out var currency, out _) || PlanTable.Of(request.Plan).PriceIn(currency, request.Interval) is null)
        {
            return PaymentsErrors.PlanNotSold;
        }

        var last = await subscriptions.Of(key.UserId, cancellationToken);
        if (last is { IsOpen: true })
        {
            return PaymentsErrors.AlreadySubscribed;
        }

        if (!(await customers.Of(key.UserId, cancellationToken)).Try(out var customer, out var refused))
        {
            return refused;
        }

        if (!(await catalogue.Find(request.Plan, request.Interval, cancellationToken)).Try(out var price, out refused))
        {
            return refused;
        }

        if (await checkouts.Close(Open(key.UserId), cancellationToken) is { } beingPaid)
        {
            return beingPaid;
        }

        var person = await people.Find(key.UserId, cancellationToken);
        var session = new SessionCreateOptions
        {
            Mode = "subscription",
            Customer = customer,
            ClientReferenceId = key.UserId.ToString(),
            LineItems = [new SessionLineItemOptions { Price = price, Quantity = 1 }],
            Currency = StripeMoney.Code(currency),
            AllowPromotionCodes = true,
            Locale = person?.Language == Language.En ? "en" : "es",
            SuccessUrl = site.Link($"{SubscriptionMessages.Page}?checkout=done"),
            CancelUrl = site.Link("/plans?checkout=cancelled"),
            SubscriptionData = new SessionSubscriptionDataOptions
            {
                Metadata = new() { ["user"] = key.UserId.ToString() },
                TrialPeriodDays = last is null ? PlanTable.TrialDays : null,
            },
            AutomaticTax = options.AutomaticTax ? new SessionAutomaticTaxOptions { Enabled = true } : null,
            CustomerUpdate = options.AutomaticTax ? new SessionCustomerUpdateOptions { Address = "auto", Name = "auto" } : null,
            TaxIdCollection = options.AutomaticTax ? new SessionTaxIdCollectionOptions { Enabled = true } : null,
        };
        return await checkouts.Make(session, key.For("checkout"), cancellationToken);
    }

    private IQueryable<CheckoutRow> Open(Guid userId) => checkouts.Open(userId, CheckoutPurpose.Subscription);
}
