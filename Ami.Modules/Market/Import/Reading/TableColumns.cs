using System.Globalization;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Which columns are read.</summary>
/// <param name="Time">Index of the time column.</param>
/// <param name="Clock">Index of the column with the time of the day, or -1.</param>
/// <param name="Stamp">Which instant the time column names.</param>
/// <param name="Prices">Indices of open, high, low and close.</param>
/// <param name="Volume">Index of the volume, or -1.</param>
/// <param name="CountsUnits">Whether the volume counts units of the symbol.</param>
/// <param name="Alike">Columns that say in every line of which instrument and interval the bar is.</param>
internal sealed record FoundColumns(int Time, int Clock, BarStamp Stamp, int[] Prices, int Volume, bool CountsUnits, int[] Alike);

/// <summary>Finds the columns by what was mapped, by their titles, and by what stands in them.</summary>
internal sealed class TableColumns(string[] titles, ReadOptions options, List<string[]> rows, List<ImportEvidence> evidence)
{
    private const int Sample = 50;

    private static readonly string[] Instruments = ["ticker", "symbol", "instrument", "asset", "pair", "simbolo", "activo"];
    private static readonly string[] Intervals = ["interval", "timeframe", "per", "granularity", "resolution"];

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

        if (Mapped(ColumnMap.Clock) is -1 || Mapped(ColumnMap.Volume) is -1 && !options.Map.HasNoVolume)
        {
            return Missing("what was mapped as clock or volume");
        }

        if (clock < 0 && options.Interval < BarInterval.OneDay && KindOf(time) == Kind.Date && _some.DistinctBy(row => row[time]).Count() < _some.Count)
        {
            return Missing($"the time of the day, which bars of {options.Interval} have ({Title(time)} has dates alone; map it as clock)");
        }

        var (volume, counts) = VolumeOf();
        if (volume < 0 && !options.Map.HasNoVolume && Array.FindIndex(_bare, title => title.Contains("vol", StringComparison.Ordinal)) is >= 0 and var likely)
        {
            return Error.Invalid(
                ImportProblems.Ambiguous,
                $"Whether {Title(likely)} is the volume of {options.Symbol} cannot be told. Say it: --map volume={likely + 1}, or --map volume=none for none."
            );
        }

        var alike = Enumerable.Range(0, _bare.Length).Where(i => Instruments.Contains(_bare[i]) || Intervals.Contains(_bare[i])).ToArray();
        if (!options.AnyInterval && alike.FirstOrDefault(IsOtherInterval, -1) is >= 0 and var other)
        {
            return Error.Invalid(
                ImportProblems.WrongInterval,
                $"Nothing was imported: {Title(other)} says {ImportProblems.Shown(_some[0][other])} and not {options.Interval}. Is the interval right?"
            );
        }

        List<int> used = [time, clock, volume, .. prices, .. alike];
        var unused = titles.Where((title, i) => !used.Contains(i) && title.Length > 0).Select(title => $"'{ImportProblems.Shown(title)}'").ToList();
        if (unused.Count > 0)
        {
            evidence.Add(ImportEvidence.Of("columns.unused", ("columns", string.Join(", ", unused))));
        }

        return new FoundColumns(time, clock, options.Stamp ?? stamp, prices, volume, counts, alike);
    }

    private bool IsOtherInterval(int column) =>
        Intervals.Contains(_bare[column]) && _some is [var row, ..] && BarInterval.TryParse(row[column], out var said) && said != options.Interval;

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
                    ImportEvidence.Of(
                        "time.apart",
                        ("other", Title(other)),
                        ("hours", ((local.Milliseconds - instant) / 3_600_000.0).ToString("+0.##;-0.##", CultureInfo.InvariantCulture)),
                        ("column", Title(chosen))
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
        if (options.Map.HasNoVolume)
        {
            evidence.Add(ImportEvidence.Of("volume.none"));
            return (-1, false);
        }

        if (Mapped(ColumnMap.Volume) is { } mapped)
        {
            return (mapped, true);
        }

        var (units, ticks, money) = (Likeliest(ColumnRole.Volume), Likeliest(ColumnRole.TickVolume), Likeliest(ColumnRole.QuoteVolume));
        // MetaTrader's real volume is zero where the broker has none.
        if (units >= 0 && (ticks < 0 || _some.Any(row => row[units].AsSpan().ContainsAnyInRange('1', '9'))))
        {
            evidence.Add(ImportEvidence.Of("volume.units", ("column", Title(units))));
            return (units, true);
        }

        var other = ticks >= 0 ? ticks : money;
        evidence.Add(
            ticks >= 0 ? ImportEvidence.Of("volume.ticks", ("column", Title(ticks)))
            : money >= 0 ? ImportEvidence.Of("volume.money", ("column", Title(money)))
            : ImportEvidence.Of("volume.none")
        );
        return (other, false);
    }

    private string Title(int column) =>
        column < titles.Length ? $"'{ImportProblems.Shown(titles[column])}'" : string.Create(CultureInfo.InvariantCulture, $"#{column + 1}");
}
