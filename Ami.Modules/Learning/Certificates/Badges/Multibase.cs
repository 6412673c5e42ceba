using System.Buffers.Text;
using System.Numerics;

namespace Ami.Modules.Learning;

/// <summary>Bytes as text that says which alphabet it is written in (W3C Controlled Identifiers 1.0, 2.4).</summary>
internal static class Multibase
{
    private const string Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>In Bitcoin's base 58: keys and signatures.</summary>
    public static string Base58(ReadOnlySpan<byte> bytes)
    {
        var digits = new Stack<char>();
        for (var left = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); left > 0; left /= Digits.Length)
        {
            digits.Push(Digits[(int)(left % Digits.Length)]);
        }

        var zeros = bytes.IndexOfAnyExcept((byte)0);
        return "z" + new string(Digits[0], zeros < 0 ? bytes.Length : zeros) + string.Concat(digits);
    }

    /// <summary>In URL-safe base 64 without padding: lists.</summary>
    public static string Base64(ReadOnlySpan<byte> bytes) => "u" + Base64Url.EncodeToString(bytes);
}
