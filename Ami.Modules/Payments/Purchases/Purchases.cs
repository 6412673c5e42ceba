using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>Grants what was bought once, and withdraws what was paid back. Everything here runs inside a transaction that holds the buyer.</summary>
internal sealed class Purchases(UnitOfWork unitOfWork, PaymentsDb db, Messages messages, TimeProvider time) : IPurchasedProducts
{
    /// <summary>The page of the web app with what one bought.</summary>
    public const string Page = "/account/purchases";

    public static MessageKind Bought { get; } =
        Kind(
            "payments.product-bought",
            new("Compras", "Purchases"),
            new("«{name}» es tuyo", "Ya puedes usarlo.", "Ver mis compras"),
            new("“{name}” is yours", "You can use it from now on.", "See my purchases")
        );

    public static MessageKind GiftReady { get; } =
        Kind(
            "payments.gift-ready",
            new("Regalos", "Gifts"),
            new("Tu regalo «{name}» está listo", "Envía este código a quien lo recibe: {code}. Se usa una sola vez.", "Ver el regalo"),
            new("Your gift “{name}” is ready", "Send this code to whoever gets it: {code}. It works once.", "See the gift")
        );

    public static MessageKind Withdrawn { get; } =
        Kind(
            "payments.product-withdrawn",
            new("Compras devueltas", "Purchases paid back"),
            new("«{name}» ya no está en tu cuenta", "El pago se devolvió o está en disputa.", "Ver mis compras"),
            new("“{name}” is no longer in your account", "Its payment was paid back or is disputed.", "See my purchases")
        );

    public Task<bool> Has(Guid userId, ProductKey product, CancellationToken cancellationToken = default) =>
        db.Purchases.AnyAsync(
            p => p.HolderId == userId && p.ProductKind == product.Kind && p.ProductId == product.Id && p.State == PurchaseState.Granted,
            cancellationToken
        );

    /// <summary>What is bought on a page; null where nothing is that is bought once.</summary>
    public Task<string?> NameOf(string sessionId, CancellationToken cancellationToken) =>
        db.Purchases.Where(p => p.SessionId == sessionId).Select(p => (string?)p.Name).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Applies how a page stands.</summary>
    public async Task Apply(Session session, CancellationToken cancellationToken)
    {
        var id = ComputedId.Of(session.Id);
        await unitOfWork.HoldPayment(session.PaymentIntentId, cancellationToken);
        if (await db.Purchases.SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } row)
        {
            return;
        }

        var page = Checkouts.StateOf(session);
        row.PaymentId ??= session.PaymentIntentId;
        // What was paid once was paid, whatever an older reading of its page says.
        row.IsPaid |= page == CheckoutState.Paid;
        await Settle(row, page, cancellationToken);
    }

    /// <summary>Looks again at what a payment paid, after a refund or a dispute of it.</summary>
    /// <returns>Who bought it; null where the payment paid no purchase.</returns>
    public async Task<Guid?> Review(string paymentId, CancellationToken cancellationToken)
    {
        await unitOfWork.HoldPayment(paymentId, cancellationToken);
        if (await db.Purchases.SingleOrDefaultAsync(p => p.PaymentId == paymentId, cancellationToken) is not { } row)
        {
            return null;
        }

        await Settle(row, CheckoutState.Paid, cancellationToken);
        return row.UserId;
    }

    /// <summary>Gives a gift to whoever has its code.</summary>
    public async Task<Result<PurchaseRow>> Redeem(string code, Guid userId, CancellationToken cancellationToken)
    {
        await unitOfWork.HoldPayment(
            await db.Purchases.Where(p => p.GiftCode == code).Select(p => p.PaymentId).SingleOrDefaultAsync(cancellationToken),
            cancellationToken
        );
        if (
            await db.Purchases.SingleOrDefaultAsync(p => p.GiftCode == code, cancellationToken) is not { } gift
            || gift is { State: not PurchaseState.Waiting, HolderId: null }
        )
        {
            return PaymentsErrors.GiftUnknown;
        }

        if (gift.HolderId is { } holder)
        {
            return holder == userId ? gift : PaymentsErrors.GiftUnknown;
        }

        if (await Has(userId, gift.Product, cancellationToken))
        {
            return PaymentsErrors.AlreadyBought;
        }

        gift.HolderId = userId;
        await Settle(gift, CheckoutState.Paid, cancellationToken);
        return gift;
    }

    private async Task Settle(PurchaseRow row, CheckoutState page, CancellationToken cancellationToken)
    {
        var (paid, paidBack) = (row.Amount, 0m);
        if (row.PaymentId is { } payment)
        {
            var invoiced = await db
                .Invoices.Where(i => i.PaymentId == payment && i.Kind == InvoiceKind.Invoice)
                .SumAsync(i => (decimal?)i.Total, cancellationToken);
            paid = invoiced is > 0 ? invoiced.Value : row.Amount;
            paidBack = await db.Credits().Where(i => i.PaymentId == payment).SumAsync(i => i.Total, cancellationToken);
        }

        var isDisputed =
            row.PaymentId is not null
            && await db.Disputes.AnyAsync(d => d.PaymentId == row.PaymentId && DisputeRow.MoneyIsAway.Contains(d.Status), cancellationToken);
        var (before, now) = (row.State, row.Decide(page, paid, paidBack, isDisputed));
        row.State = now;
        row.ChangedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        if (before != now)
        {
            Tell(row, before);
        }
    }

    private void Tell(PurchaseRow row, PurchaseState before)
    {
        var values = new Dictionary<string, string> { ["name"] = row.Name, ["code"] = row.GiftCode ?? "" };
        switch (row.State)
        {
            case PurchaseState.Granted when row.HolderId is { } holder:
                unitOfWork.Publish(new ProductGranted(holder, row.Product, row.Id));
                messages.Send(Bought, holder, values, Page);
                break;
            case PurchaseState.Waiting when row.UserId is { } buyer:
                messages.Send(GiftReady, buyer, values, Page);
                break;
            case PurchaseState.Withdrawn when before == PurchaseState.Granted && row.HolderId is { } holder:
                unitOfWork.Publish(new ProductWithdrawn(holder, row.Product, row.Id));
                messages.Send(Withdrawn, holder, values, Page);
                break;
        }
    }

    private static MessageKind Kind(string name, Translated title, MessageText spanish, MessageText english) =>
        new(name, title, Channels.InApp | Channels.Email, spanish, english) { IsMandatory = true };
}
