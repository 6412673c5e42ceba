using System.Linq.Expressions;

namespace Ami.Modules.Growth;

/// <summary>Why a commission waits.</summary>
internal enum CommissionHold
{
    /// <summary>People may still ask for their money back.</summary>
    RefundWindow,

    /// <summary>The payment is disputed.</summary>
    Dispute,

    /// <summary>Somebody of the staff looks at it.</summary>
    Review,

    /// <summary>The affiliate is suspended.</summary>
    Suspended,

    /// <summary>Nothing any more: it is paid out within minutes.</summary>
    NextRun,
}

/// <summary>A commission, what was taken back of one, or what is earned again.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AffiliateId">Whose.</param>
/// <param name="Code">The affiliate's.</param>
/// <param name="Kind">Which of these.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it is less, nothing, or taken back.</param>
/// <param name="Hold">Why it waits; null when it does not.</param>
/// <param name="DueAt">Not to be paid out before.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Net">What was paid, without taxes.</param>
/// <param name="Rate">The share.</param>
/// <param name="Amount">What it comes to; below zero for what is taken back.</param>
/// <param name="Outstanding">What has still to be taken back.</param>
/// <param name="CreatedAt">When it came about.</param>
/// <param name="SettledAt">When it was paid out, taken back or came to nothing.</param>
internal sealed record CommissionView(
    Guid Id,
    Guid AffiliateId,
    string Code,
    CommissionKind Kind,
    CommissionState State,
    CommissionReason? Reason,
    CommissionHold? Hold,
    DateTimeOffset DueAt,
    string Currency,
    decimal Net,
    decimal Rate,
    decimal Amount,
    decimal Outstanding,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SettledAt
)
{
    public static Expression<Func<CommissionRow, CommissionView>> Of(GrowthDb db, DateTimeOffset now) =>
        c => new CommissionView(
            c.Id,
            c.AffiliateId,
            db.Affiliates.Where(a => a.Id == c.AffiliateId).Select(a => a.Code).Single(),
            c.Kind,
            c.State,
            c.Reason,
            c.State != CommissionState.Held ? null
                : c.IsDisputed ? CommissionHold.Dispute
                : db.Signals.Any(s => s.AffiliateId == c.AffiliateId && s.State == SignalState.Open) ? CommissionHold.Review
                : db.Affiliates.Any(a => a.Id == c.AffiliateId && a.State == AffiliateState.Suspended) ? CommissionHold.Suspended
                : c.DueAt > now ? CommissionHold.RefundWindow
                : CommissionHold.NextRun,
            c.DueAt,
            c.Currency,
            c.Net,
            c.Rate,
            c.Amount,
            c.Outstanding,
            c.CreatedAt,
            c.SettledAt
        );
}
