namespace Ami.Modules.Growth;

/// <summary>How one becomes a user.</summary>
internal enum JoiningMode
{
    /// <summary>Whoever wants to.</summary>
    Open,

    /// <summary>By an invitation, for which one can queue.</summary>
    Waitlist,

    /// <summary>By an invitation alone.</summary>
    Invitation,
}

/// <summary>Who may make an account, as staff decided. There is one row, which a migration made.</summary>
internal sealed class RegistrationSettings
{
    /// <summary>Always true: what makes it the only one.</summary>
    public bool IsCurrent { get; init; }

    public JoiningMode Mode { get; init; }

    /// <summary>Open and used invitations that one member may have made.</summary>
    public int InvitationsPerMember { get; init; }

    /// <summary>How long an invitation can be used.</summary>
    public int InvitationDays { get; init; }

    /// <summary>Counts changes, so that nobody overwrites one that they have not seen.</summary>
    public int Version { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
}
