using System.Collections.Frozen;
using Ami.Quant.Indicators;

namespace Ami.Quant.Rules;

/// <summary>The words of the language: what an editor offers, and what a mistyped name is compared with.</summary>
public static class RuleLanguage
{
    /// <summary>Series of the bars: price in quote currency, volume in units, hour 0 to 23 and weekday 1 (Monday) to 7 of a bar's opening in UTC.</summary>
    public static IReadOnlyList<string> Series { get; } = ["open", "high", "low", "close", "volume", "hour", "weekday"];

    /// <summary>Words with a meaning of their own.</summary>
    public static IReadOnlyList<string> Keywords { get; } = ["and", "or", "not", "true", "false"];

    /// <summary>The language's own functions, then every indicator of the catalogue.</summary>
    public static IReadOnlyList<RuleFunction> Functions { get; } =
    [
        Own("average(series, bars)", "Mean of the last bars", "Media de las últimas velas"),
        Own("sum(series, bars)", "Sum of the last bars", "Suma de las últimas velas"),
        Own("highest(series, bars)", "Highest value of the last bars", "Valor más alto de las últimas velas"),
        Own("lowest(series, bars)", "Lowest value of the last bars", "Valor más bajo de las últimas velas"),
        Own("change(series, bars = 1)", "Difference from so many bars ago", "Diferencia con el valor de hace esas velas"),
        Own("change_pct(series, bars = 1)", "The same in percent of the value then", "Lo mismo en porcentaje del valor de entonces"),
        Own("crosses_above(series, other)", "At this bar it came to be above the other", "En esta vela pasa a estar por encima del otro"),
        Own("crosses_below(series, other)", "At this bar it came to be below the other", "En esta vela pasa a estar por debajo del otro"),
        Own("count(condition, bars)", "At how many of the last bars the condition was true", "En cuántas de las últimas velas se cumplió la condición"),
        Own(
            "since(condition)",
            "Bars since the condition was last true, 0 where it is",
            "Velas desde que la condición se cumplió por última vez, 0 donde se cumple"
        ),
        Own("latest(series)", "The last value that was defined", "El último valor definido"),
        Own("abs(number)", "The number without its sign", "El número sin su signo"),
        Own("min(number, other)", "The smaller", "El menor"),
        Own("max(number, other)", "The larger", "El mayor"),
        Own(
            "on(interval, expression)",
            "The expression over complete bars of a longer interval",
            "La expresión sobre velas completas de un intervalo más largo"
        ),
        .. IndicatorCatalog.All.Select(RuleFunction.Of),
    ];

    private static readonly FrozenDictionary<string, RuleFunction> ByName = Functions.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    internal static RuleFunction? Function(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The known word nearest to a mistyped one; null when none is near: a third of its letters, at least one, may be wrong.</summary>
    internal static string? Nearest(string name, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, Math.Min(name.Length, 60) / 3);
        var best = known
            .Select(word => (Word: word, Distance: Math.Abs(word.Length - name.Length) > allowed ? int.MaxValue : Distance(name, word)))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return best.Word;
    }

    // Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }

    private static RuleFunction Own(string usage, string english, string spanish) =>
        new(usage[..usage.IndexOf('(', StringComparison.Ordinal)], usage, new Term(english, spanish));
}
