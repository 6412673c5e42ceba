namespace Ami.Core;

/// <summary>The checksum at the end of a zlib stream (RFC 1950 §8.2).</summary>
internal struct Adler32()
{
    private const uint Modulus = 65521;

    /// <summary>Most bytes whose sums fit before they must be reduced.</summary>
    private const int Stretch = 5552;

    private uint _a = 1, _b;

    public readonly uint Value => _b << 16 | _a;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var stretch = bytes[..Math.Min(bytes.Length, Stretch)];
            foreach (var b in stretch)
            {
                _a += b;
                _b += _a;
            }

            (_a, _b) = (_a % Modulus, _b % Modulus);
            bytes = bytes[stretch.Length..];
        }
    }
}
