using System.Security.Cryptography;

namespace Ami.Modules.Growth;

/// <summary>How far an affiliate is.</summary>
internal enum AffiliateState
{
    /// <summary>Asked to be one.</summary>
    Applied,

    /// <summary>Links count, and sales earn.</summary>
    Active,

    /// <summary>Staff said no; one may ask again.</summary>
    Refused,

    /// <summary>Links do not count, sales earn nothing, and what is held stays held.</summary>
    Suspended,

    /// <summary>Left.</summary>
    Closed,
}

/// <summary>A member who brings others for a share of what these pay.</summary>
internal sealed class Affiliate
{
    public const int LongestText = 1_000;
    private const int CodeLength = 8;

    public required Guid Id { get; init; }

    /// <summary>Who; null once they left.</summary>
    public Guid? UserId { get; init; }

    /// <summary>What their link ends with.</summary>
    public required string Code { get; init; }

    /// <summary>How they mean to bring people.</summary>
    public required string About { get; init; }
    public required AffiliateState State { get; init; }

    /// <summary>Why staff decided so.</summary>
    public string? Reason { get; init; }

    /// <summary>Grows with each decision.</summary>
    public required int Version { get; init; }
    public required DateTimeOffset AppliedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    public static string NewCode() => RandomNumberGenerator.GetString(InvitationCode.Alphabet, CodeLength);

    /// <summary>What is held while something of an affiliate changes, so that it changes one at a time.</summary>
    public static string HoldName(Guid affiliateId) => $"growth.affiliate:{affiliateId}";
}

/// <summary>How often a link was followed on one day.</summary>
internal sealed class AffiliateDay
{
    public required Guid AffiliateId { get; init; }
    public required DateOnly Day { get; init; }
    public required int Clicks { get; init; }
}

/// <summary>A browser's last click: a random token that it alone has.</summary>
internal sealed class AffiliateClick
{
    public required byte[] TokenHash { get; init; }
    public required Guid AffiliateId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>An account that was made by way of a link.</summary>
internal sealed class AffiliateSignUp
{
    public required Guid Id { get; init; }
    public required Guid AffiliateId { get; init; }

    /// <summary>Whose account; null once they left.</summary>
    public Guid? UserId { get; init; }

    /// <summary>See <see cref="AddressMarks"/>.</summary>
    public byte[]? Mailbox { get; init; }
    public byte[]? Family { get; init; }

    /// <summary>Why it earns nothing; null when it does.</summary>
    public CommissionReason? Blocked { get; init; }
    public required DateTimeOffset SignedUpAt { get; init; }
}

/// <summary>What looks like fraud.</summary>
internal enum SignalKind
{
    /// <summary>Many accounts by one link within an hour.</summary>
    ManySignUps,

    /// <summary>Accounts whose addresses look made in a row, or made like the affiliate's own.</summary>
    AddressFamily,

    /// <summary>Much of what was sold was paid back.</summary>
    RefundRate,

    /// <summary>One card pays for several accounts.</summary>
    SharedCard,
}

/// <summary>What became of a signal.</summary>
internal enum SignalState
{
    /// <summary>Nobody has decided; the affiliate's commissions wait.</summary>
    Open,

    /// <summary>It was nothing.</summary>
    Cleared,

    /// <summary>It was fraud: what was held is not paid.</summary>
    Confirmed,
}

/// <summary>Something that somebody of the staff has to look at.</summary>
internal sealed class AffiliateSignal
{
    public required Guid Id { get; init; }
    public required Guid AffiliateId { get; init; }
    public required SignalKind Kind { get; init; }

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>Of how many.</summary>
    public required int OfCount { get; init; }
    public required SignalState State { get; init; }
    public string? Reason { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
}
