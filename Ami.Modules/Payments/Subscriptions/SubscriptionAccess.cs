using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Payments;

/// <summary>How a subscription stands for its person.</summary>
internal enum Standing
{
    /// <summary>Its first payment is not made, or it is in a state that we do not know: nothing is granted without proof.</summary>
    Incomplete,

    /// <summary>Tried, not paid yet.</summary>
    Trial,

    /// <summary>Paid.</summary>
    Active,

    /// <summary>A renewal could not be paid; the plan stays for a while.</summary>
    Grace,

    /// <summary>Not paid, and the grace is over.</summary>
    Unpaid,

    /// <summary>Neither paid nor used.</summary>
    Paused,

    /// <summary>What was paid for the time that runs was paid back, or is disputed.</summary>
    PaidBack,

    /// <summary>Over for good.</summary>
    Ended,
}

/// <summary>What the provider says of a subscription, all of it from one reading.</summary>
/// <param name="Status">In its words.</param>
/// <param name="Plan">What the current price is for.</param>
/// <param name="IsPaused">Whether nothing is collected for now, or nothing was for the current period.</param>
/// <param name="PeriodStart">When the current period began.</param>
/// <param name="KeptPlan">A larger plan that was paid before a change to a smaller one.</param>
/// <param name="KeptUntil">Until when.</param>
/// <param name="PaidUntil">Until when it was paid as it was paused.</param>
/// <param name="UnpaidSince">When the invoice was made that is open.</param>
/// <param name="IsPaidBack">Whether a payment for the time that runs was paid back in full, or its money is away in a dispute.</param>
internal sealed record SubscriptionState(
    string Status,
    Plan Plan,
    bool IsPaused,
    DateTimeOffset PeriodStart,
    Plan? KeptPlan = null,
    DateTimeOffset? KeptUntil = null,
    DateTimeOffset? PaidUntil = null,
    DateTimeOffset? UnpaidSince = null,
    bool IsPaidBack = false
);

/// <summary>What a subscription gives its person at a moment.</summary>
/// <param name="Standing">How it stands.</param>
/// <param name="Granted">The plan that they have by it.</param>
/// <param name="GraceUntil">Until when a plan that is not paid stays.</param>
/// <param name="ReviewAt">When this may change although nothing happens; null when it cannot.</param>
internal sealed record SubscriptionAccess(Standing Standing, Plan Granted, DateTimeOffset? GraceUntil = null, DateTimeOffset? ReviewAt = null)
{
    /// <summary>Decides it from the state alone, so the order in which news arrived does not matter.</summary>
    public static SubscriptionAccess Of(SubscriptionState state, DateTimeOffset now, TimeSpan grace) =>
        state.Status switch
        {
            "canceled" or "incomplete_expired" => new(Standing.Ended, Plan.Free),
            "unpaid" => new(Standing.Unpaid, Plan.Free),
            "paused" => new(Standing.Paused, Plan.Free),
            "active" or "trialing" or "past_due" when state.IsPaidBack => new(Standing.PaidBack, Plan.Free),
            "active" or "trialing" or "past_due" when state.IsPaused => Paused(state, now),
            "active" => Paid(Standing.Active, state, now),
            "trialing" => Paid(Standing.Trial, state, now),
            "past_due" => PastDue(state, now, grace),
            _ => new(Standing.Incomplete, Plan.Free),
        };

    private static SubscriptionAccess Paid(Standing standing, SubscriptionState state, DateTimeOffset now) =>
        state is { KeptPlan: { } kept, KeptUntil: { } until } && now < until && state.PeriodStart < until && kept > state.Plan
            ? new(standing, kept, ReviewAt: until)
            : new(standing, state.Plan);

    private static SubscriptionAccess Paused(SubscriptionState state, DateTimeOffset now)
    {
        if (state.Status == "past_due" || state.PaidUntil is not { } until || now >= until)
        {
            return new(Standing.Paused, Plan.Free);
        }

        var paid = Paid(Standing.Paused, state, now);
        return paid with { ReviewAt = paid.ReviewAt < until ? paid.ReviewAt : until };
    }

    private static SubscriptionAccess PastDue(SubscriptionState state, DateTimeOffset now, TimeSpan grace)
    {
        var until = (state.UnpaidSince ?? state.PeriodStart) + grace;
        return now < until ? new(Standing.Grace, state.Plan, until, until) : new(Standing.Unpaid, Plan.Free);
    }
}
