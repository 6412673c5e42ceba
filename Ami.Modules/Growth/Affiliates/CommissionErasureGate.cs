using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An affiliate who leaves learns what they would lose. New sales may always bring more, so it can be given up.</summary>
internal sealed class CommissionErasureGate(UnitOfWork unitOfWork, GrowthDb db) : IErasureGate
{
    /// <summary>Nothing is paid out meanwhile: it would come into the wallet of somebody who is gone.</summary>
    public async Task Hold(Guid userId, CancellationToken cancellationToken)
    {
        if (await db.Affiliates.Where(a => a.UserId == userId).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken) is { } own)
        {
            await unitOfWork.Hold(Affiliate.HoldName(own), cancellationToken);
        }
    }

    public async Task<IReadOnlyList<ErasureObstacle>> Obstacles(Guid userId, CancellationToken cancellationToken)
    {
        // Nothing is paid to whoever is suspended, so they need not wait for it.
        var held = await db
            .Commissions.Where(c => c.State == CommissionState.Held)
            .Where(c => db.Affiliates.Any(a => a.Id == c.AffiliateId && a.UserId == userId && a.State == AffiliateState.Active))
            .GroupBy(c => c.Currency)
            .Select(group => new { Currency = group.Key, Amount = group.Sum(c => c.Amount) })
            .OrderBy(sum => sum.Currency)
            .ToListAsync(cancellationToken);
        return held.Count == 0
            ? []
            :
            [
                new ErasureObstacle(
                    AffiliateErrors.CommissionHeld,
                    [.. held.Select(sum => new Money(sum.Amount, Currency.Parse(sum.Currency).Value))],
                    CanBeGivenUp: true
                ),
            ];
    }
}
