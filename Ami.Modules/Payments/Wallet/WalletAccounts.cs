using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>What a plan leaves of its limits, in US dollars.</summary>
/// <param name="Deposit">What may still be paid in today, by the day's limit and by what may be held.</param>
/// <param name="Withdrawal">What may still be taken out today, whatever is there.</param>
internal readonly record struct WalletRoom(decimal Deposit, decimal Withdrawal);

/// <summary>What pages count as on which nobody paid in yet.</summary>
internal enum PageRoom
{
    /// <summary>They may still be paid.</summary>
    Kept,

    /// <summary>They are closed when another one is made.</summary>
    Freed,
}

/// <summary>What people have in their wallet, and what their plan still lets them move.</summary>
internal sealed class WalletAccounts(UnitOfWork unitOfWork, PaymentsDb db, Ledger ledger, TimeProvider time)
{
    /// <summary>What counts against a person's limits is asked for one after the other, in all currencies. Inside a transaction.</summary>
    public Task HoldLimits(Guid userId, CancellationToken cancellationToken) => unitOfWork.Hold($"payments-limits:{userId}", cancellationToken);

    /// <summary>Who takes what there is of an account does so one after the other. Inside a transaction.</summary>
    public Task Hold(Guid accountId, CancellationToken cancellationToken) => unitOfWork.Hold($"payments-wallet:{accountId}", cancellationToken);

    /// <summary>A person's money in each currency of the wallet.</summary>
    public async Task<IReadOnlyList<LedgerBalance>> Cash(Guid userId, CancellationToken cancellationToken)
    {
        var accounts = WalletMoney.Currencies.Select(currency => WalletMoney.Cash(userId, currency)).ToList();
        var held = await ledger.Balances(accounts, cancellationToken);
        return [.. accounts.Select(account => held.GetValueOrDefault(account.Id) ?? Nothing(account.Currency))];
    }

    /// <summary>What the plan leaves. Days are those of UTC; what was asked for counts until it is void.</summary>
    public async Task<WalletRoom> Room(Guid userId, Plan plan, IReadOnlyList<LedgerBalance> cash, PageRoom pages, CancellationToken cancellationToken)
    {
        var (limits, today) = (PlanTable.Of(plan).Wallet, new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero));
        var deposits = db.Deposits.Where(d => d.UserId == userId);
        if (pages == PageRoom.Freed)
        {
            deposits = deposits.Where(d => d.State != DepositState.Open || !db.Checkouts.Any(c => c.SessionId == d.SessionId && c.State == CheckoutState.Open));
        }

        var paidIn = await deposits.Where(d => d.CreatedAt >= today && d.State != DepositState.Lapsed).SumAsync(d => d.Dollars, cancellationToken);
        var coming = await deposits.Where(d => d.State == DepositState.Open).SumAsync(d => d.Dollars, cancellationToken);
        var takenOut = await db
            .Withdrawals.Where(w => w.UserId == userId && w.CreatedAt >= today && !WithdrawalRow.Undone.Contains(w.State))
            .SumAsync(w => w.Dollars, cancellationToken);
        var held = cash.Sum(balance => WalletMoney.Dollars(balance.Posted)) + coming;
        return new WalletRoom(
            decimal.Max(0, decimal.Min(limits.DepositPerDay - paidIn, limits.MostHeld - held)),
            decimal.Max(0, limits.WithdrawPerDay - takenOut)
        );
    }

    /// <summary>Whether money of a deposit is missing that its bank took back.</summary>
    public Task<bool> IsShort(Guid userId, CancellationToken cancellationToken) =>
        db.Deposits.AnyAsync(d => d.UserId == userId && d.Missing > 0, cancellationToken);

    private static LedgerBalance Nothing(Currency currency) => new(Money.Zero(currency), Money.Zero(currency), Money.Zero(currency));
}
