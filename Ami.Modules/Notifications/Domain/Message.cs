namespace Ami.Modules.Notifications.Domain;

/// <summary>A message in somebody's notification centre. Its words are put together when it is read, in the language they read in.</summary>
internal sealed class Message
{
    /// <summary>The id of the event that asked for it.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Name of the <see cref="Contracts.MessageKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What stands for the names in its words, as JSON.</summary>
    public required string Fields { get; init; }

    /// <summary>Path in the web app; never one that carries a secret.</summary>
    public string? Link { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ReadAt { get; set; }
}
