namespace Ami.Modules.Identity;

/// <summary>An account at a provider with which somebody can sign in here. At most one per provider and user.</summary>
internal sealed class ExternalLogin
{
    public required string Provider { get; init; }

    /// <summary>Their id at the provider.</summary>
    public required string Key { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The address the provider gave when it was linked, so that people recognise which account it is.</summary>
    public required string? Email { get; init; }

    public required DateTimeOffset LinkedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
}
