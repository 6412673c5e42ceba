using System.Globalization;
using Ami.Quant.Series;

namespace Ami.Benchmarks.Research;

/// <summary>Reads candles from comma-separated text with a header: time, open, high, low, close, volume in any order.</summary>
public static class CandleFile
{
    private static readonly string[] Columns = ["open", "high", "low", "close", "volume"];

    /// <summary>Reads the rows as they are; the bars' length is the commonest distance of neighbours.</summary>
    /// <param name="text">The file. Times are UTC, either as text or as Unix milliseconds.</param>
    /// <exception cref="InvalidDataException">A column is missing or a value cannot be read; the message names the line.</exception>
    public static CandleView Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var header = (text.ReadLine() ?? "").Split(',').Select(name => name.Trim().ToLowerInvariant()).ToArray();
        var time = Array.FindIndex(header, name => name is "open_time" or "time" or "date" or "timestamp");
        int[] prices = [.. Columns.Select(name => Array.IndexOf(header, name))];
        if (time < 0 || prices.Contains(-1))
            throw new InvalidDataException("The first line must name the columns open_time, open, high, low, close and volume.");
        var bars = new List<Bar>();
        for (var line = 2; text.ReadLine() is { } row; line++)
        {
            if (row.Length == 0) continue;
            var cells = row.Split(',');
            if (cells.Length < header.Length) throw new InvalidDataException($"Line {line} has {cells.Length} values, the header {header.Length}.");
            double Number(int column) => double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new InvalidDataException($"Line {line}: \"{cells[column]}\" is not a number.");
            bars.Add(new Bar(Instant(cells[time], line), Number(prices[0]), Number(prices[1]), Number(prices[2]), Number(prices[3]), Number(prices[4])));
        }

        if (bars.Count < 2) throw new InvalidDataException("The file holds fewer than two bars.");
        var step = bars.Zip(bars.Skip(1), (a, b) => b.Time - a.Time).Where(d => d > 0).GroupBy(d => d).MaxBy(g => g.Count())?.Key
            ?? throw new InvalidDataException("Times never rise.");
        var builder = new CandleBuilder(new BarInterval(step), bars.Count);
        foreach (var bar in bars) builder.Add(bar);
        return builder.ToRawView();
    }

    private static long Instant(string cell, int line)
    {
        if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return milliseconds;
        return DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw new InvalidDataException($"Line {line}: \"{cell}\" is not a time.");
    }
}
