using System.Globalization;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Several rows of titles as one.</summary>
/// <param name="Titles">Of the columns.</param>
/// <param name="Number">Of the line that names them.</param>
/// <param name="Count">Rows above the table.</param>
internal sealed record StackedTitles(string[] Titles, int Number, int Count);

/// <summary>
/// Rows of titles above a table, as pandas and spreadsheets write them: one names the columns; others name the instrument, units, or the first column. What is
/// not understood is no title.
/// </summary>
internal sealed class TitleRows(ReadOptions options, char separator, List<ImportEvidence> evidence)
{
    private const int Most = 5;
    private const int NamesShown = 5;

    private static readonly string[] Labels = ["ticker", "tickers", "symbol", "symbols", "instrument", "name", "simbolo", "activo", "valor"];
    private static readonly string[] Nothing = ["", "-", "null", "nan", "na", "n/a", "none"];

    private readonly List<ImportEvidence> _seen = [];

    /// <summary>The titles of a table.</summary>
    /// <param name="table">Its lines.</param>
    /// <returns>Null when it has no more than one row of them, or <c>market.import_several_symbols</c>.</returns>
    public Result<StackedTitles?> Find(IReadOnlyList<CsvLine> table)
    {
        var rows = table.Take(Most).Select(line => CsvCells.Texts(line.Text!, separator)).ToList();
        rows = [.. rows.TakeWhile(row => row.Length == rows[0].Length && !row.Any(IsData))];
        var main = rows.FindIndex(row => Prices(row) is not null);
        if (rows.Count < 2 || main < 0)
        {
            return (StackedTitles?)null;
        }

        var (titles, count) = ((string[])rows[main].Clone(), 0);
        for (; count < rows.Count; count++)
        {
            if (count == main)
            {
                continue;
            }

            if (!Understand(table[count].Number, rows[count], rows[main], titles).Try(out var isTitle, out var several))
            {
                return several;
            }

            if (!isTitle)
            {
                break;
            }
        }

        if (count < 2 || count <= main)
        {
            return (StackedTitles?)null;
        }

        evidence.Add(ImportEvidence.Of("titles.rows", ("first", Text(table[0].Number)), ("last", Text(table[count - 1].Number))));
        evidence.AddRange(_seen);
        return new StackedTitles(titles, table[main].Number, count);
    }

    private static bool IsData(string cell) =>
        new NumberFormat('.').TryRead(cell, out _) || new NumberFormat(',').TryRead(cell, out _) || TimeText.TryParse(cell, DateOrder.DayFirst, out _);

    /// <summary>All columns that titles call a price; null when one of the prices is missing.</summary>
    private List<int>? Prices(string[] titles)
    {
        var (bare, columns) = (Array.ConvertAll(titles, ColumnTitles.Bare), new List<int>());
        foreach (var (role, name) in Survey.Prices)
        {
            if (options.Map.Find(name, titles, titles.Length) is { } mapped)
            {
                columns.Add(mapped);
            }
            else if (ColumnTitles.Find(bare, role, options.Symbol) is [var likeliest, ..])
            {
                columns.AddRange(Enumerable.Range(0, bare.Length).Where(column => bare[column] == bare[likeliest]));
            }
            else
            {
                return null;
            }
        }

        return columns.Contains(-1) ? null : columns;
    }

    private Result<bool> Understand(int number, string[] row, string[] main, string[] titles)
    {
        if (row[0].Length > 0 && row.Skip(1).All(cell => cell.Length == 0))
        {
            if (ColumnTitles.Find([ColumnTitles.Bare(row[0])], ColumnRole.Time, options.Symbol).Count == 0)
            {
                return false;
            }

            titles[0] = row[0];
            _seen.Add(ImportEvidence.Of("titles.index", ("line", Text(number)), ("name", ImportProblems.Shown(row[0]))));
            return true;
        }

        var prices = Prices(main)!;
        var names = prices.Order().Select(column => Bracketless(row[column])).Distinct().ToList();
        if (names.Any(name => Nothing.Contains(name.ToLowerInvariant())))
        {
            return false;
        }

        var isLabelled = !prices.Contains(0) && Labels.Contains(ColumnTitles.Bare(row[0]));
        if (names is not [var name])
        {
            return isLabelled || prices.Count > Survey.Prices.Length ? Several(number, names) : false;
        }

        if (isLabelled)
        {
            _seen.Add(ImportEvidence.Of("titles.instrument", ("line", Text(number)), ("name", ImportProblems.Shown(name))));
        }
        else if (row.Skip(1).All(cell => Bracketless(cell) == name) && !Currency.Parse(name).IsOk)
        {
            _seen.Add(ImportEvidence.Of("titles.group", ("line", Text(number)), ("name", ImportProblems.Shown(name))));
        }
        else
        {
            Units(number, row, titles, name);
        }

        return true;
    }

    /// <summary>Takes over what units say of the zone of times, and of volumes that are money.</summary>
    private void Units(int number, string[] row, string[] titles, string price)
    {
        var bare = Array.ConvertAll(titles, ColumnTitles.Bare);
        foreach (var column in ColumnTitles.Find(bare, ColumnRole.Time, options.Symbol).Where(column => IsZone(Bracketless(row[column]))))
        {
            titles[column] = $"{titles[column]} ({Bracketless(row[column])})";
        }

        var volume = "";
        if (ColumnTitles.Find(bare, ColumnRole.Volume, options.Symbol) is [var traded, ..])
        {
            volume = Bracketless(row[traded]);
            titles[traded] = volume == price ? $"{titles[traded]} {volume}" : titles[traded];
        }

        _seen.Add(ImportEvidence.Of("titles.units", ("line", Text(number)), ("price", ImportProblems.Shown(price)), ("volume", ImportProblems.Shown(volume))));
    }

    private static Error Several(int number, List<string> names) =>
        Error.Invalid(
            ImportProblems.SeveralSymbols,
            $"line {number}: the file holds several instruments ({string.Join(", ", names.Take(NamesShown).Select(name => ImportProblems.Shown(name)))}). "
                + "Import a file of one, or name the columns of one: --map time=1,open=2,high=3,low=4,close=5,volume=6."
        );

    private static bool IsZone(string unit) =>
        unit.Length > 1
        && (TimeZoneInfo.TryFindSystemTimeZoneById(unit, out _) || unit.Length is 3 or 4 && unit.EndsWith('T') && unit.All(char.IsAsciiLetterUpper));

    private static string Bracketless(string cell) => cell.Trim('[', ']', '(', ')', ' ');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
