using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>A subscription as it was last fetched, and what it comes to.</summary>
internal sealed class SubscriptionRow
{
    public required Guid Id { get; init; }

    /// <summary>The provider's id.</summary>
    public required string StripeId { get; init; }
    public required Guid UserId { get; init; }
    public required string Status { get; set; }
    public required Plan Plan { get; set; }
    public required BillingInterval Interval { get; set; }
    public required string Currency { get; set; }

    /// <summary>What a period costs, before discounts and taxes.</summary>
    public required decimal Amount { get; set; }
    public required DateTimeOffset PeriodStart { get; set; }
    public required DateTimeOffset PeriodEnd { get; set; }
    public DateTimeOffset? TrialEnd { get; set; }

    /// <summary>When it ends because it was cancelled.</summary>
    public DateTimeOffset? CancelAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public required bool IsPaused { get; set; }
    public DateTimeOffset? ResumesAt { get; set; }
    public Plan? KeptPlan { get; set; }
    public DateTimeOffset? KeptUntil { get; set; }
    public DateTimeOffset? PaidUntil { get; set; }
    public DateTimeOffset? UnpaidSince { get; set; }

    /// <summary>Whether a payment for the time that runs was paid back in full, or its money is away in a dispute.</summary>
    public bool IsPaidBack { get; set; }
    public DateTimeOffset? GraceUntil { get; set; }
    public DateTimeOffset? ReviewAt { get; set; }

    /// <summary>The plan that its person has by it.</summary>
    public required Plan Granted { get; set; }
    public required Standing Standing { get; set; }

    /// <summary>Whether its person was told that the trial ends.</summary>
    public bool TrialReminded { get; set; }

    /// <summary>What was fetched later has a higher number.</summary>
    public required long FetchSeq { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }

    public SubscriptionState State => new(Status, Plan, IsPaused, PeriodStart, KeptPlan, KeptUntil, PaidUntil, UnpaidSince, IsPaidBack);

    /// <summary>Takes what was fetched with a number, unless something with a higher one was taken, or it is for no plan of ours.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Take(Stripe.Subscription read, long seq)
    {
        if (FetchSeq >= seq || !SubscriptionReading.Fill(this, read))
        {
            return false;
        }

        FetchSeq = seq;
        return true;
    }

    /// <summary>Works out what it comes to at a moment.</summary>
    public void Settle(DateTimeOffset now, TimeSpan grace)
    {
        var access = SubscriptionAccess.Of(State, now, grace);
        (Standing, Granted, GraceUntil, ReviewAt, ChangedAt) = (access.Standing, access.Granted, access.GraceUntil, access.ReviewAt, now);
    }

    /// <summary>Whether it can still be changed, and keeps its person from beginning another one.</summary>
    public bool IsOpen => Standing is not (Standing.Ended or Standing.Incomplete);
}
