using System.IO.Compression;

namespace Ami.Modules.Learning;

/// <summary>
/// Which badges of a stretch count no more, as bits (W3C Bitstring Status List 1.0). A list has a bit for each of 131,072 badges, so that whoever asks for one
/// does not tell which badge they look at.
/// </summary>
internal static class StatusList
{
    public const int Badges = 131_072;

    public static (long List, int Bit) PlaceOf(long statusIndex) => (statusIndex / Badges, (int)(statusIndex % Badges));

    /// <summary>The list as a credential holds it: the first badge is the highest bit of the first byte; GZIP, base 64.</summary>
    public static string Encode(IEnumerable<int> withdrawn)
    {
        var bits = new byte[Badges / 8];
        foreach (var bit in withdrawn)
        {
            bits[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bits);
        }

        return Multibase.Base64(packed.ToArray());
    }
}
