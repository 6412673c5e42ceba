using Ami.Modules.Market.Import.Reading;

namespace Ami.Modules.Market.Import;

/// <param name="From">Opening instant of the first missing bar.</param>
/// <param name="Until">Opening instant of the last missing bar.</param>
/// <param name="Missing">How many bars are missing.</param>
internal sealed record ImportedGap(DateTimeOffset From, DateTimeOffset Until, long Missing);

/// <summary>What is kept of an import.</summary>
/// <param name="Symbol">As what it was imported.</param>
/// <param name="Interval">Length of the bars, for example <c>1h</c>.</param>
/// <param name="Layout">How the file was read.</param>
/// <param name="Rows">Bars in the file.</param>
/// <param name="First">Opening instant of the earliest.</param>
/// <param name="Last">Opening instant of the latest.</param>
/// <param name="Inserted">New bars.</param>
/// <param name="Present">Bars that were stored already.</param>
/// <param name="Differing">Of those, bars that the file tells differently; what was stored stays.</param>
/// <param name="Duplicates">Lines that repeat an earlier bar exactly, and were left out.</param>
/// <param name="Gaps">Stretches without bars.</param>
/// <param name="Missing">Bars that are missing in them.</param>
/// <param name="FirstGaps">The first of them; the report's file has all.</param>
/// <param name="BadLines">Lines that are not bars, and were left out.</param>
/// <param name="Problems">The first of them, with number and reason, in English.</param>
/// <param name="Unfinished">Bars that are not over yet, and were left out.</param>
/// <param name="Rounded">Numbers that had more decimals than are kept.</param>
/// <param name="Findings">What the data doctor found, line by line, in English.</param>
/// <param name="Recognised">How the file was recognised; null in imports of before this was kept in codes.</param>
internal sealed record ImportedCandles(
    string Symbol,
    string Interval,
    string Layout,
    int Rows,
    DateTimeOffset First,
    DateTimeOffset Last,
    int Inserted,
    int Present,
    int Differing,
    int Duplicates,
    int Gaps,
    long Missing,
    IReadOnlyList<ImportedGap> FirstGaps,
    int BadLines,
    IReadOnlyList<string> Problems,
    int Unfinished,
    int Rounded,
    IReadOnlyList<string> Findings,
    IReadOnlyList<ImportEvidence>? Recognised = null
)
{
    public static ImportedCandles Of(ImportRequest request, ImportReport report, CandleFile file) =>
        new(
            Symbol: request.Symbol.Value,
            Interval: request.Interval.ToString(),
            Layout: file.Layout?.Name ?? "",
            Rows: report.Rows,
            First: Instant(report.First),
            Last: Instant(report.Last),
            Inserted: report.Inserted,
            Present: report.Present,
            Differing: report.Differing,
            Duplicates: report.Duplicates.Count,
            Gaps: report.Gaps.Count,
            Missing: report.Missing,
            FirstGaps: [.. report.Gaps.Take(ImportReport.Shown).Select(gap => new ImportedGap(Instant(gap.From), Instant(gap.Until), gap.Missing))],
            BadLines: file.BadLines,
            Problems: file.Problems,
            Unfinished: file.Unfinished,
            Rounded: file.Rounded,
            Findings: report.Findings,
            Recognised: report.Evidence
        );

    /// <summary>The same in lines for a person.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="report">What was done.</param>
    /// <param name="file">How the file was read.</param>
    /// <param name="shown">How many gaps and duplicates are named.</param>
    public static IEnumerable<string> Lines(ImportRequest request, ImportReport report, CandleFile file, int shown = ImportReport.Shown) =>
        report
            .Lines(shown)
            .Prepend($"Layout {file.Layout?.Name}: stamps name the bar's {(file.Layout?.Stamp == BarStamp.Close ? "close" : "open")}")
            .Concat(file.Lines())
            .Concat(report.Evidence.Select(seen => seen.ToString()))
            .Append(report.Findings.Count == 0 ? "The data doctor found nothing" : "The data doctor found:")
            .Concat(report.Findings.Select(finding => "  " + finding));

    private static DateTimeOffset Instant(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
}
