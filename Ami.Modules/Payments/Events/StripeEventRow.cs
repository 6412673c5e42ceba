namespace Ami.Modules.Payments;

/// <summary>How far an event was handled.</summary>
internal enum EventState
{
    /// <summary>Stored, and waits.</summary>
    Received,

    /// <summary>What it is about was fetched and applied.</summary>
    Handled,

    /// <summary>Of a kind, or about somebody, that does not concern us; kept to be seen.</summary>
    Kept,

    /// <summary>Could not be handled yet; it is tried again.</summary>
    Failed,
}

/// <summary>Something that the payment provider told.</summary>
internal sealed class StripeEventRow
{
    public required Guid Id { get; init; }
    public required string StripeId { get; init; }

    /// <summary>As the provider names it, such as <c>invoice.paid</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What it is about.</summary>
    public required string ObjectId { get; init; }
    public string? CustomerId { get; init; }

    /// <summary>Whom it concerns, once that is known.</summary>
    public Guid? UserId { get; set; }
    public string? ApiVersion { get; init; }
    public required bool Livemode { get; init; }
    public string? Payload { get; set; }
    public required EventState State { get; set; }

    /// <summary>Why it could not be handled.</summary>
    public string? Fault { get; set; }
    public int Attempts { get; set; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? HandledAt { get; set; }
}

/// <summary>The payment provider told something; the row holds what.</summary>
/// <param name="Id">The row.</param>
internal sealed record StripeEventReceived(Guid Id) : IEvent<StripeEventReceived>
{
    public static string EventName => "payments.stripe-event-received.v1";

    Guid? IEvent.UserId => null;
}

/// <summary>A page of the provider on which somebody pays.</summary>
internal sealed class CheckoutRow
{
    public required Guid Id { get; init; }
    public required string SessionId { get; init; }
    public required Guid UserId { get; init; }
    public required CheckoutPurpose Purpose { get; init; }
    public required CheckoutState State { get; set; }
    public required long FetchSeq { get; set; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What is paid on a page.</summary>
internal enum CheckoutPurpose
{
    /// <summary>A subscription begins.</summary>
    Subscription,

    /// <summary>Something is bought once.</summary>
    Purchase,

    /// <summary>Money is paid into the wallet.</summary>
    Deposit,
}

/// <summary>How a page stands.</summary>
internal enum CheckoutState
{
    /// <summary>It can be paid.</summary>
    Open,

    /// <summary>It was filled in, and the payment is under way.</summary>
    Paying,

    /// <summary>It was paid.</summary>
    Paid,

    /// <summary>It was filled in, and the payment failed.</summary>
    Failed,

    /// <summary>Nobody paid in time.</summary>
    Expired,
}
