using System.Globalization;
using Ami.Modules.Market.Domain;
using Ami.Quant.DataQuality;
using Ami.Quant.Series;

namespace Ami.Modules.Market.Import;

/// <summary>What the data doctor says of the bars of a file, but for the gaps, which the report names one by one.</summary>
internal static class ImportFindings
{
    /// <summary>A line for each kind of finding: the worst first, with how often and where first.</summary>
    public static IReadOnlyList<string> Of(List<Candle> bars, BarInterval interval, long now)
    {
        var rows = new CandleBuilder(interval, bars.Count);
        foreach (var bar in bars)
        {
            rows.Add(new Bar(bar.Time, (double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, (double)bar.Volume));
        }

        var report = DataDoctor.Examine(rows.ToRawView(), new DoctorOptions { AsOf = now });
        return
        [
            .. report
                .Findings.Where(finding => finding.Code != FindingCode.Gap)
                .GroupBy(finding => finding.Code)
                .OrderByDescending(kind => kind.Max(finding => finding.Severity))
                .Select(kind =>
                {
                    var (count, first) = (kind.Count(), kind.First());
                    var where = first.IsAboutSeries ? "" : $"{(count == 1 ? "" : "first ")}{Text(bars[first.First].Time)}: ";
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{kind.Max(finding => finding.Severity).ToString().ToLowerInvariant()} {kind.Key}{(count == 1 ? "" : $" × {count:N0}")}, {where}{first.Detail}"
                    );
                }),
        ];
    }

    private static string Text(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
