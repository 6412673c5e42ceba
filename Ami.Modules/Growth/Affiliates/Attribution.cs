using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>Writes down by whose link somebody came who just got an account, in the transaction that makes it, and uses the click up.</summary>
internal sealed class Attribution(
    UnitOfWork unitOfWork,
    GrowthDb db,
    AffiliateSignals signals,
    AddressMarks marks,
    AccountMarks accounts,
    IPersonDirectory people,
    TimeProvider time
)
{
    public async Task Of(Newcomer newcomer, Guid userId, CancellationToken cancellationToken)
    {
        if (newcomer.Referral is null)
        {
            return;
        }

        var hash = FollowLink.HashOf(newcomer.Referral);
        // The click may be swept while somebody takes up to a day to open their mail; what counts is when they signed up.
        var click = await db.Clicks.AsNoTracking().SingleOrDefaultAsync(c => c.TokenHash == hash && c.ExpiresAt > newcomer.AskedAt, cancellationToken);
        if (click is null)
        {
            return;
        }

        await unitOfWork.Hold(Affiliate.HoldName(click.AffiliateId), cancellationToken);
        var used = await db.Clicks.Where(c => c.TokenHash == hash).ExecuteDeleteAsync(cancellationToken);
        var affiliate = await db.Affiliates.AsNoTracking().SingleAsync(a => a.Id == click.AffiliateId, cancellationToken);
        if (used == 0 || affiliate is not { State: AffiliateState.Active, UserId: { } own } || await people.Find(own, cancellationToken) is not { } person)
        {
            return;
        }

        var (mark, ownMark) = (marks.Of(newcomer.Email), marks.Of(person.Email));
        var mailbox = mark?.Mailbox;
        var signUp = new AffiliateSignUp
        {
            Id = TimeOrderedId.New(time.GetUtcNow()),
            AffiliateId = affiliate.Id,
            UserId = userId,
            Mailbox = mailbox,
            Family = mark?.Family,
            Blocked =
                Same(mailbox, ownMark?.Mailbox) ? CommissionReason.SelfReferral
                : mailbox is not null && await IsKnown(mailbox, userId, cancellationToken) ? CommissionReason.DuplicateAccount
                : null,
            SignedUpAt = time.GetUtcNow(),
        };
        db.SignUps.Add(signUp);
        await db.SaveChangesAsync(cancellationToken);
        await signals.LookAt(signUp, Same(signUp.Family, ownMark?.Family), cancellationToken);
    }

    /// <summary>Whether somebody came by a link with this mailbox, or has an account with it.</summary>
    private async Task<bool> IsKnown(byte[] mailbox, Guid userId, CancellationToken cancellationToken) =>
        await db.SignUps.AnyAsync(s => s.Mailbox == mailbox, cancellationToken) || await accounts.IsOfAnother(mailbox, userId, cancellationToken);

    private static bool Same(byte[]? one, byte[]? other) => one is not null && other is not null && one.AsSpan().SequenceEqual(other);
}
