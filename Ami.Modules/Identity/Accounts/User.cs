using Microsoft.AspNetCore.Identity;

namespace Ami.Modules.Identity;

/// <summary>A person's account. The user name is the e-mail address.</summary>
internal sealed class User : IdentityUser<Guid>
{
    /// <summary>Name of the column that the database keeps for <see cref="Core.SearchText"/>.</summary>
    public const string Search = "Search";

    public required string DisplayName { get; set; }
    public required Language Language { get; set; }

    /// <summary>IANA name, for example <c>America/Argentina/Buenos_Aires</c>.</summary>
    public required string TimeZone { get; set; }

    /// <summary>What the account may do: the larger one of the two below. <see cref="AccountPlans"/> changes them.</summary>
    public Plan Plan { get; set; } = Plan.Free;

    /// <summary>What it pays for.</summary>
    public Plan PaidPlan { get; set; } = Plan.Free;

    /// <summary>What staff gave it.</summary>
    public Plan GivenPlan { get; set; } = Plan.Free;

    /// <summary>When its plan changed last; null if it never did.</summary>
    public DateTimeOffset? PlanChangedAt { get; set; }

    /// <summary>Name of their picture, made by <see cref="AvatarName"/>; null without one.</summary>
    public string? Avatar { get; set; }

    /// <summary>When the account will be erased; null unless they asked for it.</summary>
    public DateTimeOffset? DeletionDueAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When staff locked the account; null while it is open.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Why, in their words; for staff only.</summary>
    public string? LockReason { get; set; }
}

/// <summary>When a session was last used, for lists.</summary>
internal sealed class SessionUse
{
    public Guid UserId { get; init; }
    public DateTimeOffset LastUsedAt { get; init; }
}

/// <summary>A role. Its name stands in access tokens and never changes.</summary>
internal sealed class Role : IdentityRole<Guid>
{
    /// <summary>One that the code knows; those come with the first migration. It cannot be deleted.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>What staff call it; null for a built-in role that is called as the product calls it.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What it is for, in staff's words; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>Grows with every change of the role or its permissions, so that nobody overwrites what they have not seen.</summary>
    public int Version { get; set; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What staff decided about a permission of a role.</summary>
internal sealed class RoleDecision
{
    public required Guid RoleId { get; init; }

    public required string Permission { get; init; }

    /// <summary>False takes away what the role has by default.</summary>
    public required bool Granted { get; set; }
}
