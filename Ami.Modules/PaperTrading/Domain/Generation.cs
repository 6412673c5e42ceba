namespace Ami.Modules.PaperTrading.Domain;

/// <summary>One life of an account, from its opening or a reset to the next reset.</summary>
/// <param name="OpeningId">What the ledger's funding transfer refers to: the account's id at first, the reset's id later.</param>
public sealed record Generation(Guid AccountId, int Number, Guid OpeningId, decimal StartingCash, int Leverage, DateTimeOffset StartedAt);

/// <summary>How a generation ended.</summary>
/// <param name="Cost">Cost basis of the positions that the reset closed.</param>
public sealed record EndedGeneration(Guid AccountId, int Number, DateTimeOffset EndedAt, decimal Cash, decimal Cost, decimal RealisedPnl, decimal FeesPaid);
