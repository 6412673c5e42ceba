namespace Ami.Modules.Payments;

/// <summary>How the provider's books and ours differ.</summary>
internal enum CaseKind
{
    /// <summary>The provider has it, we do not.</summary>
    MissingHere,

    /// <summary>We have it, the provider does not.</summary>
    MissingThere,

    /// <summary>Both have it, with another amount, or our ledger says something else than our document.</summary>
    AmountDiffers,

    /// <summary>What the provider kept is not what our ledger says that it kept.</summary>
    FeeDiffers,

    /// <summary>In another currency than ours.</summary>
    CurrencyDiffers,

    /// <summary>Money left the provider's balance for a payout that there is not, or that did not arrive.</summary>
    PayoutMissing,

    /// <summary>A payout is not the sum of what it pays out.</summary>
    PayoutSumDiffers,
}

/// <summary>What became of a case.</summary>
internal enum CaseState
{
    /// <summary>Nobody has looked yet, or it has changed since.</summary>
    Open,

    /// <summary>The difference stays, and somebody wrote why.</summary>
    Explained,

    /// <summary>The books agree again, or somebody closed it.</summary>
    Closed,
}

/// <summary>A difference between the provider's books and ours.</summary>
internal sealed class ReconciliationCaseRow
{
    public required Guid Id { get; init; }
    public required CaseKind Kind { get; init; }

    /// <summary>The payment, refund, dispute, payout or, where there is none of these, balance transaction.</summary>
    public required string ObjectId { get; init; }

    /// <summary>The provider's balance transaction; null where it has none.</summary>
    public string? TransactionId { get; init; }
    public required string Currency { get; init; }
    public decimal? Ours { get; init; }
    public decimal? Theirs { get; init; }

    /// <summary>JSON of what both sides say.</summary>
    public required string Details { get; init; }
    public required CaseState State { get; set; }

    /// <summary>Whether the books agreed when they were compared last.</summary>
    public required bool Agrees { get; init; }
    public string? Note { get; set; }
    public required int Version { get; set; }
    public required DateTimeOffset FoundAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A comparison of the books.</summary>
internal sealed class ReconciliationRunRow
{
    public required Guid Id { get; init; }
    public required DateTimeOffset WantedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Null for from the beginning.</summary>
    public DateTimeOffset? ReadsFrom { get; set; }
    public DateTimeOffset? ReadsTo { get; set; }
    public int Transactions { get; set; }
    public int Differences { get; set; }

    /// <summary>Why it could not be finished yet.</summary>
    public string? Fault { get; set; }
}
