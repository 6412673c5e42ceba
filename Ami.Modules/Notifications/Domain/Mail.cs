namespace Ami.Modules.Notifications.Domain;

/// <summary>A mail that is to be sent, or was.</summary>
internal sealed class Mail
{
    /// <summary>Name of the column that the database keeps for <see cref="Core.SearchText"/>.</summary>
    public const string Search = "Search";

    /// <summary>The id of the event that asked for it; part of its Message-ID and the name of its file in a pickup folder.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Name of the <see cref="Contracts.MessageKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Address { get; init; }

    public required Language Language { get; init; }

    /// <summary>
    /// How the person wants to be addressed; null where nobody has shown that the address is theirs, because then a stranger may have written it.
    /// </summary>
    public string? GreetedAs { get; init; }

    /// <summary>What stands for the names in its words, as JSON.</summary>
    public required string Fields { get; init; }

    /// <summary>The path its button leads to, encrypted; gone once it is sent.</summary>
    public byte[]? SealedLink { get; init; }

    public required string Subject { get; init; }

    public required MailState State { get; init; }

    public int Attempts { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>How far a mail has come.</summary>
internal enum MailState
{
    /// <summary>To be sent when it is due.</summary>
    Queued,

    /// <summary>Handed over to the mail server, or to the pickup folder.</summary>
    Sent,

    /// <summary>Refused for good, or tried too often.</summary>
    Failed,
}
