using System.Security.Claims;
using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>
/// Begins a deposit: makes the page on which it is paid, in place of one that was left open. Nothing is credited before the provider says that it was.
/// </summary>
internal sealed class BeginDeposit(
    RequestOnce once,
    PaymentsDb db,
    Ledger ledger,
    Customers customers,
    Checkouts checkouts,
    DepositPages pages,
    WalletAccounts accounts,
    IPersonDirectory people,
    ICurrentPlans plans,
    PublicUrl site,
    PaymentsOptions options,
    TimeProvider time
)
{
    /// <param name="Amount">How much is paid in, in whole cents.</param>
    /// <param name="Currency">In one of the wallet's currencies.</param>
    internal sealed record DepositRequest(decimal Amount, string Currency);

    public static void Map(IEndpointRouteBuilder wallet) =>
        wallet
            .MapPost("/deposit", Handle)
            .RequireIdempotencyKey()
            .RefuseImpersonation()
            .WithName("BeginDeposit")
            .WithSummary("Makes the page of the payment provider on which money is paid into the wallet.");

    private static async Task<Results<Ok<ProviderPage>, ProblemHttpResult>> Handle(
        DepositRequest request,
        RequestKey key,
        ClaimsPrincipal user,
        BeginDeposit deposits,
        HttpContext http
    ) => (await deposits.Begin(request, key, user, http.RequestAborted)).ToHttp(http, TypedResults.Ok);

    private async Task<Answer<ProviderPage>> Begin(DepositRequest request, RequestKey key, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!WalletMoney.Asked(request.Amount, request.Currency, options.Wallet.LeastDeposit).Try(out var money, out var invalid))
        {
            return new(invalid);
        }

        var plan = await plans.Of(user, cancellationToken);
        return await once.Run<Session, ProviderPage>(
            key,
            ct => Make(key, plan, money, ct),
            async (session, ct) =>
            {
                // Again, behind the lock: two at once do not pass the limit together. A page that nobody is given is paid by nobody.
                await accounts.HoldLimits(key.UserId, ct);
                return await Refusal(key.UserId, plan, money, PageRoom.Kept, ct) is { } refused ? refused : await Keep(key.UserId, session, money, ct);
            },
            cancellationToken
        );
    }

    /// <summary>A page that was left open is closed, unless not even that would make room.</summary>
    private async Task<Result<Session>> Make(RequestKey key, Plan plan, Money money, CancellationToken cancellationToken)
    {
        if (await Refusal(key.UserId, plan, money, PageRoom.Freed, cancellationToken) is { } hopeless)
        {
            return hopeless;
        }

        if (await pages.CloseOpen(key.UserId, cancellationToken) is { IsOk: false, Error: var open })
        {
            return open;
        }

        return await Refusal(key.UserId, plan, money, PageRoom.Kept, cancellationToken) is { } refused ? refused
            : (await customers.Of(key.UserId, cancellationToken)).Try(out var customer, out var away) ? await Ask(key, customer, money, cancellationToken)
            : away;
    }

    private async Task<Error?> Refusal(Guid userId, Plan plan, Money money, PageRoom pages, CancellationToken cancellationToken)
    {
        var room = await accounts.Room(userId, plan, await accounts.Cash(userId, cancellationToken), pages, cancellationToken);
        return WalletMoney.Dollars(money) > room.Deposit ? WalletErrors.DepositLimit : null;
    }

    private async Task<Result<Session>> Ask(RequestKey key, string customer, Money money, CancellationToken cancellationToken)
    {
        var english = (await people.Find(key.UserId, cancellationToken))?.Language == Language.En;
        var asked = new SessionCreateOptions
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
                        Currency = StripeMoney.Code(money.Currency),
                        UnitAmount = StripeMoney.Minor(money),
                        ProductData = new SessionLineItemPriceDataProductDataOptions
                        {
                            Name = english ? "Deposit into the wallet" : "Depósito en la billetera",
                        },
                    },
                },
            ],
            Locale = english ? "en" : "es",
            SuccessUrl = site.Link($"{WalletMessages.Page}?checkout=done"),
            CancelUrl = site.Link($"{WalletMessages.Page}?checkout=cancelled"),
        };
        return await checkouts.Make(asked, key.For("deposit"), cancellationToken);
    }

    private async Task<Result<ProviderPage>> Keep(Guid userId, Session session, Money money, CancellationToken cancellationToken)
    {
        var (cash, now) = (WalletMoney.Cash(userId, money.Currency), time.GetUtcNow());
        await ledger.Open([cash, WalletMoney.Outside(money.Currency)], cancellationToken);
        await checkouts.Keep(session, userId, CheckoutPurpose.Deposit, cancellationToken);
        db.Deposits.Add(
            new DepositRow
            {
                Id = ComputedId.Of(session.Id),
                SessionId = session.Id,
                UserId = userId,
                AccountId = cash.Id,
                Currency = money.Currency.Code,
                Amount = money.Amount,
                Dollars = WalletMoney.Dollars(money),
                IsPaid = false,
                State = DepositState.Open,
                CreatedAt = now,
                ChangedAt = now,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return new ProviderPage(session.Url);
    }
}
