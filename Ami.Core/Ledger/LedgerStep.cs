namespace Ami.Core;

/// <summary>
/// One immutable entry of the ledger: a transfer, or a phase of a two-phase one. The same id with the same content may be posted again and changes nothing;
/// everything but <paramref name="OccurredAt"/> is its content, and other content under the same id is refused.
/// </summary>
/// <param name="Id">Unique; UUID version 7.</param>
/// <param name="Kind">Why, for example <c>fill</c>, <c>fee</c>.</param>
/// <param name="ReferenceId">What it explains, for example the fill's id.</param>
/// <param name="OccurredAt">When, UTC.</param>
public abstract record LedgerStep(Guid Id, string Kind, Guid ReferenceId, DateTimeOffset OccurredAt);

/// <summary>A movement of money between two accounts of the same realm and currency, posted at once.</summary>
/// <param name="Id">Unique; UUID version 7.</param>
/// <param name="From">The account that gives: it is debited.</param>
/// <param name="To">The account that receives: it is credited.</param>
/// <param name="Amount">Greater than zero, at most eight digits after the point.</param>
/// <param name="Kind">Why, for example <c>fill</c>, <c>fee</c>.</param>
/// <param name="ReferenceId">What it explains, for example the fill's id.</param>
/// <param name="OccurredAt">When, UTC.</param>
public sealed record LedgerTransfer(Guid Id, Guid From, Guid To, Money Amount, string Kind, Guid ReferenceId, DateTimeOffset OccurredAt)
    : LedgerStep(Id, Kind, ReferenceId, OccurredAt);

/// <summary>
/// The first phase: reserves the amount. The account that gives cannot spend it any more, the one that receives cannot spend it yet. It ends with one
/// <see cref="PostPending"/> or one <see cref="VoidPending"/>.
/// </summary>
/// <param name="Id">Unique; UUID version 7.</param>
/// <param name="From">The account that gives: it is debited.</param>
/// <param name="To">The account that receives: it is credited.</param>
/// <param name="Amount">Greater than zero, at most eight digits after the point.</param>
/// <param name="Kind">Why, for example <c>withdrawal</c>.</param>
/// <param name="ReferenceId">What it explains, for example the withdrawal's id.</param>
/// <param name="OccurredAt">When, UTC.</param>
/// <param name="Timeout">After so long it can no longer be posted, and is voided soon after; whole microseconds, above zero. Null: it waits for ever.</param>
public sealed record PendingTransfer(
    Guid Id,
    Guid From,
    Guid To,
    Money Amount,
    string Kind,
    Guid ReferenceId,
    DateTimeOffset OccurredAt,
    TimeSpan? Timeout = null
) : LedgerStep(Id, Kind, ReferenceId, OccurredAt);

/// <summary>The second phase of a pending transfer: moves all of it, or a part and releases the rest.</summary>
/// <param name="Id">Unique; UUID version 7.</param>
/// <param name="PendingId">The pending transfer.</param>
/// <param name="Amount">In its currency, greater than zero and at most what is pending; null for all of it.</param>
/// <param name="Kind">Why, for example <c>withdrawal</c>.</param>
/// <param name="ReferenceId">What it explains.</param>
/// <param name="OccurredAt">When, UTC.</param>
public sealed record PostPending(Guid Id, Guid PendingId, decimal? Amount, string Kind, Guid ReferenceId, DateTimeOffset OccurredAt)
    : LedgerStep(Id, Kind, ReferenceId, OccurredAt);

/// <summary>The second phase of a pending transfer that does not happen: releases all of it.</summary>
/// <param name="Id">Unique; UUID version 7.</param>
/// <param name="PendingId">The pending transfer.</param>
/// <param name="Kind">Why, for example <c>withdrawal</c>.</param>
/// <param name="ReferenceId">What it explains.</param>
/// <param name="OccurredAt">When, UTC.</param>
public sealed record VoidPending(Guid Id, Guid PendingId, string Kind, Guid ReferenceId, DateTimeOffset OccurredAt)
    : LedgerStep(Id, Kind, ReferenceId, OccurredAt);
