using System.Text;
using System.Text.Unicode;

namespace Ami.Modules.Market.Import;

/// <summary>One line of a file.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Without its line end; null when it cannot be text (then <paramref name="Problem"/> says why).</param>
/// <param name="Terminated">False for a last line without a line end.</param>
/// <param name="Problem">Why the line cannot be read.</param>
internal readonly record struct CsvLine(int Number, string? Text, bool Terminated, string? Problem);

/// <summary>Splits any bytes into lines without trusting them: memory is bounded, nothing throws, and what is not text is said to be so.</summary>
internal static class CsvLines
{
    /// <summary>A row of candles has about a hundred bytes.</summary>
    public const int LongestLine = 4096;

    private const int BufferSize = 1 << 16;

    /// <summary>Reads lines until the end, or until one that cannot be text, which is the last.</summary>
    public static IEnumerable<CsvLine> Read(Stream stream)
    {
        var buffer = new byte[BufferSize];
        var (start, end, number) = (0, 0, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Decode(buffer.AsSpan(start, length), ++number, terminated: true);
                yield return line;
                if (line.Text is null)
                {
                    yield break;
                }

                start += length + 1;
                continue;
            }

            if (end - start > LongestLine)
            {
                yield return new CsvLine(++number, null, false, $"is longer than {LongestLine} bytes; this is not a table of candles");
                yield break;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var read = stream.Read(buffer, end, buffer.Length - end);
            if (read > 0)
            {
                end += read;
                continue;
            }

            if (end > 0)
            {
                yield return Decode(buffer.AsSpan(0, end), ++number, terminated: false);
            }

            yield break;
        }
    }

    private static CsvLine Decode(ReadOnlySpan<byte> bytes, int number, bool terminated)
    {
        if (bytes.Length > LongestLine)
        {
            return new CsvLine(number, null, terminated, $"is longer than {LongestLine} bytes; this is not a table of candles");
        }

        if (number == 1 && bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (bytes.Contains((byte)0) || !Utf8.IsValid(bytes))
        {
            return new CsvLine(number, null, terminated, "holds bytes that are not text; this is not a CSV file");
        }

        return new CsvLine(number, Encoding.UTF8.GetString(bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes), terminated, null);
    }
}
