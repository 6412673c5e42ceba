using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>
/// Examines candles before anything is trained or tested on them: gaps, duplicates, disorder, impossible bars, outliers, bars
/// filled in across outages, partial bars, shifted stamps, and signs that the series was made by a computer. It reads only the
/// rows; nothing is repaired.
/// </summary>
/// <remarks>
/// Checks follow E. Dasu, T. Johnson, Exploratory Data Mining and Data Cleaning (2003), ch. 5 (structure before values) and the
/// robust scale of P. J. Rousseeuw, C. Croux, "Alternatives to the median absolute deviation", J. Amer. Statistical Association
/// 88 (1993). Whether stamps of a series without visible trace are shifted is found with <see cref="TimeShift"/>.
/// </remarks>
public static class DataDoctor
{
    /// <summary>Examines rows.</summary>
    /// <param name="rows">Rows as they came, see <see cref="CandleBuilder.ToRawView"/>; a <see cref="CandleSeries"/> converts by itself.</param>
    /// <param name="options">What counts as suspicious; null for the defaults.</param>
    public static DataReport Examine(CandleView rows, DoctorOptions? options = null)
    {
        if (rows.Count == 0)
        {
            return Report(0, [], null, 0, false, []);
        }

        var examination = new Examination(rows, options ?? new());
        BarShapeCheck.Run(examination);
        TimeOrderCheck.Run(examination);
        StampCheck.Run(examination);
        PrecisionCheck.Run(examination);
        LinearRunCheck.Run(examination);
        StillnessCheck.Run(examination);
        GapCheck.Run(examination);
        var scale = LocalScale.Of(examination);
        PartialBarCheck.Run(examination, scale);
        OutlierCheck.Run(examination, scale);
        SyntheticCheck.Run(examination);
        return Report(
            rows.Count,
            examination.Findings,
            examination.PriceDecimals,
            examination.StampOffset,
            examination.HasClosures,
            examination.SyntheticSigns
        );
    }

    private static DataReport Report(int rows, List<Finding> findings, int? decimals, long offset, bool closures, IReadOnlyList<string> signs) =>
        new()
        {
            Rows = rows,
            Findings = [.. findings.OrderBy(finding => finding.First)],
            PriceDecimals = decimals,
            StampOffset = offset,
            HasClosures = closures,
            SyntheticSigns = signs,
        };
}
