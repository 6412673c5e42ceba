using System.Collections.Concurrent;
using System.Globalization;
using Ami.Modules.Market.Domain;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>How a file is read.</summary>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Stamp">What the time column names; null to go by its title.</param>
/// <param name="AcceptOpenEnd">Whether a last line without a line end is taken as whole.</param>
/// <param name="Now">Unix milliseconds.</param>
internal sealed record ReadOptions(BarInterval Interval, BarStamp? Stamp, bool AcceptOpenEnd, long Now)
{
    /// <summary>What a person says about the layout.</summary>
    public ColumnMap Map { get; init; } = ColumnMap.None;

    /// <summary>Whether a column that names another interval is no reason to refuse the file: how long its bars are is what is asked.</summary>
    public bool AnyInterval { get; init; }

    /// <summary>So many lines are held at most while they do not tell what the layout is.</summary>
    public int MostFirstLines { get; init; } = 1_000_000;

    /// <summary>Of the file, for columns that are named by a currency.</summary>
    public string Symbol { get; init; } = "";
}

/// <summary>Reads bars from a file one by one, and remembers what was wrong with the lines that are not bars.</summary>
internal sealed class CandleFile(Stream stream, ReadOptions options)
{
    /// <summary>Bad lines remembered with their numbers.</summary>
    public const int ProblemsShown = 20;

    // Enough to see what a layout is; what cannot be told from them is looked for in more, at most in the whole file.
    private const int FirstLines = 500;

    // Lines do not depend on each other, and reading them is most of an import's work: so many are read beside each other.
    private const int LinesAtOnce = 512;

    private readonly List<string> _problems = [];
    private readonly List<ImportEvidence> _evidence = [];
    private readonly int[] _times = new int[Enum.GetValues<TimeRemark>().Length];
    private int _noVolume;

    /// <summary>What the recognisers saw.</summary>
    public IReadOnlyList<ImportEvidence> Evidence => _evidence;

    /// <summary>Why the layout is not known, or can be read in two ways.</summary>
    public Error? Refused { get; private set; }

    /// <summary>The layout, once the first lines were read.</summary>
    public TableLayout? Layout { get; private set; }

    /// <summary>Its first lines, once they were parted into columns.</summary>
    public SeenTable? Table { get; private set; }

    /// <summary>Whether it is refused for what more lines could tell.</summary>
    public bool WantsMore { get; private set; }

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
        if (!Open().Try(out var table, out var packed))
        {
            Refuse(packed);
            yield break;
        }

        using var lines = CsvLines.Read(table).GetEnumerator();
        var first = new List<CsvLine>();
        if (Recognise(lines, first) is not { } layout)
        {
            yield break;
        }

        Layout = layout;
        var opened = first.Concat(Rest(lines)).Where(line => line.Text is null || (line.Number > layout.Skipped && !string.IsNullOrWhiteSpace(line.Text)));
        foreach (var row in opened.Chunk(LinesAtOnce).SelectMany(part => ReadAll(part, layout)))
        {
            if (row.Problem is { } problem)
            {
                Bad(row.Line, problem);
                continue;
            }

            if (row.Bar.Time + options.Interval.Milliseconds > options.Now)
            {
                Unfinished++;
                continue;
            }

            Note(row);
            yield return (row.Line, row.Bar);
        }

        Remark();
    }

    /// <summary>The table as text in UTF-8.</summary>
    private Result<Stream> Open()
    {
        try
        {
            return Container.Open(stream, _evidence).Try(out var table, out var error) ? TextEncoding.Decode(table, _evidence) : error;
        }
        catch (InvalidDataException broken)
        {
            return Error.Invalid(ImportProblems.NotCandles, $"line 1: {CsvLines.Broken(broken)}");
        }
    }

    private static IEnumerable<CsvLine> Rest(IEnumerator<CsvLine> lines)
    {
        while (lines.MoveNext())
        {
            yield return lines.Current;
        }
    }

    private TableLayout? Recognise(IEnumerator<CsvLine> lines, List<CsvLine> first)
    {
        for (var wanted = FirstLines; ; wanted *= 2)
        {
            var ended = false;
            while (first.Count < wanted && !ended)
            {
                ended = !lines.MoveNext();
                if (!ended)
                {
                    first.Add(lines.Current);
                    ended = lines.Current.Text is null;
                }
            }

            if (first is [.., { Text: null } broken] && first.Count < FirstLines)
            {
                Bad(broken.Number, broken.Problem ?? "cannot be read");
                return null;
            }

            var survey = new Survey([.. first.Where(line => line.Text is not null)], options);
            var recognised = survey.Recognise();
            Table = survey.Table;
            if (recognised.Try(out var layout, out var error))
            {
                _evidence.AddRange(survey.Evidence);
                return layout;
            }

            if (ended || !survey.WantsMore || first.Count >= options.MostFirstLines)
            {
                _evidence.AddRange(survey.Evidence);
                WantsMore = survey.WantsMore;
                Refuse(error);
                return null;
            }
        }
    }

    private void Refuse(Error error)
    {
        Refused = error;
        BadLines++;
        _problems.Add(error.Message);
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

    /// <summary>What the lines said beside their bars.</summary>
    private void Remark()
    {
        Count("time.other_unit", _times[(int)TimeRemark.OtherUnit]);
        Count("time.short_count", _times[(int)TimeRemark.ShortCount]);
        Count("time.short_year", _times[(int)TimeRemark.ShortYear]);
        Count("volume.empty", _noVolume);

        void Count(string code, int lines)
        {
            if (lines > 0)
            {
                _evidence.Add(ImportEvidence.Of(code, ("count", lines.ToString(CultureInfo.InvariantCulture))));
            }
        }
    }

    private ReadRow[] ReadAll(CsvLine[] lines, TableLayout layout)
    {
        var rows = new ReadRow[lines.Length];
        Parallel.ForEach(
            Partitioner.Create(0, lines.Length),
            range =>
            {
                for (var i = range.Item1; i < range.Item2; i++)
                {
                    rows[i] = ReadRow.Of(lines[i], layout, options);
                }
            }
        );
        return rows;
    }

    private void Note(in ReadRow row)
    {
        Rows++;
        Rounded += row.Rounded;
        _times[(int)row.Remarks.Time]++;
        _noVolume += row.Remarks.NoVolume ? 1 : 0;
        var bar = row.Bar;
        PriceDigits = Math.Max(PriceDigits, Math.Max(Math.Max(bar.Open.Scale, bar.High.Scale), Math.Max(bar.Low.Scale, bar.Close.Scale)));
        // Money and changes of price do not say in which quantities the symbol is traded.
        QuantityDigits = Layout is { CountsUnits: true } ? Math.Max(QuantityDigits, bar.Volume.Scale) : 0;
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
