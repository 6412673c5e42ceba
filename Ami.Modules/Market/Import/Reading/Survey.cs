using System.Globalization;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>
/// Asks the recognisers one after the other what the first lines of a file are: what stands before the table, its separator, titles or a known layout without
/// them, which columns hold what, how numbers and instants are written, when bars open. Each leaves its evidence.
/// </summary>
internal sealed class Survey(IReadOnlyList<CsvLine> lines, ReadOptions options)
{
    private const int MostBefore = 30;
    private const int FewestColumns = 5;

    private static readonly char[] Separators = [';', '\t', '|', ','];

    /// <summary>What every table has, and how a mapping calls it.</summary>
    public static readonly (ColumnRole Role, string Name)[] Prices =
    [
        (ColumnRole.Open, ColumnMap.Open),
        (ColumnRole.High, ColumnMap.High),
        (ColumnRole.Low, ColumnMap.Low),
        (ColumnRole.Close, ColumnMap.Close),
    ];

    private readonly List<ImportEvidence> _evidence = [];
    private string[] _titles = [];
    private char? _separator;
    private int _first;

    /// <summary>What the recognisers saw.</summary>
    public IReadOnlyList<ImportEvidence> Evidence => _evidence;

    /// <summary>The table, once it was parted into columns.</summary>
    public SeenTable? Table { get; private set; }

    /// <summary>Whether more lines could tell what these do not.</summary>
    public bool WantsMore { get; private set; }

    /// <summary>The layout, or why there is none.</summary>
    public Result<TableLayout> Recognise()
    {
        _separator = options.Map.Separator;
        SkipWhatStandsBefore();
        var table = lines.Skip(_first).Where(line => !string.IsNullOrWhiteSpace(line.Text)).ToList();
        if (table.Count == 0)
        {
            return Error.Invalid(ImportProblems.NotCandles, "line 1: the file is empty");
        }

        var separator = _separator ?? SeparatorOf(table.ConvertAll(line => line.Text!));
        if (table.Count > 1 && Cells(table[0]).Length < FewestColumns && Cells(table[1]).Length >= FewestColumns)
        {
            _evidence.Add(ImportEvidence.Of("before.table", ("line", Text(table[0].Number))));
            table.RemoveAt(0);
        }

        if (!new TitleRows(options, separator, _evidence).Find(table).Try(out var stacked, out var error))
        {
            return error;
        }

        var (titles, number, above) = stacked ?? new StackedTitles(Cells(table[0]), table[0].Number, 1);
        var rows = table.Skip(above).Select(Cells).Where(row => row.Length == titles.Length).ToList();
        Table = new SeenTable([], [titles, .. rows]);
        if (!Titled(number, titles, rows).Try(out var hasTitles, out error))
        {
            return error;
        }

        if (hasTitles)
        {
            Table = new SeenTable(titles, [.. rows]);
        }
        else
        {
            rows.Insert(0, titles);
            rows.RemoveAll(row => row.Length != titles.Length);
        }

        _evidence.Add(ImportEvidence.Of($"separator.{Named(separator)}", ("mark", $"'{separator}'"), ("columns", Text(titles.Length))));
        return Columns(rows, new Start(separator, titles.Length, hasTitles ? table[above - 1].Number : number - 1));

        string[] Cells(CsvLine line) => CsvCells.Texts(line.Text!, separator);
    }

    private Result<TableLayout> Columns(List<string[]> rows, Start start)
    {
        var columns = new TableColumns(_titles, options, rows, _evidence);
        if (!columns.Find().Try(out var found, out var error))
        {
            return error;
        }

        if (
            !NumbersOf(rows, found).Try(out var numbers, out error)
            || !new TimeColumn(options, rows, found, _titles, _evidence).Recognise().Try(out var times, out error)
        )
        {
            WantsMore = error.Code == ImportProblems.Ambiguous;
            return error;
        }

        var layout = new TableLayout(
            Separator: start.Separator,
            Columns: start.Columns,
            Skipped: start.Skipped,
            Time: found.Time,
            Clock: found.Clock,
            Stamp: found.Stamp,
            Open: found.Prices[0],
            High: found.Prices[1],
            Low: found.Prices[2],
            Close: found.Prices[3],
            Volume: found.Volume,
            CountsUnits: found.CountsUnits,
            Times: times,
            Numbers: numbers
        );
        var opens = new List<long>();
        foreach (var row in rows)
        {
            if (times.Read(row[found.Time], found.Clock < 0 ? "" : row[found.Clock], out var stamp, out _) is null)
            {
                opens.Add(layout.Opening(stamp, options.Interval));
            }
        }

        return layout with
        {
            Session = Session.Of(opens, options.Interval),
            Alike = rows is [var top, ..] ? [.. found.Alike.Select(column => (column, top[column]))] : [],
        };
    }

    private Result<NumberFormat> NumbersOf(List<string[]> rows, FoundColumns found)
    {
        if (options.Map.Decimal is { } mapped)
        {
            _evidence.Add(ImportEvidence.Of(mapped == ',' ? "numbers.mapped_comma" : "numbers.mapped_point"));
            return new NumberFormat(mapped);
        }

        IEnumerable<int> columns = found.Volume < 0 ? found.Prices : found.Prices.Append(found.Volume);
        var (mark, reason) = NumberFormat.Recognise(rows.SelectMany(row => columns.Select(column => row[column])));
        if (mark is not { } known)
        {
            return Error.Invalid(
                ImportProblems.Ambiguous,
                $"Which mark stands before decimals cannot be told: {reason}. Say it: --map decimal=point or --map decimal=comma."
            );
        }

        var how =
            reason.Length == 0 ? "numbers.whole"
            : known == ',' ? "numbers.comma"
            : "numbers.point";
        _evidence.Add(ImportEvidence.Of(how, ("example", ImportProblems.Shown(reason))));
        return new NumberFormat(known);
    }

    /// <summary>Whether the first line names the columns; when not, whose layout it is, or that a mapping says it all.</summary>
    private Result<bool> Titled(int number, string[] first, List<string[]> rows)
    {
        var bare = Array.ConvertAll(first, ColumnTitles.Bare);
        var missing = Prices
            .Where(price => ColumnTitles.Find(bare, price.Role, options.Symbol).Count == 0 && options.Map.Find(price.Name, first, first.Length) is null or -1)
            .Select(price => price.Name)
            .ToList();
        var isData = first.Count(cell => Number(cell) is not null) >= Prices.Length;
        if (missing.Count == 0 && !isData || options.Map.IsWhole)
        {
            _titles = isData ? [] : first;
            _evidence.Add(
                isData ? ImportEvidence.Of("layout.mapped")
                : KnownLayouts.NameOf(bare) is { } exporter ? ImportEvidence.Of("layout.exporter", ("name", exporter), ("line", Text(number)))
                : ImportEvidence.Of("layout.titles", ("line", Text(number)))
            );
            return !isData;
        }

        if (isData && KnownLayouts.Of([first, .. rows], Number) is { } known)
        {
            _titles = known.Titles;
            _evidence.Add(ImportEvidence.Of("layout.untitled", ("name", known.Name)));
            return false;
        }

        return Error.Invalid(
            ImportProblems.NotCandles,
            isData
                ? $"line {number}: the columns have no titles and are of no layout that is known. Name them: --map time=1,open=2,high=3,low=4,close=5,volume=6."
                : $"line {number}: this is not a table of candles. Its first line must name the columns; missing: {string.Join(", ", missing)}. "
                    + "If it has them under other names: --map open=NAME,high=NAME …"
        );
    }

    private void SkipWhatStandsBefore()
    {
        for (; _first < Math.Min(lines.Count, MostBefore); _first++)
        {
            var text = lines[_first].Text?.Trim().Trim('"') ?? "";
            if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length <= 5)
            {
                _separator ??= text.Length == 5 ? text[4] : '\t';
                _evidence.Add(ImportEvidence.Of("before.separator", ("line", Text(lines[_first].Number))));
            }
            else if (text.StartsWith('#') || text.StartsWith("//", StringComparison.Ordinal))
            {
                _evidence.Add(ImportEvidence.Of("before.comment", ("line", Text(lines[_first].Number))));
            }
            else if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                _evidence.Add(ImportEvidence.Of("before.address", ("line", Text(lines[_first].Number))));
            }
            else if (text.Length > 0)
            {
                return;
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The separator that parts most lines into the same number of columns; commas last, for they may be in numbers.</summary>
    private static char SeparatorOf(List<string> rows)
    {
        const int sample = 20;
        var some = rows.Take(sample).ToList();
        foreach (var candidate in Separators)
        {
            var counts = some.Select(row => CsvCells.Texts(row, candidate).Length).GroupBy(count => count).OrderByDescending(group => group.Count()).First();
            if (counts.Key >= FewestColumns && counts.Count() * 2 > some.Count)
            {
                return candidate;
            }
        }

        return Separators.MaxBy(candidate => rows[0].Count(letter => letter == candidate));
    }

    private static decimal? Number(string cell) =>
        new NumberFormat('.').TryRead(cell, out var value) || new NumberFormat(',').TryRead(cell, out value) ? value : null;

    private static string Named(char separator) =>
        separator switch
        {
            ',' => "comma",
            ';' => "semicolon",
            '\t' => "tab",
            _ => "other",
        };

    private readonly record struct Start(char Separator, int Columns, int Skipped);
}
