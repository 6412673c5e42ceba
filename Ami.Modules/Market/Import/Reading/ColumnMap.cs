using System.Globalization;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>
/// What a person says about a file that is not recognised, or that can be read in two ways: <c>time=1,open=2,high=3,low=4,close=5,volume=6,dates=dmy</c>. A
/// column is named by its number from 1 or by its title. What is left out is recognised.
/// </summary>
/// <param name="Columns">Column of each role, in the words of whoever wrote it.</param>
/// <param name="Separator">Between columns.</param>
/// <param name="Dates">Order of a date's parts.</param>
/// <param name="Decimal">Mark before decimals.</param>
/// <param name="Zone">Of times without an offset.</param>
internal sealed record ColumnMap(IReadOnlyDictionary<string, string> Columns, char? Separator, DateOrder? Dates, char? Decimal, TimeZoneInfo? Zone)
{
    public const string Time = "time",
        Clock = "clock",
        Open = "open",
        High = "high",
        Low = "low",
        Close = "close",
        Volume = "volume";

    /// <summary>Nothing is said.</summary>
    public static readonly ColumnMap None = new(new Dictionary<string, string>(), null, null, null, null);

    private const int LongestMap = 500;

    private static readonly string[] Roles = [Time, Clock, Open, High, Low, Close, Volume];
    private static readonly string[] Prices = [Open, High, Low, Close];

    /// <summary>Whether it names the columns of a whole bar.</summary>
    public bool IsWhole => Columns.ContainsKey(Time) && Prices.All(Columns.ContainsKey);

    /// <summary>Whether it says that the bars have no volume: <c>volume=none</c>.</summary>
    public bool HasNoVolume => Columns.TryGetValue(Volume, out var name) && name.Equals("none", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a mapping.</summary>
    /// <returns>The mapping, or <c>market.map_malformed</c>.</returns>
    public static Result<ColumnMap> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        if (text.Length > LongestMap)
        {
            return Malformed($"it has at most {LongestMap} characters");
        }

        var (columns, map) = (new Dictionary<string, string>(), None);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = at < 0 ? (part, "") : (part[..at].Trim().ToLowerInvariant(), part[(at + 1)..].Trim());
            switch (key)
            {
                case var role when value.Length > 0 && Roles.Contains(role):
                    columns[role] = value;
                    break;
                case "separator" when SeparatorOf(value) is { } separator:
                    map = map with { Separator = separator };
                    break;
                case "decimal" when value is "comma" or "point":
                    map = map with { Decimal = value == "comma" ? ',' : '.' };
                    break;
                case "dates" when value is "dmy" or "mdy" or "ymd":
                    map = map with
                    {
                        Dates = value switch
                        {
                            "dmy" => DateOrder.DayFirst,
                            "mdy" => DateOrder.MonthFirst,
                            _ => DateOrder.YearFirst,
                        },
                    };
                    break;
                case "zone" when TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone):
                    map = map with { Zone = zone };
                    break;
                default:
                    return Malformed($"'{ImportProblems.Shown(part)}' is none of its parts");
            }
        }

        return map with
        {
            Columns = columns,
        };
    }

    /// <summary>The column that a role was given.</summary>
    /// <param name="role">One of the names above.</param>
    /// <param name="titles">Titles of the columns; empty when the file has none.</param>
    /// <param name="count">Number of columns.</param>
    /// <returns>Its index; null when nothing is said of the role; -1 when there is no such column.</returns>
    public int? Find(string role, IReadOnlyList<string> titles, int count)
    {
        if (!Columns.TryGetValue(role, out var name))
        {
            return null;
        }

        for (var i = 0; i < titles.Count; i++)
        {
            if (string.Equals(titles[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count ? number - 1 : -1;
    }

    private static char? SeparatorOf(string name) =>
        name switch
        {
            "comma" => ',',
            "semicolon" => ';',
            "tab" => '\t',
            "pipe" => '|',
            _ => null,
        };

    private static Error Malformed(string why) =>
        Error.InvalidField(
            "market.map_malformed",
            "map",
            $"The mapping cannot be read: {why}. Write parts such as time=1,clock=2,open=3,high=4,low=5,close=6,volume=7 (number or title of a column), "
                + "separator=comma|semicolon|tab|pipe, decimal=comma|point, dates=dmy|mdy|ymd, zone=Europe/Madrid."
        );
}
