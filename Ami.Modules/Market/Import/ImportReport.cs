using System.Globalization;
using Ami.Modules.Market.Import.Reading;
using Ami.Quant.DataQuality;

namespace Ami.Modules.Market.Import;

/// <summary>What an import did.</summary>
/// <param name="Rows">Bars in the file.</param>
/// <param name="First">Opening instant of the earliest, Unix milliseconds.</param>
/// <param name="Last">Opening instant of the latest.</param>
/// <param name="Inserted">New bars.</param>
/// <param name="Present">Bars that were stored already.</param>
/// <param name="Differing">Of those, bars that the file tells differently; what was stored stays.</param>
/// <param name="Duplicates">Lines that repeat an earlier bar exactly, by number.</param>
/// <param name="Gaps">Stretches without bars while the market was open.</param>
/// <param name="Evidence">How the file was recognised.</param>
/// <param name="Findings">What the data doctor found, line by line.</param>
internal sealed record ImportReport(
    int Rows,
    long First,
    long Last,
    int Inserted,
    int Present,
    int Differing,
    IReadOnlyList<int> Duplicates,
    IReadOnlyList<Gap> Gaps,
    IReadOnlyList<ImportEvidence> Evidence,
    IReadOnlyList<string> Findings
)
{
    /// <summary>Gaps and duplicates that are named one by one.</summary>
    public const int Shown = 20;

    /// <summary>Bars that are missing in all gaps.</summary>
    public long Missing => Gaps.Sum(gap => gap.Missing);

    /// <summary>Lines for a person.</summary>
    /// <param name="shown">How many gaps and duplicates are named.</param>
    public IEnumerable<string> Lines(int shown = Shown)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{Rows:N0} rows read, {Text(First)} to {Text(Last)} UTC");
        yield return string.Create(CultureInfo.InvariantCulture, $"{Inserted:N0} inserted, {Present:N0} already there");
        if (Differing > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Differing:N0} of those already there differ from the file; what was stored stays");
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{Gaps.Count:N0} {(Gaps.Count == 1 ? "gap" : "gaps")}, {Missing:N0} bars missing");
        foreach (var gap in Gaps.Take(shown))
        {
            var until = gap.Missing == 1 ? string.Empty : $" … {Text(gap.Until)}";
            yield return string.Create(CultureInfo.InvariantCulture, $"  {Text(gap.From)}{until}: {gap.Missing:N0} missing");
        }

        if (Gaps.Count > shown)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  … and {Gaps.Count - shown:N0} more");
        }

        yield return Duplicates.Count == 0
            ? "0 duplicates"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Duplicates.Count:N0} duplicates left out, lines {string.Join(", ", Duplicates.Take(shown))}{(Duplicates.Count > shown ? " …" : string.Empty)}"
            );
    }

    private static string Text(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
