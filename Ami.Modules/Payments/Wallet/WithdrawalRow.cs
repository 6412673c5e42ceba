using System.Linq.Expressions;

namespace Ami.Modules.Payments;

/// <summary>How a withdrawal stands.</summary>
internal enum WithdrawalState
{
    /// <summary>Reserved, and waits for approval.</summary>
    Requested,

    /// <summary>Approved, and waits to be paid.</summary>
    Approved,

    /// <summary>The money left.</summary>
    Paid,

    /// <summary>Refused; the money is free again.</summary>
    Rejected,

    /// <summary>Taken back by its person, or because they left; the money is free again.</summary>
    Cancelled,
}

/// <summary>Money that somebody takes out.</summary>
internal sealed class WithdrawalRow
{
    /// <summary>Those in which the money stays reserved.</summary>
    public static readonly WithdrawalState[] Undone = [WithdrawalState.Rejected, WithdrawalState.Cancelled];

    public required Guid Id { get; init; }

    /// <summary>Whose; null once they left.</summary>
    public Guid? UserId { get; init; }
    public required Guid AccountId { get; init; }
    public required string Currency { get; init; }
    public required decimal Amount { get; init; }

    /// <summary>What it counts against limits.</summary>
    public required decimal Dollars { get; init; }

    /// <summary>Where the money goes, as its person wrote it; null once they left and nothing is to be paid.</summary>
    public string? Destination { get; set; }

    /// <summary>Whether two people have to approve it.</summary>
    public required bool NeedsTwo { get; init; }
    public Guid? FirstApproverId { get; set; }
    public Guid? ApproverId { get; set; }
    public required WithdrawalState State { get; set; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; set; }

    /// <summary>By which the payment is found again.</summary>
    public string? PaymentReference { get; set; }
    public required int Version { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The ledger's id of one of its steps.</summary>
    /// <param name="step"><c>reserved</c>, <c>paid</c> or <c>released</c>.</param>
    public Guid StepId(string step) => ComputedId.Of($"wallet/withdrawal/{Id:N}/{step}");
}

/// <summary>A withdrawal as its person sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Currency">Of the amount.</param>
/// <param name="Amount">How much.</param>
/// <param name="Destination">Where the money goes.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Version">Grows with every change; sent back with the next act.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ChangedAt">When it changed last.</param>
internal sealed record WithdrawalView(
    Guid Id,
    string Currency,
    decimal Amount,
    string? Destination,
    WithdrawalState State,
    string? Reason,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt
)
{
    public static Expression<Func<WithdrawalRow, WithdrawalView>> Of { get; } =
        w => new WithdrawalView(w.Id, w.Currency, w.Amount, w.Destination, w.State, w.Reason, w.Version, w.CreatedAt, w.ChangedAt);

    public static WithdrawalView From(WithdrawalRow row) =>
        new(row.Id, row.Currency, row.Amount, row.Destination, row.State, row.Reason, row.Version, row.CreatedAt, row.ChangedAt);
}
