using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>What a line said beside the bar.</summary>
/// <param name="Time">Of its time.</param>
/// <param name="NoVolume">Its volume is empty.</param>
internal readonly record struct RowRemarks(TimeRemark Time, bool NoVolume);

/// <summary>Reads one line of a file as a bar.</summary>
internal static class CandleRow
{
    /// <summary>Most decimals kept of prices and volumes.</summary>
    public const int MaxDigits = 8;

    private const decimal HighestPrice = 1_000_000_000m,
        HighestVolume = 1_000_000_000_000_000m;

    /// <summary>Reads a line.</summary>
    /// <param name="line">Text of the line.</param>
    /// <param name="layout">Where what is.</param>
    /// <param name="interval">Length of the bars.</param>
    /// <param name="now">Unix milliseconds; a bar cannot open later.</param>
    /// <param name="candle">The bar.</param>
    /// <param name="remarks">What else it said.</param>
    /// <returns>Null when the line is a bar, otherwise what is wrong with it.</returns>
    public static string? Read(string line, TableLayout layout, BarInterval interval, long now, out Candle candle, out RowRemarks remarks)
    {
        (candle, remarks) = (default, default);
        Span<Range> cells = stackalloc Range[layout.Columns];
        var text = line.AsSpan();
        var found = CsvCells.Split(text, layout.Separator, cells);
        if (found != layout.Columns)
        {
            return found < layout.Columns ? $"has {found} columns instead of {layout.Columns}" : $"has more than {layout.Columns} columns";
        }

        foreach (var (column, said) in layout.Alike)
        {
            if (!text[cells[column]].SequenceEqual(said))
            {
                return $"says '{ImportProblems.Shown(text[cells[column]])}' where the first line says '{ImportProblems.Shown(said)}': the bar is of another instrument or interval";
            }
        }

        var clock = layout.Clock < 0 ? default : text[cells[layout.Clock]];
        if (layout.Times.Read(text[cells[layout.Time]], clock, out var stamp, out var remark) is { } problem)
        {
            return problem;
        }

        var numbers = layout.Numbers;
        if (!numbers.TryRead(text[cells[layout.Open]], out var open))
        {
            return NoNumber("open", text[cells[layout.Open]]);
        }

        if (!numbers.TryRead(text[cells[layout.High]], out var high))
        {
            return NoNumber("high", text[cells[layout.High]]);
        }

        if (!numbers.TryRead(text[cells[layout.Low]], out var low))
        {
            return NoNumber("low", text[cells[layout.Low]]);
        }

        if (!numbers.TryRead(text[cells[layout.Close]], out var close))
        {
            return NoNumber("close", text[cells[layout.Close]]);
        }

        var volume = 0m;
        var traded = layout.Volume < 0 ? default : text[cells[layout.Volume]];
        var noVolume = layout.Volume >= 0 && traded is "" or "-";
        if (layout.Volume >= 0 && !noVolume && !numbers.TryRead(traded, out volume))
        {
            return NoNumber("volume", traded);
        }

        if (stamp < BarLimits.Earliest || stamp > now + BarInterval.OneDay.Milliseconds)
        {
            return "the time is in the future or before 1900";
        }

        var opens = layout.Opening(stamp, interval);
        if (layout.Session.Distance(opens, interval) is null)
        {
            return $"the time does not lie on the grid of {interval} bars (is --interval right?)";
        }

        if (opens > now)
        {
            return "the bar is in the future";
        }

        (candle, remarks) = (new Candle(opens, open, high, low, close, volume), new RowRemarks(remark, noVolume));
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

    private static string NoNumber(string column, ReadOnlySpan<char> cell) => $"{column} '{ImportProblems.Shown(cell)}' is not a number";
}
