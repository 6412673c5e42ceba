using Ami.Quant.Indicators;
using Ami.Quant.Rules;
using Ami.Quant.Series;

namespace Ami.Quant.Tests.Rules;

/// <summary>
/// What rules mean, written again as plainly as possible: nullable numbers, whole arrays, windows looked through anew at every bar. Knows the
/// facts of <see cref="RuleText.Values"/>. Bars must be finite.
/// </summary>
internal sealed class NaiveRule(CandleView bars)
{
    private readonly int _count = bars.Count;

    public double?[] Evaluate(RuleNode node) =>
        node switch
        {
            NumberNode number => Same(number.Value),
            DurationNode duration => Same(duration.Milliseconds),
            TruthNode truth => Same(truth.Value ? 1 : 0),
            NameNode name => Name(name.Name),
            UnaryNode unary => Map(Evaluate(unary.Operand), x => unary.Operator == "-" ? -x : 1 - x),
            BinaryNode binary => Binary(binary),
            PastNode past => Past(Evaluate(past.Operand), Whole(past.Bars)),
            CallNode call => Call(call),
            _ => throw new ArgumentException(node.GetType().Name, nameof(node)),
        };

    private double?[] Name(string name) =>
        name switch
        {
            "open" => Column(bars.Open),
            "high" => Column(bars.High),
            "low" => Column(bars.Low),
            "close" => Column(bars.Close),
            "volume" => Column(bars.Volume),
            "hour" => Clock(t => t.Hour),
            "weekday" => Clock(t => ((int)t.DayOfWeek + 6) % 7 + 1),
            "account.daily_loss_pct" => Same(1.5),
            "account.since_loss" => Same(7_200_000),
            "account.is_demo" => Same(1),
            _ => throw new ArgumentException(name, nameof(name)),
        };

    private double?[] Binary(BinaryNode node)
    {
        if (Text(node.Left) is { } left && Text(node.Right) is { } right)
        {
            return Same((left == right) == (node.Operator == "==") ? 1 : 0);
        }

        var (a, b) = (Evaluate(node.Left), Evaluate(node.Right));
        return
        [
            .. Enumerable
                .Range(0, _count)
                .Select(i =>
                    node.Operator switch
                    {
                        "and" => a[i] == 0 || b[i] == 0 ? 0
                        : a[i] is null || b[i] is null ? null
                        : 1,
                        "or" => a[i] == 1 || b[i] == 1 ? 1
                        : a[i] is null || b[i] is null ? null
                        : 0,
                        _ => a[i] is { } x && b[i] is { } y ? Two(node.Operator, x, y) : null,
                    }
                ),
        ];
    }

    private static double? Two(string symbol, double x, double y)
    {
        var equal = Math.Abs(x - y) <= 1e-12 * Math.Max(Math.Abs(x), Math.Abs(y));
        var value = symbol switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "==" => equal ? 1 : 0,
            "!=" => equal ? 0 : 1,
            "<" => !equal && x < y ? 1 : 0,
            "<=" => equal || x < y ? 1 : 0,
            ">" => !equal && x > y ? 1 : 0,
            _ => equal || x > y ? 1.0 : 0,
        };
        return double.IsFinite(value) ? value : null;
    }

    private double?[] Call(CallNode call)
    {
        double?[] Argument(int i) => Evaluate(call.Arguments[i]);
        var bars1 = call.Arguments.Count > 1 && call.Arguments[1] is NumberNode number ? (int)number.Value : 1;
        switch (call.Name)
        {
            case "average":
                return Window(Argument(0), bars1, w => w.Average());
            case "sum":
                return Window(Argument(0), bars1, w => w.Sum());
            case "count":
                return Window(Argument(0), bars1, w => w.Count(x => x == 1));
            case "highest":
                return Window(Argument(0), bars1, w => w.Max());
            case "lowest":
                return Window(Argument(0), bars1, w => w.Min());
            case "change":
                return Zip(Argument(0), Past(Argument(0), bars1), (x, y) => x - y);
            case "change_pct":
                return Zip(Argument(0), Past(Argument(0), bars1), (x, y) => 100 * ((x - y) / y));
            case "crosses_above":
                return Crosses(Argument(0), Argument(1));
            case "crosses_below":
                return Crosses(Argument(1), Argument(0));
            case "abs":
                return Map(Argument(0), Math.Abs);
            case "min":
                return Zip(Argument(0), Argument(1), Math.Min);
            case "max":
                return Zip(Argument(0), Argument(1), Math.Max);
            case "latest":
                return Scan(Argument(0), (value, last) => value ?? last);
            case "since":
                return Scan(Argument(0), (value, last) => value == 1 ? 0 : last + 1);
            case "on":
                return On(new BarInterval((long)((DurationNode)call.Arguments[0]).Milliseconds), call.Arguments[1]);
            default:
                return Indicator(call);
        }
    }

    private double?[] Indicator(CallNode call)
    {
        IndicatorCatalog.TryFind(call.Name, out var spec).ShouldBeTrue();
        var sources = spec!.ReadsCloseOnly ? 1 : 0;
        var parameters = call
            .Arguments.Skip(sources)
            .Select((argument, i) => (spec.Parameters[i].Id, Value: ((NumberNode)argument).Value))
            .ToDictionary(p => p.Id, p => p.Value);
        var indicator = IndicatorCatalog.Create(spec.Id, parameters);
        var columns = sources == 0 ? indicator.Compute(bars) : indicator.Compute([.. Evaluate(call.Arguments[0]).Select(x => x ?? double.NaN)]);
        var output = call.Output is null
            ? Math.Max(0, spec.Outputs.ToList().FindIndex(o => o.Id == spec.Id))
            : spec.Outputs.ToList().FindIndex(o => o.Id == call.Output);
        return Column(columns[output]);
    }

    // Every bar of the longer interval that has closed by the close of this one, made anew from the bars so far.
    private double?[] On(BarInterval interval, RuleNode inner)
    {
        var result = new double?[_count];
        for (var i = 0; i < _count; i++)
        {
            var longer = Resampling.Resample(bars.Slice(0, i + 1), interval);
            var closed = 0;
            while (closed < longer.Count && longer.Time[closed] + interval.Milliseconds <= bars.Time[i] + bars.Interval.Milliseconds)
            {
                closed++;
            }

            var first = longer.Count > 0 && longer.Time[0] < bars.Time[0] ? 1 : 0;
            if (closed > first)
            {
                result[i] = new NaiveRule(longer.View.Slice(first, closed - first)).Evaluate(inner)[^1];
            }
        }

        return result;
    }

    private static double?[] Crosses(double?[] a, double?[] b)
    {
        var above = Zip(a, b, (x, y) => Two(">", x, y)!.Value);
        return
        [
            .. above.Select(
                (now, i) =>
                {
                    double? before = i == 0 ? null : above[i - 1];
                    return now == 0 || before == 1 ? 0
                        : now is null || before is null ? null
                        : (double?)1;
                }
            ),
        ];
    }

    private static double?[] Window(double?[] values, int length, Func<double[], double> of) =>
        [
            .. values.Select(
                (_, i) =>
                    i + 1 >= length && values[(i + 1 - length)..(i + 1)] is var window && window.All(x => x is not null)
                        ? of([.. window.Select(x => x!.Value)])
                        : (double?)null
            ),
        ];

    private static double?[] Scan(double?[] values, Func<double?, double?, double?> next)
    {
        double? last = null;
        return [.. values.Select(value => last = next(value, last))];
    }

    private static double?[] Past(double?[] values, int ago) => [.. values.Select((_, i) => i >= ago ? values[i - ago] : null)];

    private static double?[] Map(double?[] values, Func<double, double> of) => [.. values.Select(x => x is { } value ? of(value) : (double?)null)];

    private static double?[] Zip(double?[] a, double?[] b, Func<double, double, double> of) =>
        [.. a.Select((x, i) => x is { } left && b[i] is { } right && of(left, right) is var value && double.IsFinite(value) ? value : (double?)null)];

    private static string? Text(RuleNode node) =>
        node switch
        {
            TextNode text => text.Value,
            NameNode { Name: "market.session" } => "london",
            _ => null,
        };

    private static int Whole(RuleNode node) => (int)((NumberNode)node).Value;

    private double?[] Same(double value) => [.. Enumerable.Repeat<double?>(value, _count)];

    private double?[] Clock(Func<DateTimeOffset, int> of)
    {
        var result = new double?[_count];
        for (var i = 0; i < _count; i++)
        {
            result[i] = of(DateTimeOffset.FromUnixTimeMilliseconds(bars.Time[i]));
        }

        return result;
    }

    private static double?[] Column(ReadOnlySpan<double> values) => [.. values.ToArray().Select(x => double.IsNaN(x) ? (double?)null : x)];
}
