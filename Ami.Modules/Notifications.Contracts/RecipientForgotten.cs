namespace Ami.Modules.Notifications.Contracts;

/// <summary>What was mailed to an address under an id that is no account's is to be forgotten, with the address.</summary>
/// <param name="Recipient">The id that the messages were sent to.</param>
public sealed record RecipientForgotten(Guid Recipient) : IEvent<RecipientForgotten>
{
    /// <inheritdoc/>
    public static string EventName => "notifications.recipient-forgotten.v1";

    Guid? IEvent.UserId => null;
}
