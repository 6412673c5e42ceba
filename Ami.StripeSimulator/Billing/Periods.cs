namespace Ami.StripeSimulator.Billing;

/// <summary>Months and years as Stripe counts them: from an anchor, whose day is kept where the month has it.</summary>
internal static class Periods
{
    public const long Hour = 3_600;
    public const long Day = 86_400;

    public static long Add(long at, string interval, long count)
    {
        var from = DateTimeOffset.FromUnixTimeSeconds(at);
        var to = interval switch
        {
            "day" => from.AddDays(count),
            "week" => from.AddDays(7 * count),
            "month" => from.AddMonths((int)count),
            "year" => from.AddYears((int)count),
            _ => throw StripeFault.Invalid($"Invalid interval: {interval}", "interval"),
        };
        return to.ToUnixTimeSeconds();
    }

    /// <summary>The first end of a period, counted from the anchor, that lies after a time.</summary>
    public static long Next(long anchor, string interval, long count, long after)
    {
        var periods = 1L;
        while (Add(anchor, interval, count * periods) <= after)
        {
            periods++;
        }

        return Add(anchor, interval, count * periods);
    }
}
