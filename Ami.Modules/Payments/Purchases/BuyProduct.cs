using System.Security.Cryptography;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>Begins a purchase: makes the page on which it is paid. What it costs says whoever sells it, never the browser.</summary>
internal sealed class BuyProduct(
    RequestOnce once,
    PaymentsDb db,
    Customers customers,
    Checkouts checkouts,
    Purchases purchases,
    IEnumerable<IProductSource> sources,
    IPersonDirectory people,
    PublicUrl site,
    StripeOptions options,
    TimeProvider time
)
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int CodeLength = 16;

    /// <param name="Kind">What sort of thing.</param>
    /// <param name="Id">Which one.</param>
    /// <param name="Currency">In which currency it is paid.</param>
    /// <param name="IsGift">Whether it is for somebody else, who gets a code.</param>
    internal sealed record PurchaseRequest(string Kind, string Id, string Currency, bool IsGift = false);

    public static void Map(IEndpointRouteBuilder payments) =>
        payments
            .MapPost("/purchases", Handle)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("BuyProduct")
            .WithSummary("Makes the page of the payment provider on which something is paid once, also as a gift.");

    private static async Task<Results<Ok<ProviderPage>, ProblemHttpResult>> Handle(PurchaseRequest request, RequestKey key, BuyProduct buy, HttpContext http) =>
        (await buy.Begin(request, key, http.RequestAborted)).ToHttp(http, TypedResults.Ok);

    private Task<Answer<ProviderPage>> Begin(PurchaseRequest request, RequestKey key, CancellationToken cancellationToken) =>
        once.Run<(Session Session, ProductOffer Offer, Money Price, string Name), ProviderPage>(
            key,
            ct => Make(request, key, ct),
            async (made, ct) =>
            {
                if (await checkouts.KeepOnly(made.Session, key.UserId, CheckoutPurpose.Purchase, Open(key.UserId, request), ct) is { } beingPaid)
                {
                    return beingPaid;
                }

                db.Purchases.Add(Row(request, key, made.Session, made.Offer, made.Price, made.Name));
                await db.SaveChangesAsync(ct);
                return new ProviderPage(made.Session.Url);
            },
            cancellationToken
        );

    private async Task<Result<(Session, ProductOffer, Money, string)>> Make(PurchaseRequest request, RequestKey key, CancellationToken cancellationToken)
    {
        if (
            sources.FirstOrDefault(source => source.Kind == request.Kind) is not { } seller
            || await seller.Find(request.Id, cancellationToken) is not { } offer
        )
        {
            return PaymentsErrors.ProductNotSold;
        }

        if (offer.Prices.FirstOrDefault(price => price.Currency.Code == request.Currency) is not { Amount: > 0 } price)
        {
            return PaymentsErrors.ProductNotSold;
        }

        if (!request.IsGift && await purchases.Has(key.UserId, offer.Key, cancellationToken))
        {
            return PaymentsErrors.AlreadyBought;
        }

        if (!(await customers.Of(key.UserId, cancellationToken)).Try(out var customer, out var refused))
        {
            return refused;
        }

        if (await checkouts.Close(Open(key.UserId, request), cancellationToken) is { } beingPaid)
        {
            return beingPaid;
        }

        var person = await people.Find(key.UserId, cancellationToken);
        var name = person?.Language == Language.En ? offer.English : offer.Spanish;
        var asked = Page(key, customer, price, name, person?.Language ?? Language.Es);
        var made = await checkouts.Make(asked, key.For("purchase"), cancellationToken);
        return made.Map(session => (session, offer, price, name));
    }

    /// <summary>Other pages on which one pays the same for oneself. Gifts are as many as one likes.</summary>
    private IQueryable<CheckoutRow> Open(Guid userId, PurchaseRequest request) =>
        checkouts
            .Open(userId, CheckoutPurpose.Purchase)
            .Where(c =>
                !request.IsGift && db.Purchases.Any(p => p.SessionId == c.SessionId && !p.IsGift && p.ProductKind == request.Kind && p.ProductId == request.Id)
            );

    private SessionCreateOptions Page(RequestKey key, string customer, Money price, string name, Language language) =>
        new()
        {
            Mode = "payment",
            Customer = customer,
            ClientReferenceId = key.UserId.ToString(),
            LineItems =
            [
                new SessionLineItemOptions
                {
                    Quantity = 1,
                    PriceData = new SessionLineItemPriceDataOptions
                    {
                        Currency = StripeMoney.Code(price.Currency),
                        UnitAmount = StripeMoney.Minor(price),
                        ProductData = new SessionLineItemPriceDataProductDataOptions { Name = name },
                    },
                },
            ],
            Locale = language == Language.En ? "en" : "es",
            SuccessUrl = site.Link($"{Purchases.Page}?checkout=done"),
            CancelUrl = site.Link($"{Purchases.Page}?checkout=cancelled"),
            AutomaticTax = options.AutomaticTax ? new SessionAutomaticTaxOptions { Enabled = true } : null,
            CustomerUpdate = options.AutomaticTax ? new SessionCustomerUpdateOptions { Address = "auto", Name = "auto" } : null,
        };

    private PurchaseRow Row(PurchaseRequest request, RequestKey key, Session session, ProductOffer offer, Money price, string name)
    {
        var now = time.GetUtcNow();
        return new PurchaseRow
        {
            Id = ComputedId.Of(session.Id),
            SessionId = session.Id,
            UserId = key.UserId,
            HolderId = request.IsGift ? null : key.UserId,
            ProductKind = offer.Key.Kind,
            ProductId = offer.Key.Id,
            Name = name,
            Currency = price.Currency.Code,
            Amount = price.Amount,
            IsGift = request.IsGift,
            GiftCode = request.IsGift ? RandomNumberGenerator.GetString(Alphabet, CodeLength) : null,
            IsPaid = false,
            State = PurchaseState.Open,
            CreatedAt = now,
            ChangedAt = now,
        };
    }
}
