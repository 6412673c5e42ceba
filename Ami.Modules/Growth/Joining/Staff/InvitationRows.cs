using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>An invitation as staff see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What the invited enters.</param>
/// <param name="State">How far it is.</param>
/// <param name="Email">Whom alone it lets in; forgotten when it was used.</param>
/// <param name="InviterId">The member who made it; null when staff did.</param>
/// <param name="IsFromWaitlist">Whether somebody waited for it.</param>
/// <param name="UsedBy">Whose account it made; null when that is gone.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
/// <param name="UsedAt">When it was.</param>
internal sealed record InvitationRow(
    Guid Id,
    string Code,
    InvitationState State,
    string? Email,
    Guid? InviterId,
    bool IsFromWaitlist,
    Guid? UsedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? UsedAt
);

/// <summary>The list of invitations of the admin area.</summary>
internal static class InvitationRows
{
    public static readonly ListOrder<Invitation> Order = new ListOrder<Invitation>(i => i.Id, "-createdAt")
        .By("createdAt", i => i.CreatedAt)
        .By("expiresAt", i => i.ExpiresAt);

    public static InvitationState StateOf(Invitation one, DateTimeOffset now) =>
        one.UsedAt is not null ? InvitationState.Used
        : one.RevokedAt is not null ? InvitationState.Revoked
        : one.ExpiresAt <= now ? InvitationState.Expired
        : InvitationState.Open;

    public static IQueryable<Invitation> Matching(GrowthDb db, InvitationState? state, DateTimeOffset now)
    {
        var all = db.Invitations.AsNoTracking();
        return state switch
        {
            InvitationState.Used => all.Where(i => i.UsedAt != null),
            InvitationState.Revoked => all.Where(i => i.RevokedAt != null),
            InvitationState.Expired => all.Where(i => i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt <= now),
            InvitationState.Open => all.Where(i => i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now),
            _ => all,
        };
    }

    public static Expression<Func<Invitation, InvitationRow>> Row(DateTimeOffset now) =>
        i => new InvitationRow(
            Id: i.Id,
            Code: i.Code.Substring(0, 4) + "-" + i.Code.Substring(4, 4) + "-" + i.Code.Substring(8, 4),
            State: i.UsedAt != null ? InvitationState.Used
                : i.RevokedAt != null ? InvitationState.Revoked
                : i.ExpiresAt <= now ? InvitationState.Expired
                : InvitationState.Open,
            Email: i.Email,
            InviterId: i.UserId,
            IsFromWaitlist: i.WaitlistId != null,
            UsedBy: i.UsedBy,
            CreatedAt: i.CreatedAt,
            ExpiresAt: i.ExpiresAt,
            UsedAt: i.UsedAt
        );

    /// <summary>Takes an invitation back that nobody has used, and forgets the address. Inside a unit of work.</summary>
    public static async Task<bool> Revoke(GrowthDb db, Messages messages, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var revoked = await db
            .Invitations.Where(i => i.Id == id && i.UsedAt == null && i.RevokedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(i => i.RevokedAt, now).SetProperty(i => i.Email, (string?)null).SetProperty(i => i.AddressKey, (string?)null),
                cancellationToken
            );
        if (revoked == 0)
        {
            return false;
        }

        messages.Forget(id);
        return true;
    }
}
