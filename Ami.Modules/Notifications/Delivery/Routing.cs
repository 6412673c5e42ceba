using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Notifications.Domain;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>Where a message goes.</summary>
internal static class Routing
{
    /// <param name="kind">What it is about.</param>
    /// <param name="preference">What the person chose for this kind; null when nothing.</param>
    /// <param name="person">Null when the account is gone.</param>
    /// <param name="address">An address other than the account's; then it is a mail and nothing else.</param>
    public static Channels ChannelsOf(MessageKind kind, Preference? preference, Person? person, string? address)
    {
        if (address is not null)
        {
            return Channels.Email;
        }

        if (person is null)
        {
            return Channels.None;
        }

        var channels = Chosen(kind, preference);
        // Whoever typed the address may not own it: a stranger gets what the account's safety needs, and nothing else.
        return kind.IsMandatory || person.EmailConfirmed ? channels : channels & ~Channels.Email;
    }

    /// <summary>Where somebody wants messages of a kind; for what is mandatory the choice is not theirs.</summary>
    public static Channels Chosen(MessageKind kind, Preference? preference) =>
        kind.IsMandatory || preference is null
            ? kind.Channels
            : (preference.InApp ? Channels.InApp : Channels.None) | (preference.Email ? Channels.Email : Channels.None);
}
