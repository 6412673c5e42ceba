using Ami.Quant.Indicators;

namespace Ami.Quant.Rules;

internal sealed partial class Binder
{
    private Bound? Call(CallNode node)
    {
        var function = RuleLanguage.Function(node.Name);
        if (function is null)
        {
            if (RuleLanguage.Series.Contains(node.Name))
            {
                return Suggest(RuleError.NotAFunction, node.Place, node.Name, node.Name);
            }

            return Suggest(
                RuleError.UnknownFunction,
                node.NamePlace,
                RuleLanguage.Nearest(node.Name, RuleLanguage.Functions.Select(known => known.Name)),
                node.Name
            );
        }

        if (function.Name == "on")
        {
            return On(node, function);
        }

        var arguments = new Bound[node.Arguments.Count];
        var complete = true;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Bind(node.Arguments[i]) is { } argument)
            {
                arguments[i] = argument;
            }
            else
            {
                complete = false;
            }
        }

        if (!complete)
        {
            return null;
        }

        if (function.Indicator is { } spec)
        {
            return Indicator(node, function, spec, arguments);
        }

        if (node.Output is not null)
        {
            return Fail(RuleError.UnknownOutput, node.OutputPlace, node.Name, node.Output, "–");
        }

        return Own(node, function, arguments);
    }

    private Bound? Own(CallNode node, RuleFunction function, Bound[] arguments)
    {
        bool Takes(params RuleType[] types) => TakesArguments(node, function, arguments, types.Length, types);
        var optional = arguments.Length == 1 ? 1 : 2;
        switch (node.Name)
        {
            case "average" or "sum" or "highest" or "lowest":
                return Takes(RuleType.Numbers, RuleType.Number) && Window(node, arguments, 1) is { } bars ? Rolling(node.Name, arguments[0], bars) : null;
            case "count":
                return Takes(RuleType.Truths, RuleType.Number) && Window(node, arguments, 1) is { } among ? Rolling("sum", arguments[0], among) : null;
            case "change" or "change_pct":
                if (!TakesArguments(node, function, arguments, optional, [RuleType.Numbers, RuleType.Number]))
                {
                    return null;
                }

                return (optional == 1 ? 1 : Window(node, arguments, 1)) is { } ago ? Change(arguments[0], ago, node.Name == "change_pct") : null;
            case "crosses_above":
                return Takes(RuleType.Numbers, RuleType.Number) ? Crosses(Greater(arguments[0], arguments[1])) : null;
            case "crosses_below":
                return Takes(RuleType.Numbers, RuleType.Number) ? Crosses(Greater(arguments[1], arguments[0])) : null;
            case "since":
                return Takes(RuleType.Truths) ? Recall(node.Name, arguments[0], (input, output) => new SinceKernel(input, output)) : null;
            case "latest":
                return Takes(RuleType.Numbers) ? Recall(node.Name, arguments[0], (input, output) => new LatestKernel(input, output)) : null;
            case "abs":
                return Takes(RuleType.Number)
                    ? Compute(
                        "max",
                        Operations.Maximum,
                        RuleKind.Number,
                        arguments[0],
                        Compute("-", Operations.Subtract, RuleKind.Number, Constant(RuleType.Number, 0), arguments[0])
                    )
                    : null;
            default:
                return Takes(RuleType.Number, RuleType.Number)
                    ? Compute(node.Name, node.Name == "min" ? Operations.Minimum : Operations.Maximum, RuleKind.Number, arguments[0], arguments[1])
                    : null;
        }
    }

    private Bound Rolling(string name, Bound input, int bars)
    {
        var column = Plan.Column($"{_frame}:{name}({input.Column}, {bars})", 1, out var isNew);
        if (isNew)
        {
            Plan.Add(
                _frame,
                bars,
                5,
                run =>
                    name is "average" or "sum"
                        ? new SumKernel(run.Column(input.Column), run.Column(column), bars, name == "average")
                        : new ExtremumKernel(run.Column(input.Column), run.Column(column), bars, name == "highest")
            );
        }

        return new Bound(RuleType.Numbers, column, input.WarmUp + bars - 1);
    }

    private Bound Change(Bound input, int bars, bool percent)
    {
        var before = Past(input, bars);
        var change = Compute("-", Operations.Subtract, RuleKind.Number, input, before);
        return percent
            ? Compute(
                "*",
                Operations.Multiply,
                RuleKind.Number,
                Constant(RuleType.Number, 100),
                Compute("/", Operations.Divide, RuleKind.Number, change, before)
            )
            : change;
    }

    private Bound Crosses(Bound above) => Compute("and", Operations.And, RuleKind.Truth, above, Not(Past(above, 1)));

    private Bound Recall(string name, Bound input, Func<double[], double[], Kernel> make)
    {
        Plan.Remembers = true;
        var column = Plan.Column($"{_frame}:{name}({input.Column})", 1, out var isNew);
        if (isNew)
        {
            Plan.Add(_frame, 0, 2, run => make(run.Column(input.Column), run.Column(column)));
        }

        return new Bound(RuleType.Numbers, column, input.WarmUp);
    }

    private Bound? Indicator(CallNode node, RuleFunction function, IndicatorSpec spec, Bound[] arguments)
    {
        var sources = function.Sources;
        RuleType[] types = [.. Enumerable.Repeat(RuleType.Numbers, sources), .. Enumerable.Repeat(RuleType.Number, spec.Parameters.Count)];
        if (!TakesArguments(node, function, arguments, Math.Clamp(arguments.Length, sources, types.Length), types))
        {
            return null;
        }

        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = sources; i < arguments.Length; i++)
        {
            var parameter = spec.Parameters[i - sources];
            if (Written(arguments[i], node.Arguments[i].Place, parameter.Id, parameter.Minimum, parameter.Maximum, parameter.IsInteger) is not { } value)
            {
                return null;
            }

            given[parameter.Id] = value;
        }

        if (!IndicatorCatalog.TryCreate(spec.Id, given, out var indicator, out _))
        {
            return Fail(RuleError.Conflict, node.Place, node.Name);
        }

        if (Output(node, function) is not { } output)
        {
            return null;
        }

        var values = string.Join(", ", spec.Parameters.Select(parameter => RuleError.Figure(given.GetValueOrDefault(parameter.Id, parameter.Default))));
        Plan.Remembers = true;
        var inputs = Array.ConvertAll(arguments[..sources], input => input.Column);
        var column = Plan.Column($"{_frame}:{node.Name}({string.Join(", ", inputs)}; {values})", indicator.OutputCount, out var isNew);
        if (isNew)
        {
            var (frame, count, warmUp) = (_frame, indicator.OutputCount, indicator.WarmUp);
            Reach = indicator.Reach > Reach ? indicator.Reach : Reach;
            Plan.Add(
                frame,
                warmUp,
                20 + spec.WindowPasses * warmUp,
                run => Kernel(run, spec, given, frame, inputs, [.. Enumerable.Range(column, count).Select(run.Column)])
            );
        }

        var inputWarmUp = sources == 0 ? 1 : arguments[..sources].Max(input => input.WarmUp);
        return new Bound(RuleType.Numbers, column + output, inputWarmUp + indicator.WarmUpOf(output) - 1);
    }

    private static Kernel Kernel(RuleRun run, IndicatorSpec spec, Dictionary<string, double> given, int frame, int[] inputs, double[][] outputs)
    {
        var indicator = IndicatorCatalog.Create(spec.Id, given);
        return inputs.Length switch
        {
            0 => new BarIndicatorKernel(indicator, run.Frame(frame), outputs),
            1 => new SeriesIndicatorKernel(indicator, run.Column(inputs[0]), outputs),
            _ => new PairIndicatorKernel((PairIndicator)indicator, run.Column(inputs[0]), run.Column(inputs[1]), outputs),
        };
    }

    private int? Output(CallNode node, RuleFunction function)
    {
        var outputs = function.Outputs;
        if (outputs.Count == 0 && node.Output is null)
        {
            return 0;
        }

        for (var i = 0; i < outputs.Count; i++)
        {
            if (outputs[i] == (node.Output ?? node.Name))
            {
                return i;
            }
        }

        if (node.Output is null)
        {
            Fail(RuleError.OutputRequired, node.Place, node.Name, string.Join(", ", outputs));
        }
        else
        {
            Suggest(
                RuleError.UnknownOutput,
                node.OutputPlace,
                RuleLanguage.Nearest(node.Output, outputs),
                node.Name,
                node.Output,
                outputs.Count == 0 ? "–" : string.Join(", ", outputs)
            );
        }

        return null;
    }
}
