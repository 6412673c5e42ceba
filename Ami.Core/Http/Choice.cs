using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Ami.Core;

/// <summary>
/// An enum in a query, written as in JSON (camelCase); the framework alone would want it as in C#. Anything else is 400. Bind it as
/// <c>Choice&lt;Plan&gt;?</c>.
/// </summary>
/// <param name="Value">What was chosen.</param>
public readonly record struct Choice<T>(T Value)
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> ByName = Enum.GetValues<T>()
        .ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

    /// <summary>Reads a name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Choice<T> choice)
    {
        var known = ByName.TryGetValue(text ?? "", out var value);
        choice = new Choice<T>(value);
        return known;
    }
}
