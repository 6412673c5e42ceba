using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ami.Core;

/// <summary>The hashes of the audit log, computed a second time and apart from the database that made them.</summary>
internal static class AuditSeal
{
    /// <summary>What the first entry of a lane hangs on.</summary>
    public static byte[] Nothing { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 of the hash before and the fields as netstrings; a missing field is not an empty one.</summary>
    public static byte[] Link(byte[] before, params ReadOnlySpan<string?> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            if (text.Length > 0)
            {
                text.Append(',');
            }

            _ = field is null ? text.Append('-') : text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}");
        }

        return SHA256.HashData([.. before, .. Encoding.UTF8.GetBytes(text.ToString())]);
    }

    /// <summary>Authenticates an anchor, so that who can write to the database but has no master key cannot make one.</summary>
    public static byte[] Mac(byte[] key, AuditAnchor anchor)
    {
        string[] fields =
        [
            anchor.Number.ToString(CultureInfo.InvariantCulture),
            Micros(anchor.At).ToString(CultureInfo.InvariantCulture),
            anchor.IsCheckpoint ? "checkpoint" : "anchor",
            Convert.ToHexStringLower(anchor.Previous),
            .. anchor.Seqs.Zip(anchor.Hashes, (seq, hash) => string.Create(CultureInfo.InvariantCulture, $"{seq} {Convert.ToHexStringLower(hash)}")),
        ];
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\n', fields)));
    }

    /// <summary>Microseconds since 1970, all that the database keeps of a time.</summary>
    public static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}

/// <summary>The newest entry of every lane at a moment.</summary>
/// <param name="Number">From 1 without gaps.</param>
/// <param name="At">When, UTC.</param>
/// <param name="IsCheckpoint">True when the entries up to here were given up.</param>
/// <param name="Seqs">Number of the newest entry of each lane; 0 where there was none.</param>
/// <param name="Hashes">Its hash.</param>
/// <param name="Previous">The code of the anchor before; zeros before the first.</param>
internal sealed record AuditAnchor(long Number, DateTimeOffset At, bool IsCheckpoint, long[] Seqs, byte[][] Hashes, byte[] Previous);
