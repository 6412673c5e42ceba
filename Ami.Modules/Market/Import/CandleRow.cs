using System.Globalization;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import;

/// <summary>Reads one line of a file as a bar.</summary>
internal static class CandleRow
{
    /// <summary>Most decimals kept of prices and volumes.</summary>
    public const int MaxDigits = 8;

    private const decimal HighestPrice = 1_000_000_000m,
        HighestVolume = 1_000_000_000_000_000m;
    private const long EarliestTime = -2_208_988_800_000; // 1900-01-01: no table of prices begins earlier.

    // A close may be stamped with the last instant of the bar: 00:14:59, 00:14:59.999 or 00:15:00.
    private const long StampTolerance = 1000;

    /// <summary>Reads a line.</summary>
    /// <param name="line">Text of the line.</param>
    /// <param name="layout">Where what is.</param>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="now">Unix milliseconds; a bar cannot open later.</param>
    /// <param name="candle">The bar.</param>
    /// <returns>Null when the line is a bar, otherwise what is wrong with it.</returns>
    public static string? Read(string line, CandleLayout layout, BarInterval interval, long now, out Candle candle)
    {
        candle = default;
        Span<Range> cells = stackalloc Range[layout.Columns + 1];
        var text = line.AsSpan();
        var found = text.Split(cells, layout.Separator);
        if (found != layout.Columns)
        {
            return found < layout.Columns ? $"has {found} columns instead of {layout.Columns}" : $"has more than {layout.Columns} columns";
        }

        if (!TimeText.TryParse(Cell(text[cells[layout.Time]]), out var stamp))
        {
            return $"'{Shown(text[cells[layout.Time]])}' is not a time";
        }

        if (!Number(text[cells[layout.Open]], out var open))
        {
            return $"open '{Shown(text[cells[layout.Open]])}' is not a number";
        }

        if (!Number(text[cells[layout.High]], out var high))
        {
            return $"high '{Shown(text[cells[layout.High]])}' is not a number";
        }

        if (!Number(text[cells[layout.Low]], out var low))
        {
            return $"low '{Shown(text[cells[layout.Low]])}' is not a number";
        }

        if (!Number(text[cells[layout.Close]], out var close))
        {
            return $"close '{Shown(text[cells[layout.Close]])}' is not a number";
        }

        var volume = 0m;
        if (layout.Volume >= 0 && !Number(text[cells[layout.Volume]], out volume))
        {
            return $"volume '{Shown(text[cells[layout.Volume]])}' is not a number";
        }

        if (stamp < EarliestTime || stamp > now + BarInterval.OneDay.Milliseconds)
        {
            return "the time is in the future or before 1900";
        }

        if (Opening(stamp, layout.Stamp, interval) is not { } opens)
        {
            return $"the time does not lie on the grid of {interval} bars (is --interval right?)";
        }

        if (opens > now)
        {
            return "the bar is in the future";
        }

        candle = new Candle(opens, open, high, low, close, volume);
        if (decimal.Round(low, MaxDigits) <= 0)
        {
            return "prices must be greater than zero";
        }

        if (high > HighestPrice || volume > HighestVolume)
        {
            return "a number is too large to be a price or a volume";
        }

        return candle.IsPossible ? null : Impossible(candle);
    }

    private static string Impossible(in Candle bar) =>
        bar.Volume < 0 ? "the volume is negative"
        : bar.High < bar.Low ? "high is below low"
        : bar.Open > bar.High || bar.Open < bar.Low ? "open is outside low and high"
        : "close is outside low and high";

    private static long? Opening(long stamp, BarStamp kind, BarInterval interval)
    {
        if (kind == BarStamp.Open)
        {
            return interval.Floor(stamp) == stamp ? stamp : null;
        }

        var closes = interval.Floor(stamp + StampTolerance);
        return Math.Abs(closes - stamp) <= StampTolerance ? closes - interval.Milliseconds : null;
    }

    private static ReadOnlySpan<char> Cell(ReadOnlySpan<char> cell) => cell.Trim().Trim('"').Trim();

    private static bool Number(ReadOnlySpan<char> cell, out decimal value) =>
        decimal.TryParse(
            Cell(cell),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out value
        );

    private static string Shown(ReadOnlySpan<char> cell)
    {
        var shown = cell.Length <= 30 ? cell.ToString() : $"{cell[..30]}…";
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? '?' : letter));
    }
}
