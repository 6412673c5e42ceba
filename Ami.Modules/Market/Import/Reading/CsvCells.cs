namespace Ami.Modules.Market.Import.Reading;

/// <summary>Splits a line into cells (RFC 4180: a cell in quotes may hold the separator; rows of candles never span lines).</summary>
internal static class CsvCells
{
    /// <summary>Most columns of a table of candles.</summary>
    public const int Most = 64;

    /// <summary>Finds the cells of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="separator">Between cells.</param>
    /// <param name="cells">Filled with where the cells are, without quotes and blanks around them.</param>
    /// <returns>How many there are; at most one more than <paramref name="cells"/> holds.</returns>
    public static int Split(ReadOnlySpan<char> line, char separator, Span<Range> cells)
    {
        var (count, start) = (0, 0);
        while (start <= line.Length)
        {
            var length = line[start..].IndexOfAny(separator, '"');
            if (length >= 0 && line[start + length] == '"')
            {
                length = PastQuotes(line[start..], length, separator);
            }

            var end = length < 0 ? line.Length : start + length;
            if (count == cells.Length)
            {
                return count + 1;
            }

            cells[count++] = Trim(line, start, end);
            start = end + 1;
        }

        return count;
    }

    /// <summary>The cells of a line as texts.</summary>
    public static string[] Texts(string line, char separator)
    {
        Span<Range> cells = stackalloc Range[Most];
        var count = Math.Min(Most, Split(line, separator, cells));
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = line[cells[i]];
        }

        return texts;
    }

    private static int PastQuotes(ReadOnlySpan<char> rest, int quote, char separator)
    {
        var inside = false;
        for (var i = quote; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                inside = !inside;
            }
            else if (!inside && rest[i] == separator)
            {
                return i;
            }
        }

        return -1;
    }

    private static Range Trim(ReadOnlySpan<char> line, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(line[start]) || line[start] == '"'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(line[end - 1]) || line[end - 1] == '"'))
        {
            end--;
        }

        return start..end;
    }
}
