using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Modules.Identity;

/// <summary>Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, thirty seconds, six digits.</summary>
internal static class Totp
{
    /// <summary>160 bits, as RFC 4226 §4 recommends.</summary>
    public const int SecretBytes = 20;

    public const int Digits = 6;
    private const int StepSeconds = 30;

    /// <summary>Steps before and after the present one whose codes count too: clocks differ, and people need time to type.</summary>
    private const int Window = 1;

    private static readonly int[] PowersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step (RFC 4226 §5.3).</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[20];
#pragma warning disable CA5350 // What all authenticator apps speak; an HMAC does not rest on SHA-1's resistance to collisions.
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var offset = mac[^1] & 0xf;
        var number = BinaryPrimitives.ReadUInt32BigEndian(mac[offset..]) & 0x7fffffff;
        return (number % PowersOfTen[digits]).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is, if it is near enough and newer than the last one that was used; compared in constant time.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        var present = StepOf(now);
        long? match = null;
        for (var step = present - Window; step <= present + Window; step++)
        {
            var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(code));
            if (same && step > lastStep)
            {
                match ??= step;
            }
        }

        return match;
    }

    /// <summary>What the QR code says, in the format that authenticator apps read.</summary>
    public static string Address(ReadOnlySpan<byte> secret, string account) =>
        $"otpauth://totp/AMI:{Uri.EscapeDataString(account)}?secret={Base32.Encode(secret)}&issuer=AMI&algorithm=SHA1&digits={Digits}&period={StepSeconds}";
}
