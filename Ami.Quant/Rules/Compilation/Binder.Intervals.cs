using Ami.Quant.Series;

namespace Ami.Quant.Rules;

internal sealed partial class Binder
{
    private Bound? On(CallNode node, RuleFunction function)
    {
        if (_frame > 0)
        {
            return Fail(RuleError.NestedInterval, node.NamePlace);
        }

        if (node.Arguments.Count != 2)
        {
            return Fail(RuleError.ArgumentCount, node.Place, node.Name, RuleError.Figure(node.Arguments.Count), function.Usage);
        }

        if (Bind(node.Arguments[0]) is not { } interval)
        {
            return null;
        }

        if (interval.Type.Kind != RuleKind.Duration)
        {
            return WrongArgument(node, 0, RuleType.Duration, interval.Type);
        }

        if (interval.Constant is not { } length)
        {
            return Fail(RuleError.NotConstant, node.Arguments[0].Place, RuleFormat.Print(node.Arguments[0]));
        }

        if (length < 1000 || length > 4 * Durations.UnitOf('w'))
        {
            return Fail(RuleError.OutOfRange, node.Arguments[0].Place, node.Name, "1s", "4w", Durations.Write(length));
        }

        var bars = new BarInterval((long)length);
        if (!Plan.Intervals.Contains(bars))
        {
            Plan.Intervals.Add(bars);
            IntervalWarmUps.Add(1);
        }

        _frame = 1 + Plan.Intervals.IndexOf(bars);
        var frame = _frame;
        var inner = Bind(node.Arguments[1]);
        _frame = 0;
        if (inner is null)
        {
            return null;
        }

        if (!inner.Type.IsSeries || inner.Type.Kind is not (RuleKind.Number or RuleKind.Truth))
        {
            return WrongArgument(node, 1, RuleType.Numbers, inner.Type);
        }

        IntervalWarmUps[frame - 1] = Math.Max(IntervalWarmUps[frame - 1], inner.WarmUp);
        var column = Plan.Column($"on {frame}:{inner.Column}", 1, out var isNew);
        if (isNew)
        {
            Plan.Add(0, 0, 5, run => new HoldKernel((IntervalFrame)run.Frame(frame), run.Column(inner.Column), run.Column(column)));
        }

        return new Bound(inner.Type, column, 1);
    }
}
