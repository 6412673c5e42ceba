using Ami.Quant.Series;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Which columns are read.</summary>
/// <param name="Time">Index of the time column.</param>
/// <param name="Clock">Index of the column with the time of the day, or -1.</param>
/// <param name="Stamp">Which instant the time column names.</param>
/// <param name="Prices">Indices of open, high, low and close.</param>
/// <param name="Volume">Index of the volume, or -1.</param>
/// <param name="CountsUnits">Whether the volume counts units of the symbol.</param>
internal sealed record FoundColumns(int Time, int Clock, BarStamp Stamp, int[] Prices, int Volume, bool CountsUnits);

/// <summary>Finds the columns by what was mapped, by their titles, and by what stands in them.</summary>
internal sealed class TableColumns(string[] titles, ReadOptions options, List<string[]> rows, List<string> evidence)
{
    private const int Sample = 50;

    private readonly string[] _bare = Array.ConvertAll(titles, ColumnTitles.Bare);
    private readonly List<string[]> _some = [.. rows.Take(Sample)];

    private enum Kind
    {
        Other,
        Count,
        Exact,
        DateAndClock,
        Date,
        Clock,
    }

    /// <summary>The columns, or <c>market.import_not_candles</c>.</summary>
    public Result<FoundColumns> Find()
    {
        string[] names = [ColumnMap.Open, ColumnMap.High, ColumnMap.Low, ColumnMap.Close];
        ColumnRole[] roles = [ColumnRole.Open, ColumnRole.High, ColumnRole.Low, ColumnRole.Close];
        var prices = new int[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if ((Mapped(names[i]) ?? Likeliest(roles[i])) is not (>= 0 and var column))
            {
                return Missing(names[i]);
            }

            prices[i] = column;
        }

        var (time, clock, stamp) = TimeOf();
        if (time < 0)
        {
            return Missing("a time (open_time, date, close_time …)");
        }

        if (Mapped(ColumnMap.Clock) is -1 || Mapped(ColumnMap.Volume) is -1)
        {
            return Missing("what was mapped as clock or volume");
        }

        var (volume, counts) = VolumeOf();
        List<int> used = [time, clock, volume, .. prices];
        var unused = titles.Where((title, i) => !used.Contains(i) && title.Length > 0).Select(title => $"'{ImportProblems.Shown(title)}'").ToList();
        if (unused.Count > 0)
        {
            evidence.Add($"Not used: {string.Join(", ", unused)}");
        }

        return new FoundColumns(time, clock, options.Stamp ?? stamp, prices, volume, counts);
    }

    private static Error Missing(string what) =>
        Error.Invalid(
            ImportProblems.NotCandles,
            $"line 1: this is not a table of candles. Its first line must name the columns; missing: {what}. If it has it under another name, map it (--map)."
        );

    private int? Mapped(string role) => options.Map.Find(role, titles, _some.Count > 0 ? _some[0].Length : titles.Length);

    private int Likeliest(ColumnRole role) => ColumnTitles.Find(_bare, role, options.Symbol) is [var first, ..] ? first : -1;

    private (int Time, int Clock, BarStamp Stamp) TimeOf()
    {
        if (Mapped(ColumnMap.Time) is { } mapped)
        {
            var closes = mapped >= 0 && ColumnTitles.Find(_bare, ColumnRole.CloseTime, options.Symbol).Contains(mapped);
            return (mapped, Mapped(ColumnMap.Clock) ?? -1, closes ? BarStamp.Close : BarStamp.Open);
        }

        var opens = ColumnTitles.Find(_bare, ColumnRole.Time, options.Symbol).Select(column => (Column: column, Kind: KindOf(column))).ToList();
        var (date, clock) = (First(opens, Kind.Date), Mapped(ColumnMap.Clock) ?? First(opens, Kind.Clock));
        var close = Likeliest(ColumnRole.CloseTime);
        var exact = First(opens, Kind.Count, Kind.Exact);
        var chosen = exact >= 0 ? exact : First(opens, Kind.DateAndClock);
        if (chosen >= 0)
        {
            Compare(chosen, opens.Where(open => open.Column != chosen && open.Kind is Kind.DateAndClock).Select(open => open.Column));
            return (chosen, -1, BarStamp.Open);
        }

        if (date >= 0 && clock >= 0)
        {
            return (date, clock, BarStamp.Open);
        }

        if (close >= 0 && (date < 0 || options.Interval < BarInterval.OneDay))
        {
            return (close, -1, BarStamp.Close);
        }

        // What none of the rows shows as a time is named line by line.
        return (
            date >= 0 ? date
            : opens is [var (column, _), ..] ? column
            : -1,
            -1,
            BarStamp.Open
        );
    }

    /// <summary>Says by how much a column of local times differs from the one that is read.</summary>
    private void Compare(int chosen, IEnumerable<int> others)
    {
        foreach (var other in others)
        {
            if (
                _some is [var row, ..]
                && TimeText.TryParse(row[other], DateOrder.MonthFirst, out var local)
                && (
                    TimeText.TryParse(row[chosen], DateOrder.MonthFirst, out var exact) ? exact.Milliseconds
                    : TimeFormat.TryCount(row[chosen], out var count) && TimeFormat.UnitOf(count) is var (per, _) ? (long)(count / per)
                    : local.Milliseconds
                )
                    is var instant
                && instant != local.Milliseconds
            )
            {
                evidence.Add(
                    FormattableString.Invariant(
                        $"Time: '{ImportProblems.Shown(titles[other])}' is {(local.Milliseconds - instant) / 3_600_000.0:+0.##;-0.##} h from '{ImportProblems.Shown(titles[chosen])}', which is read"
                    )
                );
            }
        }
    }

    private static int First(List<(int Column, Kind Kind)> columns, params Kind[] kinds) =>
        columns.FindIndex(column => kinds.Contains(column.Kind)) is >= 0 and var index ? columns[index].Column : -1;

    /// <summary>What most cells of a column are.</summary>
    private Kind KindOf(int column) =>
        _some.Count == 0 ? Kind.Other : _some.Select(row => KindOf(row[column])).GroupBy(kind => kind).MaxBy(group => group.Count())!.Key;

    private static Kind KindOf(string cell)
    {
        if (TimeFormat.IsCount(cell))
        {
            return Kind.Count;
        }

        if (TimeText.TryParse(cell, DateOrder.DayFirst, out var time) || TimeText.TryParse(cell, DateOrder.MonthFirst, out time))
        {
            return time.HasOffset ? Kind.Exact
                : time.HasClock ? Kind.DateAndClock
                : Kind.Date;
        }

        return TimeText.TryClock(cell, out _) ? Kind.Clock : Kind.Other;
    }

    private (int Column, bool CountsUnits) VolumeOf()
    {
        if (Mapped(ColumnMap.Volume) is { } mapped)
        {
            return (mapped, true);
        }

        var (units, ticks, money) = (Likeliest(ColumnRole.Volume), Likeliest(ColumnRole.TickVolume), Likeliest(ColumnRole.QuoteVolume));
        // MetaTrader's real volume is zero where the broker has none.
        if (units >= 0 && (ticks < 0 || _some.Any(row => row[units].AsSpan().ContainsAnyInRange('1', '9'))))
        {
            evidence.Add($"Volume: {Title(units)}");
            return (units, true);
        }

        var other = ticks >= 0 ? ticks : money;
        evidence.Add(
            ticks >= 0 ? $"Volume: {Title(ticks)}, changes of price instead of units"
            : money >= 0 ? $"Volume: {Title(money)}, money instead of units"
            : "Volume: no column is known to hold it; it is 0"
        );
        return (other, false);
    }

    private string Title(int column) => column < titles.Length ? $"'{ImportProblems.Shown(titles[column])}'" : $"column {column + 1}";
}
