using Ami.Modules.Market.Domain;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>What a line of a file was read as.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Problem">Why it is no bar; null when it is one.</param>
/// <param name="Bar">The bar, with as many decimals as are kept.</param>
/// <param name="Rounded">How many of its numbers had more.</param>
/// <param name="Remarks">What the line said beside the bar.</param>
internal readonly record struct ReadRow(int Line, string? Problem, Candle Bar = default, int Rounded = 0, RowRemarks Remarks = default)
{
    /// <summary>Reads a line; lines can be read beside each other.</summary>
    public static ReadRow Of(in CsvLine line, TableLayout layout, ReadOptions options)
    {
        if (line.Text is not { } text)
        {
            return new ReadRow(line.Number, line.Problem ?? "cannot be read");
        }

        var problem = CandleRow.Read(text, layout, options.Interval, options.Now, out var bar, out var remarks);
        if (problem is null && !line.Terminated && !options.AcceptOpenEnd)
        {
            problem = "the file ends in the middle of this line: it was cut off. If it is whole, accept an open end (--accept-open-end)";
        }

        if (problem is not null)
        {
            return new ReadRow(line.Number, problem);
        }

        var rounded = 0;
        var kept = new Candle(bar.Time, Keep(bar.Open), Keep(bar.High), Keep(bar.Low), Keep(bar.Close), Keep(bar.Volume));
        return new ReadRow(line.Number, null, kept, rounded, remarks);

        // Without zeros at the end. Rounding keeps low ≤ open, close ≤ high.
        decimal Keep(decimal value)
        {
            var few = value.Scale <= CandleRow.MaxDigits ? value : decimal.Round(value, CandleRow.MaxDigits);
            rounded += few == value ? 0 : 1;
            return few.Scale == 0 ? few : few / 1.000000000000000000000000000000000m;
        }
    }
}
