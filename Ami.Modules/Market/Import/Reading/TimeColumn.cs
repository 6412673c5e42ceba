using System.Globalization;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>Recognises how the time column is written: unit of counts, order of dates by evidence, zone.</summary>
internal sealed class TimeColumn(ReadOptions options, List<string[]> rows, FoundColumns found, string[] titles, List<ImportEvidence> evidence)
{
    private string Title => TitleOf(found.Time);

    private ImportEvidence Which => ImportEvidence.Of(found.Stamp == BarStamp.Close ? "time.closes" : "time.opens");

    /// <summary>The format, or <c>market.import_ambiguous</c>.</summary>
    public Result<TimeFormat> Recognise()
    {
        var cells = rows.ConvertAll(row => row[found.Time]);
        var counts = cells.Count(cell => TimeFormat.IsCount(cell));
        if (counts * 2 > cells.Count)
        {
            var largest = cells.Max(cell => TimeFormat.TryCount(cell, out var count) ? Math.Abs(count) : 0);
            if (TimeFormat.UnitOf(largest) is var (perMillisecond, name))
            {
                evidence.AddRange([ImportEvidence.Of($"time.{name}", ("column", Title)), Which]);
                return new TimeFormat(perMillisecond, DateOrder.YearFirst, null);
            }
        }

        if (!Order(cells).Try(out var order, out var error) || !Zone(cells, order).Try(out var zone, out error))
        {
            return error;
        }

        var how = order switch
        {
            DateOrder.DayFirst => "time.dates_day_first",
            DateOrder.MonthFirst => "time.dates_month_first",
            _ => "time.dates",
        };
        evidence.Add(ImportEvidence.Of(how, ("column", Title)));
        if (found.Clock >= 0)
        {
            evidence.Add(ImportEvidence.Of("time.clock", ("column", TitleOf(found.Clock))));
        }

        evidence.Add(Which);
        return new TimeFormat(null, order, zone.Equals(TimeZoneInfo.Utc) ? null : zone);
    }

    private string TitleOf(int column) =>
        column < titles.Length ? $"'{ImportProblems.Shown(titles[column])}'" : string.Create(CultureInfo.InvariantCulture, $"#{column + 1}");

    private Result<DateOrder> Order(List<string> cells)
    {
        if (options.Map.Dates is { } mapped)
        {
            evidence.Add(ImportEvidence.Of("time.order_mapped"));
            return mapped;
        }

        var (open, orders) = (false, new Dictionary<DateOrder, string>());
        foreach (var cell in cells)
        {
            if (TimeText.OrderOf(cell, out var isOpen) is { } order)
            {
                orders.TryAdd(order, cell);
            }

            open |= isOpen;
        }

        if (!open)
        {
            return DateOrder.YearFirst;
        }

        if (orders.Count == 1)
        {
            var (order, cell) = orders.First();
            evidence.Add(ImportEvidence.Of(order == DateOrder.DayFirst ? "time.day_first" : "time.month_first", ("example", ImportProblems.Shown(cell))));
            return order;
        }

        if (orders.Count == 0 && KnownLayouts.NameOf(Array.ConvertAll(titles, ColumnTitles.Bare)) == "Dukascopy")
        {
            evidence.Add(ImportEvidence.Of("time.dukascopy"));
            return DateOrder.DayFirst;
        }

        return Error.Invalid(
            ImportProblems.Ambiguous,
            orders.Count == 0
                ? $"Whether '{ImportProblems.Shown(cells[0])}' begins with the day or the month cannot be told from this file. Say it: --map dates=dmy or --map dates=mdy."
                : $"Dates with the day first ('{ImportProblems.Shown(orders[DateOrder.DayFirst])}') and the month first ('{ImportProblems.Shown(orders[DateOrder.MonthFirst])}') are in one file. Say which holds: --map dates=dmy or --map dates=mdy."
        );
    }

    private Result<TimeZoneInfo> Zone(List<string> cells, DateOrder order)
    {
        var offsets = cells.Count(cell => TimeText.TryParse(cell, order, out var time) && time.HasOffset);
        if (options.Map.Zone is { } mapped)
        {
            evidence.Add(ImportEvidence.Of("time.zone_mapped", ("zone", mapped.Id)));
            return mapped;
        }

        if (offsets * 2 > cells.Count)
        {
            return TimeZoneInfo.Utc;
        }

        var named = found.Time < titles.Length ? ColumnTitles.Zone(titles[found.Time]) : null;
        if (named is not null && named.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(named, out var zone))
        {
            evidence.Add(ImportEvidence.Of("time.zone_titled", ("zone", zone.Id)));
            return zone;
        }

        if (named is not null && named.ToUpperInvariant() is not ("UTC" or "GMT"))
        {
            return Error.Invalid(
                ImportProblems.Ambiguous,
                $"The times of {Title} are not UTC. Say of which zone they are: --map zone=Europe/Madrid (Etc/GMT+5 is five hours behind UTC all year)."
            );
        }

        if (named is null && (found.Clock >= 0 || options.Interval < BarInterval.OneDay))
        {
            evidence.Add(ImportEvidence.Of("time.no_zone"));
        }

        return TimeZoneInfo.Utc;
    }
}
