using System.Collections.Immutable;

namespace Ami.Modules.Identity;

/// <summary>A key and when it signs.</summary>
/// <param name="Key">The key.</param>
/// <param name="SignsFrom">New tokens are signed with it from then on; it is published before, so that whoever caches our keys knows it in time.</param>
internal sealed record RingKey(SigningKey Key, DateTimeOffset SignsFrom);

/// <summary>The keys that count right now. A token names its key by carrying exactly that key's header.</summary>
internal sealed class KeyRing
{
    private readonly ImmutableArray<RingKey> _keys;
    private readonly Dictionary<string, SigningKey>.AlternateLookup<ReadOnlySpan<char>> _byHeader;

    /// <param name="keys">At least one that can sign.</param>
    public KeyRing(IEnumerable<RingKey> keys)
    {
        _keys = [.. keys.OrderByDescending(key => key.SignsFrom).ThenBy(key => key.Key.Kid, StringComparer.Ordinal)];
        _byHeader = _keys.Select(key => key.Key).ToDictionary(key => key.Header, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All keys, those that sign later or no more included.</summary>
    public IEnumerable<SigningKey> All => _keys.Select(key => key.Key);

    /// <summary>
    /// The key that signs new tokens: the newest whose time has come; the oldest where the clock of the process that made it is ahead of ours.
    /// </summary>
    public SigningKey SignerAt(DateTimeOffset now)
    {
        var signers = _keys.Where(key => key.Key.CanSign);
        return (signers.FirstOrDefault(key => key.SignsFrom <= now) ?? signers.Last()).Key;
    }

    /// <summary>The key whose header this is. No header is ever parsed, so none can choose an algorithm.</summary>
    public SigningKey? Find(ReadOnlySpan<char> header) => _byHeader.TryGetValue(header, out var key) ? key : null;

    /// <summary>Whether a key that was found earlier still counts.</summary>
    public bool Holds(SigningKey key) => ReferenceEquals(Find(key.Header), key);

    /// <summary>The key of that name, if it is in the ring.</summary>
    public SigningKey? Named(string kid) => All.FirstOrDefault(key => key.Kid == kid);
}
