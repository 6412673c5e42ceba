using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>How a purchase stands.</summary>
internal enum PurchaseState
{
    /// <summary>Its page can be paid, or the payment is under way.</summary>
    Open,

    /// <summary>Nobody paid.</summary>
    Lapsed,

    /// <summary>A gift that is paid and waits for whoever redeems it.</summary>
    Waiting,

    /// <summary>Its holder has it.</summary>
    Granted,

    /// <summary>Paid back, or disputed.</summary>
    Withdrawn,
}

/// <summary>Something that was bought once.</summary>
internal sealed class PurchaseRow
{
    public required Guid Id { get; init; }
    public required string SessionId { get; init; }

    /// <summary>Who paid; null once they left.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Who has it; null for a gift that nobody redeemed.</summary>
    public Guid? HolderId { get; set; }
    public required string ProductKind { get; init; }
    public required string ProductId { get; init; }

    /// <summary>As it was called when it was bought.</summary>
    public required string Name { get; init; }
    public required string Currency { get; init; }
    public required decimal Amount { get; init; }
    public required bool IsGift { get; init; }
    public string? GiftCode { get; init; }
    public required bool IsPaid { get; set; }
    public string? PaymentId { get; set; }
    public required PurchaseState State { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }

    public ProductKey Product => new(ProductKind, ProductId);

    /// <summary>What it comes to, from what is known of it and not from what happened when.</summary>
    /// <param name="page">How its page stands.</param>
    /// <param name="paid">How much was paid, with taxes.</param>
    /// <param name="paidBack">How much of it was paid back.</param>
    /// <param name="isDisputed">Whether the money is away because of a dispute, or lost by one.</param>
    public PurchaseState Decide(CheckoutState page, decimal paid, decimal paidBack, bool isDisputed) =>
        IsPaid || page == CheckoutState.Paid
            ? isDisputed || paidBack >= paid
                ? PurchaseState.Withdrawn
                : HolderId is null
                    ? PurchaseState.Waiting
                    : PurchaseState.Granted
            : page is CheckoutState.Expired or CheckoutState.Failed
                ? PurchaseState.Lapsed
                : PurchaseState.Open;
}

/// <summary>A payment that somebody disputes at their bank.</summary>
internal sealed class DisputeRow
{
    /// <summary>The money is away, or gone. An inquiry alone takes none.</summary>
    public static readonly string[] MoneyIsAway = ["needs_response", "under_review", "lost"];

    public required Guid Id { get; init; }
    public required string StripeId { get; init; }
    public string? PaymentId { get; init; }
    public required string Status { get; init; }
    public required string Reason { get; init; }
    public required string Currency { get; init; }
    public required decimal Amount { get; init; }
    public required long FetchSeq { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
