using System.Text;
using System.Text.Unicode;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>One line of a file.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">Without its line end; null when it cannot be text (then <paramref name="Problem"/> says why).</param>
/// <param name="Terminated">False for a last line without a line end.</param>
/// <param name="Problem">Why the line cannot be read.</param>
internal readonly record struct CsvLine(int Number, string? Text, bool Terminated, string? Problem);

/// <summary>
/// Splits any bytes into lines (ended by LF, CR LF or a lone CR) without trusting them: memory is bounded, nothing throws, and what is not text is said to be
/// so.
/// </summary>
internal static class CsvLines
{
    /// <summary>A row of candles has about a hundred bytes.</summary>
    public const int LongestLine = 4096;

    private const int BufferSize = 1 << 16;

    /// <summary>Reads lines until the end, or until one that cannot be text, which is the last.</summary>
    public static IEnumerable<CsvLine> Read(Stream stream)
    {
        var buffer = new byte[BufferSize];
        var (start, end, number, ended) = (0, 0, 0, false);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOfAny((byte)'\n', (byte)'\r');
            // Whether a CR is alone is known with the byte behind it.
            if (length >= 0 && (buffer[start + length] == '\n' || start + length + 1 < end || ended))
            {
                var line = Decode(buffer.AsSpan(start, length), ++number, terminated: true);
                yield return line;
                if (line.Text is null)
                {
                    yield break;
                }

                start += length + 1;
                if (buffer[start - 1] == '\r' && start < end && buffer[start] == '\n')
                {
                    start++;
                }

                continue;
            }

            if (end - start > LongestLine)
            {
                yield return new CsvLine(++number, null, false, $"is longer than {LongestLine} bytes; this is not a table of candles");
                yield break;
            }

            if (ended)
            {
                if (end > start)
                {
                    yield return Decode(buffer.AsSpan(start, end - start), ++number, terminated: false);
                }

                yield break;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var (read, broken) = More(stream, buffer.AsSpan(end));
            if (broken is not null)
            {
                yield return new CsvLine(++number, null, false, broken);
                yield break;
            }

            (end, ended) = (end + read, read == 0);
        }
    }

    private static (int Read, string? Broken) More(Stream stream, Span<byte> buffer)
    {
        try
        {
            return (stream.Read(buffer), null);
        }
        catch (InvalidDataException broken)
        {
            return (0, Broken(broken));
        }
    }

    /// <summary>What is said of a file that cannot be unpacked.</summary>
    public static string Broken(InvalidDataException exception) =>
        $"cannot be unpacked: the archive is damaged, was cut off or is too large ({exception.Message})";

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

        return bytes.Contains((byte)0) || !Utf8.IsValid(bytes)
            ? new CsvLine(number, null, terminated, "holds bytes that are not text; this is not a CSV file")
            : new CsvLine(number, Encoding.UTF8.GetString(bytes), terminated, null);
    }
}
