using System.Security.Cryptography;
using System.Text;

namespace Ami.Kernel;

/// <summary>Ids that are computed, so that whoever computes them again gets the same.</summary>
public static class ComputedId
{
    /// <summary>An RFC 9562 version 8 UUID over the SHA-256 of a text.</summary>
    /// <param name="text">What the id stands for, with what kind of thing it is.</param>
    public static Guid Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
