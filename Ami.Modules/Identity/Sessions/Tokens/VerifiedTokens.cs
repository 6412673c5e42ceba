using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;

namespace Ami.Modules.Identity;

/// <summary>
/// Remembers tokens whose signature was checked, so that a client's next requests do not pay for it again (a tenth of a millisecond
/// each). The whole token is the key: one changed character is another token.
/// </summary>
internal sealed class VerifiedTokens
{
    /// <summary>Some five megabytes. When it is full it starts over, which costs one check per active client.</summary>
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<string, Verified> _known = new(StringComparer.Ordinal);

    public bool TryGet(string token, [NotNullWhen(true)] out Verified? verified) => _known.TryGetValue(token, out verified);

    public void Add(string token, Verified verified)
    {
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _known[token] = verified;
    }

    public void Remove(string token) => _known.TryRemove(token, out _);

    /// <param name="Identity">Shared by requests; nobody may change it.</param>
    /// <param name="Key">What it was signed with.</param>
    /// <param name="SessionId">The session it was issued in.</param>
    /// <param name="UsableUntil">Unix seconds, skew included.</param>
    internal sealed record Verified(ClaimsIdentity Identity, SigningKey Key, Guid SessionId, long UsableUntil);
}
