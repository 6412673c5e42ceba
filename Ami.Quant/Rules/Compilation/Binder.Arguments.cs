using Ami.Quant.Indicators;

namespace Ami.Quant.Rules;

internal sealed partial class Binder
{
    private bool TakesArguments(CallNode node, RuleFunction function, Bound[] arguments, int count, RuleType[] types)
    {
        if (node.Arguments.Count != count)
        {
            Fail(RuleError.ArgumentCount, node.Place, node.Name, RuleError.Figure(node.Arguments.Count), function.Usage);
            return false;
        }

        var right = true;
        for (var i = 0; i < count; i++)
        {
            if (arguments[i].Type.Fits(types[i]))
            {
                continue;
            }

            WrongArgument(node, i, types[i], arguments[i].Type);
            right = false;
        }

        return right;
    }

    private Bound? WrongArgument(CallNode node, int index, RuleType wanted, RuleType found) =>
        Fail(RuleError.ArgumentType, node.Arguments[index].Place, RuleError.Figure(index + 1), node.Name, RuleTexts.WordOf(wanted), RuleTexts.WordOf(found));

    private int? Window(CallNode node, Bound[] arguments, int index) => Window(arguments[index], node.Arguments[index].Place, RuleTexts.BarsAgo, 1);

    private int? Window(Bound bars, Place place, string name, int least) =>
        Written(bars, place, name, least, ParameterSpec.LongestWindow, isInteger: true) is { } value ? (int)value : null;

    private double? Written(Bound number, Place place, string name, double least, double most, bool isInteger)
    {
        if (number is not { Type.Kind: RuleKind.Number, Constant: { } value })
        {
            Fail(RuleError.NotConstant, place, name);
        }
        else if (!(value >= least && value <= most))
        {
            Fail(RuleError.OutOfRange, place, name, RuleError.Figure(least), RuleError.Figure(most), RuleError.Figure(value));
        }
        else if (isInteger && value != Math.Truncate(value))
        {
            Fail(RuleError.NotWhole, place, name, RuleError.Figure(value));
        }
        else
        {
            return value;
        }

        return null;
    }
}
