using System.Globalization;

namespace Ami.Quant.DataQuality;

/// <summary>Bars that were cut short: the last one while it still forms, and those beside an outage.</summary>
internal static class PartialBarCheck
{
    private const double ShareOfRange = 0.6;

    public static void Run(Examination examination, LocalScale scale)
    {
        var last = examination.Order.Length - 1;
        if (last < 0)
        {
            return;
        }

        if (examination.Options.AsOf is { } now && examination.At(last).Time - examination.StampOffset + examination.Interval > now)
        {
            examination.Add(FindingCode.Partial, Severity.Error, examination.Order[last], "the bar had not closed when it was read");
        }
        else
        {
            Judge(examination, scale, last, "the last bar");
        }

        foreach (var (before, after) in examination.Gaps)
        {
            Judge(examination, scale, before, "the bar before a gap");
            if (after != last)
            {
                Judge(examination, scale, after, "the bar after a gap");
            }
        }
    }

    private static void Judge(Examination examination, LocalScale scale, int position, string which)
    {
        var bar = examination.At(position);
        var usual = scale.Volume(position);
        var isThin = bar.Volume > 0 && bar.Volume < examination.Options.PartialVolume * usual;
        if (isThin && Math.Log(bar.High / bar.Low) <= ShareOfRange * scale.Range(position))
        {
            examination.Add(
                FindingCode.Partial,
                Severity.Warning,
                examination.Order[position],
                string.Create(CultureInfo.InvariantCulture, $"{which} has {bar.Volume / usual:P1} of the usual volume")
            );
        }
    }
}
