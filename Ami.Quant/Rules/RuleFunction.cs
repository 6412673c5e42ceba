using System.Globalization;
using Ami.Quant.Indicators;

namespace Ami.Quant.Rules;

/// <summary>A function that rules can call.</summary>
/// <param name="Name">Lower case with underscores.</param>
/// <param name="Usage">How it is written, with defaults, such as <c>rsi(series, period = 14)</c>.</param>
/// <param name="Meaning">For the person who writes a rule.</param>
public sealed record RuleFunction(string Name, string Usage, Term Meaning)
{
    /// <summary>The indicator behind it; null for the language's own functions.</summary>
    public IndicatorSpec? Indicator { get; init; }

    /// <summary>
    /// Names of its outputs when there are several, chosen as in <c>macd(close).signal</c>; without a choice the one that is named like the
    /// function is meant, and one must be chosen when there is none.
    /// </summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Series that an indicator is taken of, before its parameters: 0 when it reads whole bars, 2 when it compares.</summary>
    internal int Sources =>
        Indicator is null ? 0
        : Indicator.NeedsBenchmark ? 2
        : Indicator.ReadsCloseOnly ? 1
        : 0;

    internal static RuleFunction Of(IndicatorSpec spec)
    {
        var name = spec.Id.Replace('-', '_');
        string[] sources =
            spec.NeedsBenchmark ? ["series", "benchmark"]
            : spec.ReadsCloseOnly ? ["series"]
            : [];
        var parameters = spec.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Id} = {p.Default}"));
        IReadOnlyList<string> outputs = spec.Outputs.Count > 1 ? [.. spec.Outputs.Select(output => output.Id.ToLowerInvariant())] : [];
        return new RuleFunction(
            name,
            $"{name}({string.Join(", ", sources.Concat(parameters))}){(outputs.Count == 0 || outputs.Contains(name) ? "" : ".output")}",
            spec.Name
        )
        {
            Indicator = spec,
            Outputs = outputs,
        };
    }
}
