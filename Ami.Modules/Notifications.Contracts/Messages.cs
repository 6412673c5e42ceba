using System.Collections.Immutable;
using System.Text;

namespace Ami.Modules.Notifications.Contracts;

/// <summary>
/// Sends messages to people. A message commits with the work it tells of and is delivered by a silo, in the person's language, where their preferences allow.
/// </summary>
public sealed class Messages(UnitOfWork unitOfWork, MasterKey master)
{
    internal const string Purpose = "notifications.links";

    /// <summary>
    /// Forgets what was mailed to an address under an id of the sender's own, where there is no account that it would be erased with. Only inside
    /// <see cref="UnitOfWork.Run{T}"/>.
    /// </summary>
    /// <param name="recipient">The id that was given as the user's.</param>
    public void Forget(Guid recipient) => unitOfWork.Publish(new RecipientForgotten(recipient));

    /// <summary>Queues a message. Only inside <see cref="UnitOfWork.Run{T}"/>.</summary>
    /// <param name="kind">Which message.</param>
    /// <param name="userId">To whom.</param>
    /// <param name="values">What stands for the names in its words; nothing secret.</param>
    /// <param name="link">Path in the web app that its button leads to, for example <c>/reset-password#token=…</c>; it may carry a secret, which is encrypted
    /// until it is sent.</param>
    /// <param name="address">E-mail address, when it is not to go to the one of the account; then nothing appears in the notification centre.</param>
    /// <param name="language">Language, when it is not to be the account's.</param>
    public void Send(
        MessageKind kind,
        Guid userId,
        IReadOnlyDictionary<string, string>? values = null,
        string? link = null,
        string? address = null,
        Language? language = null
    )
    {
        if (link is not null && (!link.StartsWith('/') || link.StartsWith("//", StringComparison.Ordinal)))
        {
            throw new ArgumentException("The link of a message is a path in the web app.", nameof(link));
        }

        unitOfWork.Publish(
            new MessageRequested(
                userId,
                kind.Name,
                values?.ToImmutableDictionary() ?? ImmutableDictionary<string, string>.Empty,
                link is null ? null : master.Seal(Purpose, userId.ToString(), Encoding.UTF8.GetBytes(link)),
                address,
                language
            )
        );
    }
}

/// <summary>A message is to be delivered.</summary>
/// <param name="UserId">To whom.</param>
/// <param name="Kind">Name of the <see cref="MessageKind"/>.</param>
/// <param name="Values">What stands for the names in its words.</param>
/// <param name="SealedLink">Path of its link, encrypted under the master key; null when it has none.</param>
/// <param name="Address">E-mail address instead of the account's.</param>
/// <param name="Language">Language instead of the account's.</param>
public sealed record MessageRequested(
    Guid UserId,
    string Kind,
    ImmutableDictionary<string, string> Values,
    byte[]? SealedLink,
    string? Address,
    Language? Language
) : IEvent<MessageRequested>
{
    /// <inheritdoc/>
    public static string EventName => "notifications.message-requested.v1";

    Guid? IEvent.UserId => UserId;
}
