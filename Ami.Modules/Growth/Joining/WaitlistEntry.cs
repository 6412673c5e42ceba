namespace Ami.Modules.Growth;

/// <summary>How far somebody on the waitlist is.</summary>
internal enum WaitlistState
{
    /// <summary>Nobody has shown that the address is theirs.</summary>
    Pending,

    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>Has been sent an invitation.</summary>
    Invited,

    /// <summary>Has an account.</summary>
    Joined,
}

/// <summary>Somebody who waits for an account.</summary>
internal sealed class WaitlistEntry
{
    /// <summary>The column that is searched.</summary>
    public const string Search = "Search";

    /// <summary>Everybody whom one brings along, and who has shown that their address is theirs, counts as having come so much earlier.</summary>
    public static readonly TimeSpan PerReferral = TimeSpan.FromDays(7);

    /// <summary>People who count; more would be bought, not brought.</summary>
    public const int MostReferrals = 10;

    public required Guid Id { get; init; }

    /// <summary>Whose account it became.</summary>
    public Guid? UserId { get; init; }

    public required string Email { get; init; }

    /// <summary>The address in the one spelling that all others of it have in common.</summary>
    public required string AddressKey { get; init; }

    public required Language Language { get; init; }

    /// <summary>What friends bring along to be counted for this person. Opens nothing.</summary>
    public required string ReferralCode { get; init; }

    public Guid? ReferredBy { get; init; }
    public WaitlistState State { get; init; }
    public int Referrals { get; init; }

    /// <summary>Whether this person counts for <see cref="ReferredBy"/>: leaving takes back what coming gave.</summary>
    public bool Counted { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>What the queue goes by: when the address was shown to be theirs, less <see cref="PerReferral"/> for each who counts.</summary>
    public required DateTimeOffset RankedAt { get; init; }

    public DateTimeOffset? InvitedAt { get; init; }
    public DateTimeOffset? JoinedAt { get; init; }
}
