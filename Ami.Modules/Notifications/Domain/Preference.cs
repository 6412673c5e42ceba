namespace Ami.Modules.Notifications.Domain;

/// <summary>Where somebody wants messages of a kind.</summary>
internal sealed class Preference
{
    public required Guid UserId { get; init; }

    public required string Kind { get; init; }

    public required bool InApp { get; init; }

    public required bool Email { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
