using System.Text;
using System.Text.Unicode;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Recognises how text is encoded from a byte-order mark and the first bytes, and turns it into UTF-8.</summary>
internal static class TextEncoding
{
    private const int Sample = 1 << 16;

    /// <summary>The same text in UTF-8, without a byte-order mark.</summary>
    /// <param name="table">The table's bytes.</param>
    /// <param name="evidence">Told what was recognised, when it is not UTF-8.</param>
    public static Stream Decode(Stream table, List<ImportEvidence> evidence)
    {
        var stream = new Rewound(table);
        var start = stream.Peek(Sample);
        if (start.StartsWith(Encoding.UTF8.Preamble))
        {
            return stream;
        }

        if (start.StartsWith(Encoding.Unicode.Preamble) || start.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            var mark = start[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            evidence.Add(ImportEvidence.Of("encoding.utf16_mark", ("order", start[0] == 0xFF ? "LE" : "BE")));
            return Encoding.CreateTranscodingStream(stream, mark, Encoding.UTF8);
        }

        // Of a table in UTF-16 nearly every other byte is zero; in any other text none is.
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            (even, odd) = (even + (start[i] == 0 && i % 2 == 0 ? 1 : 0), odd + (start[i] == 0 && i % 2 == 1 ? 1 : 0));
        }

        if (Math.Max(even, odd) * 4 > start.Length && Math.Min(even, odd) == 0)
        {
            evidence.Add(ImportEvidence.Of("encoding.utf16_zeros", ("order", odd > even ? "LE" : "BE")));
            return Encoding.CreateTranscodingStream(stream, odd > even ? Encoding.Unicode : Encoding.BigEndianUnicode, Encoding.UTF8);
        }

        if (even + odd > 0 || IsUtf8(start) || start.ContainsAnyInRange((byte)0x00, (byte)0x08))
        {
            return stream;
        }

        evidence.Add(ImportEvidence.Of("encoding.latin1"));
        return Encoding.CreateTranscodingStream(stream, Encoding.Latin1, Encoding.UTF8);
    }

    /// <summary>Whether it is UTF-8, but for a letter that the end of the sample cuts in two.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut < 4 && cut <= bytes.Length; cut++)
        {
            if (Utf8.IsValid(bytes[..^cut]))
            {
                return cut == 0 || bytes.Length == Sample;
            }
        }

        return false;
    }
}
