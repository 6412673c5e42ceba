using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>
/// Makes commissions follow sales. Whatever told of a sale, it is read as it stands, behind what holds its affiliate, so neither the order of news nor a repeat
/// matters. Everything here runs inside a transaction.
/// </summary>
internal sealed class Commissions(
    UnitOfWork unitOfWork,
    GrowthDb db,
    IEnumerable<ISales> sales,
    CommissionBooks books,
    AffiliateSignals signals,
    AddressMarks marks,
    AccountMarks accounts,
    IPersonDirectory people,
    Messages messages,
    AffiliateOptions options,
    TimeProvider time
) : IEventHandler<SaleChanged>
{
    public const string Name = "growth.follow-sale";

    public async Task Handle(SaleChanged told, EventContext context, CancellationToken cancellationToken)
    {
        var known = await db.Commissions.Where(c => c.SaleId == told.SaleId).Select(c => (Guid?)c.AffiliateId).FirstOrDefaultAsync(cancellationToken);
        var brought = known is null
            ? await db.SignUps.AsNoTracking().SingleOrDefaultAsync(s => s.UserId != null && s.UserId == told.BuyerId, cancellationToken)
            : null;
        if ((known ?? brought?.AffiliateId) is { } affiliateId && await Begin(affiliateId, told.SaleId, cancellationToken) is var (affiliate, sale))
        {
            await Follow(affiliate, sale, brought, cancellationToken);
        }
    }

    /// <summary>Pays a commission out, unless something speaks against it now.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> Release(Guid affiliateId, Guid saleId, CancellationToken cancellationToken)
    {
        if (await Begin(affiliateId, saleId, cancellationToken) is not var (affiliate, sale))
        {
            return false;
        }

        var rows = await Follow(affiliate, sale, null, cancellationToken);
        var now = time.GetUtcNow();
        var row = rows.Find(one => one.IsReady(now));
        if (row is null || affiliate is not { State: AffiliateState.Active, UserId: { } userId } || await signals.IsOpen(affiliateId, cancellationToken))
        {
            return false;
        }

        if (await SpeaksAgainst(affiliate, sale, cancellationToken) is { } reason)
        {
            await books.Void(row, cancellationToken);
            row.Void(reason, now);
            await db.SaveChangesAsync(cancellationToken);
            return false;
        }

        var owed = await db
            .Commissions.Where(c => c.AffiliateId == affiliateId && c.State == CommissionState.Owed && c.Currency == row.Currency)
            .OrderBy(c => c.CreatedAt)
            .ThenBy(c => c.Id)
            .ToListAsync(cancellationToken);
        var taken = await books.Pay(row, userId, owed, cancellationToken);
        foreach (var (one, part) in owed.Zip(taken))
        {
            one.Take(part, now);
        }

        row.Release(now);
        await db.SaveChangesAsync(cancellationToken);
        messages.Send(AffiliateMessages.Paid, userId, AffiliateMessages.Amount(row.Amount, row.Currency), AffiliateMessages.Page);
        return true;
    }

    /// <summary>Nothing of what an affiliate's commissions hold is paid. The caller holds the affiliate.</summary>
    public async Task VoidHeld(Guid affiliateId, CommissionReason reason, CancellationToken cancellationToken)
    {
        foreach (var row in await db.Commissions.Where(c => c.AffiliateId == affiliateId && c.State == CommissionState.Held).ToListAsync(cancellationToken))
        {
            await books.Void(row, cancellationToken);
            row.Void(reason, time.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<(Affiliate, Sale)?> Begin(Guid affiliateId, Guid saleId, CancellationToken cancellationToken)
    {
        await unitOfWork.Hold(Affiliate.HoldName(affiliateId), cancellationToken);
        return sales.FirstOrDefault() is { } shop && await shop.Find(saleId, cancellationToken) is { } sale
            ? (await db.Affiliates.AsNoTracking().SingleAsync(a => a.Id == affiliateId, cancellationToken), sale)
            : null;
    }

    private async Task<List<CommissionRow>> Follow(Affiliate affiliate, Sale sale, AffiliateSignUp? brought, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await db.Commissions.Where(c => c.SaleId == sale.Id).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            if (brought is not null && sale.SoldAt <= brought.SignedUpAt + options.Earning)
            {
                await Begin(affiliate, sale, brought, now, cancellationToken);
            }

            return [];
        }

        var (before, held) = (rows.Count, rows.FindAll(row => row.State == CommissionState.Held));
        var isOwnCard = await LookAtCard(affiliate, sale, cancellationToken);
        SaleCommissions.Follow(rows, sale, mayEarn: affiliate.UserId is not null && !isOwnCard, now);
        if (isOwnCard)
        {
            // The affiliate paid with that card only after it was sold.
            held.FindAll(row => row.State == CommissionState.Held).ForEach(row => row.Void(CommissionReason.SelfReferral, now));
        }

        foreach (var voided in held.Where(row => row.State == CommissionState.Voided))
        {
            await books.Void(voided, cancellationToken);
        }

        foreach (var added in rows.Skip(before))
        {
            await Add(added, affiliate, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (sale.PaidBack > 0)
        {
            await signals.LookAtRefunds(affiliate.Id, cancellationToken);
        }

        return rows;
    }

    private async Task Add(CommissionRow row, Affiliate affiliate, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.Commissions.Add(row);
        if (affiliate.UserId is not { } userId)
        {
            return;
        }

        if (row.State == CommissionState.Held)
        {
            await books.Reserve(row, userId, cancellationToken);
            return;
        }

        row.Take(await books.TakeBack(row, userId, cancellationToken), now);
        messages.Send(AffiliateMessages.TakenBack, userId, AffiliateMessages.Amount(-row.Amount, row.Currency), AffiliateMessages.Page);
    }

    private async Task Begin(Affiliate affiliate, Sale sale, AffiliateSignUp brought, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOwnCard = await LookAtCard(affiliate, sale, cancellationToken);
        var blocked = await Blocked(affiliate, sale, brought, cancellationToken) ?? (isOwnCard ? CommissionReason.SelfReferral : null);
        var row = CommissionRow.Of(affiliate.Id, sale, options.Rates.Of(sale.Kind), options.Hold, blocked, now);
        db.Commissions.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        if (row.State == CommissionState.Held && affiliate.UserId is { } userId)
        {
            await books.Reserve(row, userId, cancellationToken);
        }
    }

    /// <summary>Raises what the card of a sale gives reason to.</summary>
    /// <returns>Whether the affiliate pays with it themself.</returns>
    private async Task<bool> LookAtCard(Affiliate affiliate, Sale sale, CancellationToken cancellationToken)
    {
        var payers = await sales.Single().PayersWithCardOf(sale.Id, cancellationToken);
        await signals.LookAtCard(affiliate.Id, payers, cancellationToken);
        return affiliate.UserId is { } own && payers.Contains(own);
    }

    /// <summary>What the buyer's address says when their sale is due; somebody who left by then has none.</summary>
    private async Task<CommissionReason?> SpeaksAgainst(Affiliate affiliate, Sale sale, CancellationToken cancellationToken) =>
        sale.BuyerId is { } buyer && await db.SignUps.AsNoTracking().SingleOrDefaultAsync(s => s.UserId == buyer, cancellationToken) is { } brought
            ? await Blocked(affiliate, sale, brought, cancellationToken)
            : null;

    /// <summary>Why a sale earns nothing: what was found when the account was made, or what its address says now.</summary>
    private async Task<CommissionReason?> Blocked(Affiliate affiliate, Sale sale, AffiliateSignUp brought, CancellationToken cancellationToken)
    {
        if (brought.Blocked is { } found)
        {
            return found;
        }

        if (affiliate.UserId is not { } userId)
        {
            return CommissionReason.Left;
        }

        if (affiliate.State != AffiliateState.Active)
        {
            return CommissionReason.Suspended;
        }

        var both = await people.FindMany([userId, .. sale.BuyerId is { } id ? [id] : Array.Empty<Guid>()], cancellationToken);
        var own = both.SingleOrDefault(person => person.Id == userId) is { } self ? marks.Of(self.Email) : null;
        var theirs = both.SingleOrDefault(person => person.Id == sale.BuyerId) is { } buyer ? marks.Of(buyer.Email)?.Mailbox : null;
        return sale.BuyerId == userId || (theirs is not null && own?.Mailbox.AsSpan().SequenceEqual(theirs) == true) ? CommissionReason.SelfReferral
            : theirs is not null && sale.BuyerId is { } one && await IsSecond(theirs, one, brought, cancellationToken) ? CommissionReason.DuplicateAccount
            : null;
    }

    /// <summary>Whether somebody else came by a link with this mailbox, or had an account with it before.</summary>
    private async Task<bool> IsSecond(byte[] mailbox, Guid buyer, AffiliateSignUp brought, CancellationToken cancellationToken) =>
        await db.SignUps.AnyAsync(s => s.Mailbox == mailbox && s.Id != brought.Id, cancellationToken)
        || await accounts.IsOfAnOlder(mailbox, buyer, cancellationToken);
}
