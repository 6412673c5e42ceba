namespace Ami.Quant.DataQuality;

/// <summary>Missing bars. Nights, weekends and other regular closures are learned and not reported.</summary>
internal static class GapCheck
{
    private const int ClosuresThatMakeARule = 3;

    public static void Run(Examination examination)
    {
        var times = Array.ConvertAll(examination.Present, row => examination.View.Time[row]);
        var usable = Array.ConvertAll(examination.Order, row => examination.View.Time[row]);
        var gaps = Gaps.Find(times, examination.Interval, examination.StampOffset, out var closures);
        examination.HasClosures = closures >= ClosuresThatMakeARule;
        foreach (var gap in gaps)
        {
            var after = Array.BinarySearch(usable, times[gap.Position]);
            after = after < 0 ? ~after : after;
            if (after > 0 && after < usable.Length)
            {
                examination.Gaps.Add((after - 1, after));
            }

            // In a market with closing hours one missing bar is mostly a holiday.
            var severity = gap.Missing == 1 && examination.HasClosures ? Severity.Info : Severity.Warning;
            examination.Add(
                FindingCode.Gap,
                severity,
                examination.Present[gap.Position],
                $"{Examination.Bars(gap.Missing)} missing, {TimeOrderCheck.Text(gap.From)}{(gap.Missing == 1 ? "" : $" to {TimeOrderCheck.Text(gap.Until)}")}"
            );
        }
    }
}
