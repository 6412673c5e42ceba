using Ami.Modules.Identity.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>
/// The life of withdrawals: reserved at once, approved by one or two people who are not the one who asked, then paid; or refused or cancelled, which frees the
/// money. The reservation has no time-out: money must not become free while somebody is paying it. Everything here runs inside a transaction.
/// </summary>
internal sealed class Withdrawals(
    UnitOfWork unitOfWork,
    PaymentsDb db,
    Ledger ledger,
    WalletAccounts accounts,
    WalletMessages messages,
    AuditLog audit,
    PaymentsOptions options,
    TimeProvider time
)
{
    /// <summary>What the ledger calls money that goes out.</summary>
    public const string Kind = "payments.withdrawal";

    /// <summary>Reserves the money.</summary>
    /// <returns>The withdrawal; or <c>wallet.amount_invalid</c>, <c>wallet.withdrawal_limit</c>, <c>wallet.money_missing</c>, <c>ledger.insufficient_funds</c>.</returns>
    public async Task<Result<WithdrawalRow>> Request(Guid userId, Plan plan, Money money, string destination, CancellationToken cancellationToken)
    {
        await accounts.HoldLimits(userId, cancellationToken);
        var held = await accounts.Cash(userId, cancellationToken);
        if (money.Amount < options.Wallet.LeastOut(held.Single(balance => balance.Posted.Currency == money.Currency).Available))
        {
            return WalletErrors.AmountInvalid;
        }

        var room = await accounts.Room(userId, plan, held, PageRoom.Kept, cancellationToken);
        if (WalletMoney.Dollars(money) > room.Withdrawal)
        {
            return WalletErrors.WithdrawalLimit;
        }

        if (await accounts.IsShort(userId, cancellationToken))
        {
            return WalletErrors.MoneyMissing;
        }

        var (cash, now) = (WalletMoney.Cash(userId, money.Currency), time.GetUtcNow());
        var row = new WithdrawalRow
        {
            Id = TimeOrderedId.New(now),
            UserId = userId,
            AccountId = cash.Id,
            Currency = money.Currency.Code,
            Amount = money.Amount,
            Dollars = WalletMoney.Dollars(money),
            Destination = destination,
            NeedsTwo = await Lately(userId, now, cancellationToken) + WalletMoney.Dollars(money) > options.Wallet.TwoApprovalsAbove,
            State = WithdrawalState.Requested,
            Version = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
        await ledger.Open([cash, WalletMoney.Outside(money.Currency)], cancellationToken);
        await accounts.Hold(cash.Id, cancellationToken);
        var reserved = new PendingTransfer(row.StepId("reserved"), cash.Id, WalletMoney.Outside(money.Currency).Id, money, Kind, row.Id, now);
        if (await ledger.Post([reserved], cancellationToken) is { IsOk: false } refused)
        {
            return refused.Error;
        }

        db.Withdrawals.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        Tell("payments.withdrawal-requested", row, null);
        messages.Changed(row);
        return row;
    }

    /// <summary>Its person does not want it any more.</summary>
    public Task<Result<WithdrawalRow>> Cancel(Guid id, Guid userId, int version, CancellationToken cancellationToken) =>
        Change(
            id,
            version,
            "payments.withdrawal-cancelled",
            row => row.UserId != userId ? WalletErrors.NotYours : null,
            row => row.State == WithdrawalState.Requested ? To(row, WithdrawalState.Cancelled) : WalletErrors.NotPossibleNow,
            Release,
            cancellationToken
        );

    /// <summary>Somebody of staff approves it; the second one where two are needed.</summary>
    public Task<Result<WithdrawalRow>> Approve(Guid id, Guid by, int version, CancellationToken cancellationToken) =>
        Change(
            id,
            version,
            "payments.withdrawal-approved",
            row => NotOwn(row, by),
            row =>
            {
                if (row.State != WithdrawalState.Requested)
                {
                    return WalletErrors.NotPossibleNow;
                }

                if (row.NeedsTwo && row.FirstApproverId is null)
                {
                    row.FirstApproverId = by;
                    return Result.Ok;
                }

                if (row.FirstApproverId == by)
                {
                    return WalletErrors.SecondPerson;
                }

                row.ApproverId = by;
                return To(row, WithdrawalState.Approved);
            },
            null,
            cancellationToken,
            wantsMoney: true
        );

    /// <summary>Somebody of staff refuses it, also after it was approved.</summary>
    public Task<Result<WithdrawalRow>> Reject(Guid id, Guid by, int version, string reason, CancellationToken cancellationToken) =>
        Change(
            id,
            version,
            "payments.withdrawal-rejected",
            row => NotOwn(row, by),
            row =>
            {
                if (row.State is not (WithdrawalState.Requested or WithdrawalState.Approved))
                {
                    return WalletErrors.NotPossibleNow;
                }

                row.Reason = reason;
                return To(row, WithdrawalState.Rejected);
            },
            Release,
            cancellationToken
        );

    /// <summary>The money has left.</summary>
    public Task<Result<WithdrawalRow>> Pay(Guid id, Guid by, int version, string reference, CancellationToken cancellationToken) =>
        Change(
            id,
            version,
            "payments.withdrawal-paid",
            row => NotOwn(row, by),
            row =>
            {
                if (row.State != WithdrawalState.Approved)
                {
                    return WalletErrors.NotPossibleNow;
                }

                row.PaymentReference = reference;
                row.Destination = row.UserId is null ? null : row.Destination;
                return To(row, WithdrawalState.Paid);
            },
            row => new PostPending(row.StepId("paid"), row.StepId("reserved"), null, Kind, row.Id, time.GetUtcNow()),
            cancellationToken
        );

    /// <summary>Frees what somebody who leaves asked for and nobody approved.</summary>
    public async Task Abandon(Guid userId, CancellationToken cancellationToken)
    {
        var asked = db.Withdrawals.Where(w => w.UserId == userId && w.State == WithdrawalState.Requested);
        foreach (var id in await asked.Select(w => w.Id).Order().ToListAsync(cancellationToken))
        {
            await unitOfWork.Hold(HoldName(id), cancellationToken);
            if (await asked.SingleOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } row)
            {
                continue;
            }

            To(row, WithdrawalState.Cancelled);
            if (await ledger.Post([Release(row)], cancellationToken) is { IsOk: false } refused)
            {
                throw new InvalidOperationException($"Withdrawal {row.Id} cannot be released: {refused.Error.Code}");
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Result<WithdrawalRow>> Change(
        Guid id,
        int version,
        string act,
        Func<WithdrawalRow, Error?> mayNot,
        Func<WithdrawalRow, Result> decide,
        Func<WithdrawalRow, LedgerStep>? step,
        CancellationToken cancellationToken,
        bool wantsMoney = false
    )
    {
        await unitOfWork.Hold(HoldName(id), cancellationToken);
        if (await db.Withdrawals.SingleOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } row)
        {
            return WalletErrors.WithdrawalUnknown;
        }

        if (mayNot(row) is { } forbidden)
        {
            return forbidden;
        }

        if (row.Version != version)
        {
            return WalletErrors.WithdrawalChanged;
        }

        if (wantsMoney && await IsShort(row, cancellationToken))
        {
            return WalletErrors.OwnerShort;
        }

        var before = row.State;
        if (decide(row) is { IsOk: false } refused)
        {
            return refused.Error;
        }

        row.Version++;
        row.ChangedAt = time.GetUtcNow();
        if (step is not null && await ledger.Post([step(row)], cancellationToken) is { IsOk: false } wrong)
        {
            return wrong.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        Tell(act, row, before);
        if (row.State != before)
        {
            messages.Changed(row);
        }

        return row;
    }

    /// <summary>What one asked for within a day, so that nobody gets around the second person by asking in parts.</summary>
    private Task<decimal> Lately(Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-1);
        return db
            .Withdrawals.Where(w => w.UserId == userId && w.CreatedAt > since && !WithdrawalRow.Undone.Contains(w.State))
            .SumAsync(w => w.Dollars, cancellationToken);
    }

    /// <summary>Whether a bank took back what this would pay out. Whoever takes it back holds the same.</summary>
    private async Task<bool> IsShort(WithdrawalRow row, CancellationToken cancellationToken)
    {
        await accounts.Hold(row.AccountId, cancellationToken);
        return (await db.Withdrawals.Where(w => w.Id == row.Id).Select(WithdrawalLine.Of(db)).SingleAsync(cancellationToken)).IsShort;
    }

    private static string HoldName(Guid id) => $"payments-withdrawal:{id}";

    private VoidPending Release(WithdrawalRow row) => new(row.StepId("released"), row.StepId("reserved"), Kind, row.Id, time.GetUtcNow());

    private static Error? NotOwn(WithdrawalRow row, Guid by) => row.UserId == by ? WalletErrors.OwnWithdrawal : null;

    private static Result To(WithdrawalRow row, WithdrawalState state)
    {
        row.State = state;
        return Result.Ok;
    }

    private void Tell(string act, WithdrawalRow row, WithdrawalState? before) =>
        audit.Append(
            new AuditEntry(act, "withdrawal", row.Id.ToString())
            {
                Before = before is null ? null : new { state = before },
                After = new
                {
                    row.State,
                    row.Amount,
                    row.Currency,
                    row.Reason,
                    row.PaymentReference,
                },
            }
        );
}
