namespace Ami.Quant.Rules;

/// <summary>Hour of the day at which a bar opens, 0 to 23, or day of the week, Monday 1 to Sunday 7; UTC.</summary>
internal sealed class ClockKernel(RuleFrame frame, double[] output, bool weekday) : Kernel
{
    public override void Run(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var opens = DateTimeOffset.FromUnixTimeMilliseconds(frame.Time[i]);
            output[i] =
                !weekday ? opens.Hour
                : opens.DayOfWeek == DayOfWeek.Sunday ? 7
                : (int)opens.DayOfWeek;
        }
    }
}

/// <summary>The value at the last bar of a longer interval that is complete at each bar's close.</summary>
internal sealed class HoldKernel(IntervalFrame frame, double[] input, double[] output) : Kernel
{
    private double _value = double.NaN;

    public override void Run(int count)
    {
        var from = 0;
        for (var i = 0; i < count; i++)
        {
            var completed = frame.CompletedAfter[i];
            if (completed > from)
            {
                _value = input[completed - 1];
            }

            from = completed;
            output[i] = _value;
        }
    }

    public override void Reset() => _value = double.NaN;
}
