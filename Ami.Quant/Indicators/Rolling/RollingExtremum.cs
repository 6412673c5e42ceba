namespace Ami.Quant.Indicators.Rolling;

/// <summary>
/// Highest or lowest of the last n values and how many bars ago it was; of equal values the latest counts. Amortised constant
/// time: a queue that only keeps values that can still become the extremum (D. Lemire, Nordic J. of Computing 13, 2006).
/// </summary>
internal struct RollingExtremum
{
    private readonly double sign;
    private readonly int period;
    private readonly double[] values;
    private readonly long[] ages;
    private long clock;
    private int head, length;

    private RollingExtremum(int period, double sign)
    {
        (this.period, this.sign) = (period, sign);
        values = new double[period];
        ages = new long[period];
    }

    public static RollingExtremum Highest(int period) => new(period, 1);

    public static RollingExtremum Lowest(int period) => new(period, -1);

    public readonly bool IsReady => clock >= period;

    public readonly double Value => sign * values[head];

    /// <summary>Bars since the extremum, 0 for the bar just pushed.</summary>
    public readonly int Age => (int)(clock - ages[head]);

    public bool Push(double value)
    {
        clock++;
        if (length > 0 && ages[head] <= clock - period)
        {
            head = Wrap(head + 1);
            length--;
        }
        var signed = sign * value;
        while (length > 0 && values[Wrap(head + length - 1)] <= signed)
            length--;
        var tail = Wrap(head + length);
        values[tail] = signed;
        ages[tail] = clock;
        length++;
        return IsReady;
    }

    public void Clear() => (clock, head, length) = (0, 0, 0);

    private readonly int Wrap(int index) => index >= period ? index - period : index;
}
