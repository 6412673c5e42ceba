using System.Text.RegularExpressions;

namespace Ami.Kernel;

/// <summary>
/// The name of an instrument: 1 to 20 characters, upper-case letters, digits, dot and hyphen, starting with a letter or digit.
/// Not a promise that the instrument exists. <c>default</c> is not a symbol and throws when read.
/// </summary>
public readonly partial record struct Symbol
{
    private readonly string? _value;

    private Symbol(string value) => _value = value;

    /// <summary>The text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("default(Symbol) is not a symbol.");

    /// <summary>Reads a symbol, whatever its case.</summary>
    /// <returns>The symbol, or the error <c>symbol.malformed</c>.</returns>
    public static Result<Symbol> Parse(string? text)
    {
        var upper = text?.ToUpperInvariant();
        return upper is not null && Shape().IsMatch(upper)
            ? new Symbol(upper)
            : Error.Invalid("symbol.malformed", "A symbol has 1 to 20 letters, digits, dots or hyphens, for example BTC-SIM.");
    }

    /// <summary>A symbol known to be well formed (from the database or a literal); throws otherwise.</summary>
    public static Symbol Of(string text) => Parse(text).Value;

    /// <summary>The text.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Z0-9][A-Z0-9.\-]{0,19}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
