using Ami.Quant.Series;

namespace Ami.Quant.DataQuality;

/// <summary>Rows that no market can produce.</summary>
internal static class BarShapeCheck
{
    public static void Run(Examination examination)
    {
        for (var row = 0; row < examination.View.Count; row++)
        {
            var bar = examination.View[row];
            if (!bar.IsPossible)
            {
                examination.Add(FindingCode.Impossible, Severity.Error, row, Reason(bar));
            }
        }
    }

    private static string Reason(in Bar bar)
    {
        if (!bar.IsFinite)
        {
            return "a value is missing or not a number";
        }

        if (bar.Volume < 0)
        {
            return "volume is negative";
        }

        if (bar.Low <= 0)
        {
            return "a price is not positive";
        }

        return bar.High < bar.Low ? "high is below low" : "open or close is outside the range from low to high";
    }
}
