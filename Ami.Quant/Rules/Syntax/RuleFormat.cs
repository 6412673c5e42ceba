using System.Globalization;
using System.Text;

namespace Ami.Quant.Rules;

/// <summary>Prints rules in one way only: single spaces, lower case, no parentheses that change nothing. What it prints is read as the same rule.</summary>
public static class RuleFormat
{
    /// <summary>A rule in its canonical form; its names need not be known.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="canonical">The same, tidied; null when it is none.</param>
    /// <param name="error">Why it is none.</param>
    /// <param name="limits">Default: <see cref="RuleLimits.Default"/>.</param>
    public static bool TryFormat(string text, out string? canonical, out RuleError? error, RuleLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        (canonical, error) = (null, null);
        try
        {
            canonical = Print(Parser.Parse(text, limits ?? RuleLimits.Default));
        }
        catch (RuleException wrong)
        {
            error = wrong.Error;
        }
        return error is null;
    }

    internal static string Print(RuleNode node)
    {
        var text = new StringBuilder();
        Append(text, node, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, RuleNode node, int binding)
    {
        var own = BindingOf(node);
        if (own < binding)
        {
            text.Append('(');
        }

        switch (node)
        {
            case NumberNode number:
                text.Append(number.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DurationNode duration:
                text.Append(Durations.Write(duration.Milliseconds));
                break;
            case TextNode words:
                text.Append('"')
                    .Append(words.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))
                    .Append('"');
                break;
            case TruthNode truth:
                text.Append(truth.Value ? "true" : "false");
                break;
            case NameNode name:
                text.Append(name.Name);
                break;
            case UnaryNode unary:
                text.Append(unary.Operator == "not" ? "not " : "-");
                Append(text, unary.Operand, own);
                break;
            case BinaryNode binary:
                // Equal operators join from the left; comparisons do not join at all.
                Append(text, binary.Left, binary.Operator is "<" or "<=" or ">" or ">=" or "==" or "!=" ? own + 1 : own);
                text.Append(' ').Append(binary.Operator).Append(' ');
                Append(text, binary.Right, own + 1);
                break;
            case PastNode past:
                Append(text, past.Operand, Parser.SignBinding + 1);
                text.Append('[');
                Append(text, past.Bars, 0);
                text.Append(']');
                break;
            case CallNode call:
                Append(text, call);
                break;
        }
        if (own < binding)
        {
            text.Append(')');
        }
    }

    private static void Append(StringBuilder text, CallNode call)
    {
        text.Append(call.Name).Append('(');
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            Append(text, call.Arguments[i], 0);
        }
        text.Append(')');
        if (call.Output is not null)
        {
            text.Append('.').Append(call.Output);
        }
    }

    private static int BindingOf(RuleNode node) =>
        node switch
        {
            BinaryNode binary => Parser.Binding(binary.Operator),
            UnaryNode unary => unary.Operator == "not" ? Parser.Binding("not") : Parser.SignBinding,
            _ => int.MaxValue,
        };
}
