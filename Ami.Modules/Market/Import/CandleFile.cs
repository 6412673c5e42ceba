using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import;

/// <summary>How a file is read.</summary>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Stamp">What the time column names; null to go by its title.</param>
/// <param name="AcceptOpenEnd">Whether a last line without a line end is taken as whole.</param>
/// <param name="Now">Unix milliseconds.</param>
internal sealed record ReadOptions(BarInterval Interval, BarStamp? Stamp, bool AcceptOpenEnd, long Now);

/// <summary>Reads bars from a file one by one, and remembers what was wrong with the lines that are not bars.</summary>
internal sealed class CandleFile(Stream stream, ReadOptions options)
{
    /// <summary>Bad lines remembered with their numbers.</summary>
    public const int ProblemsShown = 20;

    // A file of which so many lines are wrong before the first right one is another kind of file.
    private const int GiveUpAfter = 50;

    private readonly List<string> _problems = [];

    /// <summary>The layout, once the first line was read.</summary>
    public CandleLayout? Layout { get; private set; }

    /// <summary>Bars read so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Lines that are not bars.</summary>
    public int BadLines { get; private set; }

    /// <summary>The first of them, with number and reason.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Lines whose bar is not over yet; they are left out.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Values that had more decimals than are kept.</summary>
    public int Rounded { get; private set; }

    /// <summary>Most decimals of any price.</summary>
    public int PriceDigits { get; private set; }

    /// <summary>Most decimals of any volume.</summary>
    public int QuantityDigits { get; private set; }

    /// <summary>The bars with their line numbers, in the order of the file. Read it once, to the end, before looking at the counts.</summary>
    public IEnumerable<(int Line, Candle Bar)> Read()
    {
        foreach (var line in CsvLines.Read(stream))
        {
            if (line.Text is not { } text)
            {
                Bad(line.Number, line.Problem ?? "cannot be read");
                yield break;
            }

            if (Layout is null)
            {
                if (!CandleLayout.Detect(text, options.Stamp).Try(out var layout, out var error))
                {
                    BadLines++;
                    _problems.Add(error.Message);
                    yield break;
                }

                Layout = layout;
                continue;
            }

            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var problem = CandleRow.Read(text, Layout, options.Interval, options.Now, out var bar);
            if (problem is null && !line.Terminated && !options.AcceptOpenEnd)
            {
                problem = "the file ends in the middle of this line: it was cut off. If it is whole, accept an open end (--accept-open-end)";
            }

            if (problem is not null)
            {
                Bad(line.Number, problem);
                if (Rows == 0 && BadLines >= GiveUpAfter)
                {
                    yield break;
                }

                continue;
            }

            if (bar.Time + options.Interval.Milliseconds > options.Now)
            {
                Unfinished++;
                continue;
            }

            Rows++;
            yield return (line.Number, Fit(bar));
        }

        if (Layout is null)
        {
            Bad(1, "the file is empty");
        }
    }

    /// <summary>Lines for a person, about what is no bar.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{BadLines} bad {(BadLines == 1 ? "line" : "lines")}{(BadLines > 0 ? " left out" : string.Empty)}";
        foreach (var problem in _problems)
        {
            yield return "  " + problem;
        }

        if (BadLines > _problems.Count)
        {
            yield return $"  … and {BadLines - _problems.Count} more";
        }

        if (Unfinished > 0)
        {
            yield return $"{Unfinished} bars left out: they are not over yet";
        }

        if (Rounded > 0)
        {
            yield return $"{Rounded} numbers rounded to {CandleRow.MaxDigits} decimals";
        }
    }

    private Candle Fit(in Candle bar) => new(bar.Time, Price(bar.Open), Price(bar.High), Price(bar.Low), Price(bar.Close), Volume(bar.Volume));

    private decimal Price(decimal value)
    {
        var kept = Keep(value);
        PriceDigits = Math.Max(PriceDigits, kept.Scale);
        return kept;
    }

    private decimal Volume(decimal value)
    {
        var kept = Keep(value);
        QuantityDigits = Math.Max(QuantityDigits, kept.Scale);
        return kept;
    }

    /// <summary>At most eight decimals, without zeros at the end. Rounding keeps low ≤ open, close ≤ high.</summary>
    private decimal Keep(decimal value)
    {
        var kept = decimal.Round(value, CandleRow.MaxDigits);
        if (kept != value)
        {
            Rounded++;
        }

        return kept / 1.000000000000000000000000000000000m;
    }

    private void Bad(int line, string problem)
    {
        BadLines++;
        if (_problems.Count < ProblemsShown)
        {
            _problems.Add($"line {line}: {problem}");
        }
    }
}
