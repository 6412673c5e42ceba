using System.Collections.Frozen;
using System.Text;

namespace Ami.Modules.Market.Import.Reading;

/// <summary>One thing that an import recognised, guessed or left out: a code that stays, with what it is about. The web app has the words in both languages.</summary>
/// <param name="Code">A key of <see cref="English"/>.</param>
/// <param name="Parameters">What stands in the words in braces.</param>
internal sealed record ImportEvidence(string Code, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>All there are, in the words of the command line.</summary>
    public static readonly FrozenDictionary<string, string> English = new Dictionary<string, string>
    {
        ["container.gzip"] = "Container: gzip",
        ["container.zip"] = "Container: ZIP archive with {file}",
        ["encoding.utf16_mark"] = "Encoding: UTF-16{order}, by its byte-order mark",
        ["encoding.utf16_zeros"] = "Encoding: UTF-16{order}, by its zero bytes",
        ["encoding.latin1"] = "Encoding: Latin-1, as its bytes are not UTF-8",
        ["before.table"] = "Line {line} left out: it is before the table",
        ["before.comment"] = "Line {line} left out: a comment",
        ["before.address"] = "Line {line} left out: an address",
        ["before.separator"] = "Line {line}: names the separator",
        ["separator.comma"] = "Separator: comma, {columns} columns",
        ["separator.semicolon"] = "Separator: semicolon, {columns} columns",
        ["separator.tab"] = "Separator: tab, {columns} columns",
        ["separator.other"] = "Separator: {mark}, {columns} columns",
        ["layout.mapped"] = "Layout: columns as mapped, without titles",
        ["layout.titles"] = "Layout: columns by their titles, in line {line}",
        ["layout.exporter"] = "Layout: {name}, titles in line {line}",
        ["layout.untitled"] = "Layout: {name}, without titles",
        ["titles.rows"] = "Lines {first} to {last}: rows of titles",
        ["titles.instrument"] = "Line {line}: names the instrument, '{name}'",
        ["titles.group"] = "Line {line}: says '{name}' of all columns",
        ["titles.units"] = "Line {line}: names units, '{price}' of the prices and '{volume}' of the volume",
        ["titles.index"] = "Line {line}: names the first column, '{name}'",
        ["columns.unused"] = "Not used: {columns}",
        ["numbers.mapped_point"] = "Numbers: decimal point, as mapped",
        ["numbers.mapped_comma"] = "Numbers: decimal comma, as mapped",
        ["numbers.point"] = "Numbers: decimal point, as in '{example}'",
        ["numbers.comma"] = "Numbers: decimal comma, as in '{example}'",
        ["numbers.whole"] = "Numbers: none has a mark before decimals",
        ["volume.units"] = "Volume: {column}",
        ["volume.ticks"] = "Volume: {column}, changes of price instead of units",
        ["volume.money"] = "Volume: {column}, money instead of units",
        ["volume.none"] = "Volume: no column is known to hold it; it is 0",
        ["volume.empty"] = "Volume: lines without any: {count}; it is 0 there",
        ["time.seconds"] = "Time: {column} counts seconds since 1970",
        ["time.milliseconds"] = "Time: {column} counts milliseconds since 1970",
        ["time.microseconds"] = "Time: {column} counts microseconds since 1970",
        ["time.nanoseconds"] = "Time: {column} counts nanoseconds since 1970",
        ["time.dates"] = "Time: {column} has dates",
        ["time.dates_day_first"] = "Time: {column} has dates with the day first",
        ["time.dates_month_first"] = "Time: {column} has dates with the month first",
        ["time.clock"] = "Time: {column} has the time of the day",
        ["time.opens"] = "Time: it names the bar's open",
        ["time.closes"] = "Time: it names the bar's close",
        ["time.order_mapped"] = "Time: order of dates as mapped",
        ["time.day_first"] = "Time: '{example}' has no month first",
        ["time.month_first"] = "Time: '{example}' has no month second",
        ["time.dukascopy"] = "Time: Dukascopy writes the day first",
        ["time.zone_mapped"] = "Time: without an offset it is that of {zone}, as mapped",
        ["time.zone_titled"] = "Time: that of {zone}, as its title says",
        ["time.no_zone"] = "Time: names no zone; read as UTC (map the zone if it is another)",
        ["time.apart"] = "Time: {other} is {hours} h from {column}, which is read",
        ["time.other_unit"] = "Time: {count} times count since 1970 in a smaller unit than the first lines, and were read so",
        ["time.short_count"] = "Time: {count} times have fewer than nine digits and were read as counts since 1970, as the others are",
        ["time.short_year"] = "Time: {count} dates have two digits of the year and were read as years from 1970 to 2069",
        ["order.reversed"] = "Order: newest first; turned around",
        ["order.sorted"] = "Order: lines that are earlier than the one before: {count}; sorted",
        ["session.phase"] = "Session: bars open {phase} after the grid of {interval} bars",
        ["session.phase_moves"] = "Session: bars open {phase} after the grid of {interval} bars, an hour later in part of the year",
        ["session.opening"] = "Session: the market opens at {clock} in {zone}; bars that are made of shorter ones begin with it",
    }.ToFrozenDictionary();

    /// <summary>Evidence with what it is about.</summary>
    public static ImportEvidence Of(string code, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var named = new Dictionary<string, string>(parameters.Length);
        foreach (var (name, value) in parameters)
        {
            named[name] = value;
        }

        return new ImportEvidence(code, named);
    }

    /// <summary>The words of the command line.</summary>
    public override string ToString()
    {
        var words = new StringBuilder(English[Code]);
        foreach (var (name, value) in Parameters)
        {
            words.Replace($"{{{name}}}", value);
        }

        return words.ToString();
    }
}
