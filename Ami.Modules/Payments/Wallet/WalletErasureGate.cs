using Ami.Modules.Identity.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>Nobody is erased whose money we still have: it would belong to nobody. Practice money is no money, and goes.</summary>
internal sealed class WalletErasureGate(PaymentsDb db, WalletAccounts accounts) : IErasureGate
{
    /// <summary>Whoever pays in or takes out at this moment comes before or after all of what is decided here.</summary>
    public async Task Hold(Guid userId, CancellationToken cancellationToken)
    {
        await accounts.HoldLimits(userId, cancellationToken);
        foreach (var currency in WalletMoney.Currencies)
        {
            await accounts.Hold(WalletMoney.Cash(userId, currency).Id, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<ErasureObstacle>> Obstacles(Guid userId, CancellationToken cancellationToken)
    {
        // Withdrawals first: one that is refused between the two readings has its money in the wallet again, where the second finds it.
        var open = await db
            .Withdrawals.Where(w => w.UserId == userId && (w.State == WithdrawalState.Requested || w.State == WithdrawalState.Approved))
            .GroupBy(w => w.Currency)
            .Select(group => new { Currency = group.Key, Amount = group.Sum(w => w.Amount) })
            .OrderBy(sum => sum.Currency)
            .ToListAsync(cancellationToken);
        List<ErasureObstacle> found = [];
        var cash = await accounts.Cash(userId, cancellationToken);
        if (cash.Select(balance => balance.Available).Where(money => money.Amount > 0).ToList() is { Count: > 0 } left)
        {
            found.Add(new ErasureObstacle(PaymentsErrors.WalletNotEmpty, left));
        }

        if (open.Count > 0)
        {
            found.Add(new ErasureObstacle(PaymentsErrors.WithdrawalOpen, [.. open.Select(sum => new Money(sum.Amount, Currency.Parse(sum.Currency).Value))]));
        }

        return found;
    }
}
