namespace Ami.Quant.DataQuality;

/// <summary>Missing bars. Nights, weekends and other regular closures are learned and not reported.</summary>
internal static class GapCheck
{
    private const int ClosuresThatMakeARule = 3;

    public static void Run(Examination examination)
    {
        var n = examination.Order.Length;
        if (n < 2)
            return;
        var times = Array.ConvertAll(examination.Order, row => examination.View.Time[row]);
        var calendar = new TradingCalendar(times, examination.Interval, examination.StampOffset);
        var missing = new List<(int Position, long Bars)>();
        var closures = 0;
        for (var i = 1; i < n; i++)
        {
            if (times[i] - times[i - 1] <= examination.Interval)
                continue;
            var bars = Missing(calendar, examination, times[i - 1], times[i]);
            if (bars == 0)
                closures++;
            else
                missing.Add((i, bars));
        }
        examination.HasClosures = closures >= ClosuresThatMakeARule;
        foreach (var (position, bars) in missing)
        {
            examination.Gaps.Add(position);
            // In a market with closing hours one missing bar is mostly a holiday.
            var severity = bars == 1 && examination.HasClosures ? Severity.Info : Severity.Warning;
            examination.Add(
                FindingCode.Gap, severity, examination.Order[position],
                $"{Examination.Bars(bars)} missing after {TimeOrderCheck.Text(times[position - 1])}");
        }
    }

    private static long Missing(TradingCalendar calendar, Examination examination, long before, long after)
    {
        var start = (before - examination.StampOffset) / examination.Interval;
        var end = (after - examination.StampOffset) / examination.Interval;
        long bars = 0;
        for (var slot = start + 1; slot < end; slot++)
            bars += calendar.Expects(slot, start, end) ? 1 : 0;
        return bars;
    }
}
