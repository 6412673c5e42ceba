namespace Ami.Modules.Payments;

/// <summary>How a deposit stands.</summary>
internal enum DepositState
{
    /// <summary>Its page can be paid, or the payment is under way.</summary>
    Open,

    /// <summary>Nobody paid.</summary>
    Lapsed,

    /// <summary>The money is in the wallet, or what is left of it after a part was paid back.</summary>
    Credited,

    /// <summary>All of it was paid back, or is away because of a dispute.</summary>
    Returned,
}

/// <summary>Money that somebody pays in.</summary>
internal sealed class DepositRow
{
    public required Guid Id { get; init; }
    public required string SessionId { get; init; }

    /// <summary>Whose; null once they left.</summary>
    public Guid? UserId { get; init; }

    /// <summary>The ledger account that it goes to.</summary>
    public required Guid AccountId { get; init; }
    public required string Currency { get; init; }
    public required decimal Amount { get; init; }

    /// <summary>What it counts against limits.</summary>
    public required decimal Dollars { get; init; }
    public required bool IsPaid { get; set; }
    public string? PaymentId { get; set; }
    public required DepositState State { get; set; }

    /// <summary>What was taken back of it.</summary>
    public decimal TakenBack { get; set; }

    /// <summary>What should have been taken back and was not in the wallet any more.</summary>
    public decimal Missing { get; set; }

    /// <summary>How often something was taken back or restored: it makes the ledger's ids.</summary>
    public int Moves { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>What it comes to, from what is known of it and not from what happened when.</summary>
    /// <param name="page">How its page stands.</param>
    /// <param name="away">How much was refunded or is disputed.</param>
    public DepositState Decide(CheckoutState page, decimal away) =>
        IsPaid
            ? away >= Amount
                ? DepositState.Returned
                : DepositState.Credited
            : page is CheckoutState.Expired or CheckoutState.Failed || State == DepositState.Lapsed
                ? DepositState.Lapsed
                : DepositState.Open;
}

/// <summary>A refund of a deposit.</summary>
internal sealed class DepositRefundRow
{
    public required Guid Id { get; init; }
    public required string StripeId { get; init; }
    public required Guid DepositId { get; init; }
    public required decimal Amount { get; init; }
    public required bool Failed { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}
