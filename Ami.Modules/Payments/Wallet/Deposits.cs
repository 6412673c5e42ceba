using Microsoft.EntityFrameworkCore;
using Stripe;
using Stripe.Checkout;

namespace Ami.Modules.Payments;

/// <summary>
/// Credits what was paid in, and takes back what was refunded or is disputed, as far as it is there. Decided from what is known, not from what happened when.
/// Everything here runs inside a transaction.
/// </summary>
internal sealed class Deposits(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    Ledger ledger,
    WalletAccounts accounts,
    PaymentBooks books,
    CardUses cards,
    WalletMessages messages,
    TimeProvider time
)
{
    /// <summary>What the ledger calls money that came in, went back, and came back again.</summary>
    public const string CreditKind = "payments.deposit";
    public const string ReturnKind = "payments.deposit-return";
    public const string RestoreKind = "payments.deposit-restore";

    /// <summary>Whether a page is one on which somebody pays in.</summary>
    public Task<bool> Knows(string sessionId, CancellationToken cancellationToken) => db.Deposits.AnyAsync(d => d.SessionId == sessionId, cancellationToken);

    /// <summary>Applies how a page stands. A page that was paid once was paid, whatever an older reading of it says.</summary>
    /// <param name="session">The page as it was fetched.</param>
    /// <param name="payment">Its payment, with what the provider kept; null before it is paid.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Success, or <c>wallet.deposit_differs</c>.</returns>
    public async Task<Result> Apply(Session session, KeptPayment? payment, CancellationToken cancellationToken)
    {
        await unitOfWork.HoldPayment(session.PaymentIntentId, cancellationToken);
        await unitOfWork.Hold($"payments-deposit:{session.Id}", cancellationToken);
        if (await db.Deposits.SingleOrDefaultAsync(d => d.SessionId == session.Id, cancellationToken) is not { } row)
        {
            return Result.Ok;
        }

        var page = Checkouts.StateOf(session);
        if (page == CheckoutState.Paid)
        {
            if (
                session.PaymentStatus != "paid"
                || !string.Equals(session.Currency, row.Currency, StringComparison.OrdinalIgnoreCase)
                || StripeMoney.Major(session.AmountTotal ?? 0, session.Currency) != row.Amount
            )
            {
                return WalletErrors.DepositDiffers;
            }

            row.IsPaid = true;
            row.PaymentId ??= session.PaymentIntentId;
            if (row.UserId is { } userId)
            {
                await cards.Keep(payment, userId, cancellationToken);
            }

            if (payment is { Fee: { } fee } && await books.Kept(payment.Id, fee, payment.FeeCurrency, cancellationToken) is { IsOk: false } wrong)
            {
                return wrong;
            }
        }

        return await Settle(row, page, cancellationToken);
    }

    /// <summary>Keeps a refund of a deposit, and takes the money back.</summary>
    /// <returns>The deposit; null where the payment paid none, or none that was credited yet.</returns>
    public async Task<Result<DepositRow?>> PaidBack(Refund refund, CancellationToken cancellationToken)
    {
        if (await Find(refund.PaymentIntentId, cancellationToken) is not { } row)
        {
            return (DepositRow?)null;
        }

        // One that is still on its way has left the provider's balance already: the money is away until it failed.
        var failed = refund.Status is "failed" or "canceled";
        await using var command = unitOfWork.Command(
            """
            insert into payments.deposit_refunds as known (id, stripe_id, deposit_id, amount, failed, created_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do update set failed = known.failed or excluded.failed
            """
        );
        command.With(ComputedId.Of(refund.Id)).With(refund.Id).With(row.Id).With(StripeMoney.Major(refund.Amount, refund.Currency)).With(failed);
        command.With(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
        return await Settle(row, CheckoutState.Paid, cancellationToken) is { IsOk: false } wrong ? wrong.Error : row;
    }

    /// <summary>Looks again at what a payment paid in, after a dispute of it or because staff want to.</summary>
    /// <returns>The deposit; null where the payment paid none.</returns>
    public async Task<Result<DepositRow?>> Review(string? paymentId, CancellationToken cancellationToken) =>
        await Find(paymentId, cancellationToken) is not { } row ? (DepositRow?)null
        : await Settle(row, CheckoutState.Paid, cancellationToken) is { IsOk: false } wrong ? wrong.Error
        : row;

    private async Task<DepositRow?> Find(string? paymentId, CancellationToken cancellationToken)
    {
        if (paymentId is null)
        {
            return null;
        }

        await unitOfWork.HoldPayment(paymentId, cancellationToken);
        return await db.Deposits.SingleOrDefaultAsync(d => d.PaymentId == paymentId, cancellationToken);
    }

    private async Task<Result> Settle(DepositRow row, CheckoutState page, CancellationToken cancellationToken)
    {
        var away = row.PaymentId is null ? 0 : await Away(row, cancellationToken);
        var before = row.State;
        row.State = row.Decide(page, away);
        if (row.IsPaid)
        {
            await accounts.Hold(row.AccountId, cancellationToken);
            // A repeat has the same id and changes nothing.
            if (await Move(row, ComputedId.Of($"wallet/deposit/{row.SessionId}"), CreditKind, row.Amount, cancellationToken) is { IsOk: false } refused)
            {
                return refused;
            }

            if (before is DepositState.Open or DepositState.Lapsed)
            {
                messages.Credited(row);
            }

            if (await TakeBack(row, decimal.Min(away, row.Amount), cancellationToken) is { IsOk: false } wrong)
            {
                return wrong;
            }
        }

        row.ChangedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }

    /// <summary>Brings what was taken back to what has to be, as far as the wallet reaches; the rest is missing.</summary>
    private async Task<Result> TakeBack(DepositRow row, decimal wanted, CancellationToken cancellationToken)
    {
        var difference = wanted - row.TakenBack;
        if (difference > 0)
        {
            difference = decimal.Min(difference, await ledger.Available(row.AccountId, cancellationToken));
        }

        if (difference != 0)
        {
            var id = ComputedId.Of($"wallet/deposit-return/{row.Id:N}/{++row.Moves}");
            if (await Move(row, id, difference > 0 ? ReturnKind : RestoreKind, -difference, cancellationToken) is { IsOk: false } refused)
            {
                return refused;
            }

            row.TakenBack += difference;
            messages.Moved(row, difference);
        }

        row.Missing = wanted - row.TakenBack;
        return Result.Ok;
    }

    private async Task<decimal> Away(DepositRow row, CancellationToken cancellationToken)
    {
        var refunded = await db.DepositRefunds.Where(r => r.DepositId == row.Id && !r.Failed).SumAsync(r => r.Amount, cancellationToken);
        var disputed = await db
            .Disputes.Where(d => d.PaymentId == row.PaymentId && DisputeRow.MoneyIsAway.Contains(d.Status))
            .SumAsync(d => d.Amount, cancellationToken);
        return refunded + disputed;
    }

    /// <param name="row">The deposit.</param>
    /// <param name="id">Of the transfer.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="amount">Into the wallet; below zero for out of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private async Task<Result> Move(DepositRow row, Guid id, string kind, decimal amount, CancellationToken cancellationToken)
    {
        var currency = Currency.Parse(row.Currency).Value;
        var outside = WalletMoney.Outside(currency).Id;
        var (from, to) = amount > 0 ? (outside, row.AccountId) : (row.AccountId, outside);
        return await ledger.Post(
            [new LedgerTransfer(id, from, to, new Money(decimal.Abs(amount), currency), kind, row.Id, time.GetUtcNow())],
            cancellationToken
        );
    }
}
