using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Notifications.Domain;

/// <summary>Every kind of message that a module registered, by name.</summary>
internal sealed class MessageCatalogue(IEnumerable<MessageKind> kinds)
{
    private readonly Dictionary<string, MessageKind> _kinds = kinds.ToDictionary(kind => kind.Name);

    public IReadOnlyCollection<MessageKind> All => _kinds.Values;

    public MessageKind? Find(string name) => _kinds.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">Its module forgot <c>AddMessageKinds</c>, or is switched off.</exception>
    public MessageKind Get(string name) =>
        Find(name) ?? throw new InvalidOperationException($"No message kind is named {name}: call services.AddMessageKinds.");
}
