namespace Ami.Modules.Identity.Tokens;

/// <summary>The keys that count right now. A token names its key by carrying exactly that key's header.</summary>
internal sealed class KeyRing
{
    private readonly Dictionary<string, SigningKey>.AlternateLookup<ReadOnlySpan<char>> _byHeader;

    /// <param name="current">Signs new tokens.</param>
    /// <param name="others">Still verify old ones.</param>
    public KeyRing(SigningKey current, IEnumerable<SigningKey> others)
    {
        Current = current;
        _byHeader = others.Append(current).ToDictionary(key => key.Header, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public SigningKey Current { get; }

    /// <summary>The key whose header this is. No header is ever parsed, so none can choose an algorithm.</summary>
    public SigningKey? Find(ReadOnlySpan<char> header) => _byHeader.TryGetValue(header, out var key) ? key : null;
}
