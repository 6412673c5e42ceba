using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>
/// What is kept of affiliates, and of those who came by their links. Who leaves as an affiliate gives up what is held; rows that explain payments stay without
/// them. Who came by a link is no longer known to have.
/// </summary>
internal sealed class AffiliatePersonalData(UnitOfWork unitOfWork, GrowthDb db, Commissions commissions, TimeProvider time)
{
    public static async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "growth/affiliate.json",
            "select code, about, state, reason, applied_at, decided_at from growth.affiliates where user_id = $1",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "growth/affiliate-clicks.json",
            """
            select d.day, d.clicks from growth.affiliate_days d join growth.affiliates a on a.id = d.affiliate_id where a.user_id = $1 order by d.day
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "growth/commissions.json",
            """
            select c.kind, c.state, c.reason, c.currency, c.net, c.rate, c.amount, c.outstanding, c.is_disputed, c.due_at, c.created_at, c.settled_at
            from growth.affiliate_commissions c join growth.affiliates a on a.id = c.affiliate_id where a.user_id = $1 order by c.created_at, c.id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "growth/came-by-link.json",
            "select signed_up_at, blocked from growth.affiliate_sign_ups where user_id = $1",
            userId,
            cancellationToken
        );
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await db
            .SignUps.Where(s => s.UserId == userId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.UserId, (Guid?)null).SetProperty(s => s.Mailbox, (byte[]?)null).SetProperty(s => s.Family, (byte[]?)null),
                cancellationToken
            );
        if (await db.Affiliates.Where(a => a.UserId == userId).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken) is not { } own)
        {
            return;
        }

        await unitOfWork.Hold(Affiliate.HoldName(own), cancellationToken);
        await commissions.VoidHeld(own, CommissionReason.Left, cancellationToken);
        await db.Clicks.Where(c => c.AffiliateId == own).ExecuteDeleteAsync(cancellationToken);
        await db.AffiliateDays.Where(d => d.AffiliateId == own).ExecuteDeleteAsync(cancellationToken);
        var now = time.GetUtcNow();
        await db
            .Affiliates.Where(a => a.Id == own)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(a => a.UserId, (Guid?)null)
                        .SetProperty(a => a.About, "")
                        .SetProperty(a => a.Reason, (string?)null)
                        .SetProperty(a => a.State, AffiliateState.Closed)
                        .SetProperty(a => a.Version, a => a.Version + 1)
                        .SetProperty(a => a.DecidedAt, now),
                cancellationToken
            );
    }
}
