namespace Ami.Modules.Notifications.Contracts;

/// <summary>Where a message can reach a person.</summary>
[Flags]
public enum Channels
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>The notification centre of the web app.</summary>
    InApp = 1,

    /// <summary>E-mail.</summary>
    Email = 2,
}

/// <summary>
/// One kind of message: its words in both languages, and where it goes unless the person chose otherwise. Registered with <c>AddMessageKinds</c>.
/// </summary>
/// <param name="Name">Stable, <c>area.what</c>, for example <c>identity.password-changed</c>.</param>
/// <param name="Title">What it is called in the preferences.</param>
/// <param name="Channels">Where it goes by default.</param>
/// <param name="Spanish">Its words in Spanish.</param>
/// <param name="English">Its words in English.</param>
public sealed record MessageKind(string Name, Translated Title, Channels Channels, MessageText Spanish, MessageText English)
{
    /// <summary>True for what keeps an account safe: it is always sent and carries no unsubscribe link.</summary>
    public bool IsMandatory { get; init; }
}

/// <summary>
/// The words of a message. <c>{name}</c> stands for a value that the sender gives; values are plain text and are escaped where they are shown.
/// </summary>
/// <param name="Subject">Subject of the mail, title of the notification.</param>
/// <param name="Body">Paragraphs, separated by empty lines, without a greeting: mails greet by themselves, by name only where the address is known to be the
/// person's.</param>
/// <param name="Action">Label of the button that leads to the message's link; null when it has none.</param>
public sealed record MessageText(string Subject, string Body, string? Action = null);
