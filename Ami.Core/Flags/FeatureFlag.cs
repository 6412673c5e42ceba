using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Core;

/// <summary>
/// Something that can be switched on and off while the system runs, for all, for some percent of people, or for single ones. Declared in code with
/// <c>AddFeatureFlags</c>.
/// </summary>
/// <param name="Name">Stable, <c>module.what</c>, for example <c>paper-trading.more-accounts</c>.</param>
/// <param name="Module">Name of the module it belongs to.</param>
/// <param name="OnByDefault">What holds until somebody decides otherwise.</param>
/// <param name="English">What it switches, for the admin area.</param>
/// <param name="Spanish">The same in Spanish.</param>
public sealed record FeatureFlag(string Name, string Module, bool OnByDefault, string English, string Spanish);

/// <summary>What was decided about a flag.</summary>
/// <param name="Enabled">False switches it off for all but the people in <paramref name="Users"/>.</param>
/// <param name="Percentage">How many percent of people have it when it is enabled, 0 to 100. Who has it at 10 also has it at 20.</param>
/// <param name="Users">People for whom it is decided one by one.</param>
/// <param name="UpdatedAt">When somebody last decided; null while the default holds.</param>
public sealed record FlagState(bool Enabled, int Percentage, FrozenDictionary<Guid, bool> Users, DateTimeOffset? UpdatedAt)
{
    private const int Buckets = 100;

    /// <summary>Whether a person has the flag. Nobody (null) has it only when everybody does.</summary>
    public bool IsOnFor(string flag, Guid? user) =>
        user is { } id && Users.TryGetValue(id, out var decided)
            ? decided
            : Enabled && (Percentage >= Buckets || user is { } person && Bucket(flag, person) < Percentage);

    /// <summary>The same number from 0 to 99 for the same flag and person everywhere and always; independent between flags.</summary>
    public static int Bucket(string flag, Guid user)
    {
        Span<byte> bytes = stackalloc byte[16 + Encoding.UTF8.GetMaxByteCount(flag.Length)];
        user.TryWriteBytes(bytes, bigEndian: true, out _);
        var length = 16 + Encoding.UTF8.GetBytes(flag, bytes[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % Buckets);
    }
}
