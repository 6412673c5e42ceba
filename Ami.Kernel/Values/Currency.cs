using System.Collections.Frozen;

namespace Ami.Kernel;

/// <summary>A currency with its number of minor-unit digits (ISO 4217). <c>default</c> is not a currency.</summary>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, int> Known = new Dictionary<string, int>
    {
        ["USD"] = 2,
        ["EUR"] = 2,
        ["GBP"] = 2,
        ["ARS"] = 2,
        ["MXN"] = 2,
        ["JPY"] = 0,
        ["USDT"] = 2,
    }.ToFrozenDictionary();

    private readonly string? _code;

    private Currency(string code, int digits) => (_code, Digits) = (code, digits);

    /// <summary>United States dollar, two digits.</summary>
    public static Currency Usd { get; } = new("USD", 2);

    /// <summary>Euro, two digits.</summary>
    public static Currency Eur { get; } = new("EUR", 2);

    /// <summary>The alphabetic code, for example <c>USD</c>.</summary>
    public string Code => _code ?? throw new InvalidOperationException("default(Currency) is not a currency.");

    /// <summary>Digits after the decimal point of the smallest unit: 2 for cents.</summary>
    public int Digits { get; }

    /// <summary>Looks a code up.</summary>
    /// <returns>The currency, or the error <c>currency.unknown</c>.</returns>
    public static Result<Currency> Parse(string code) =>
        Known.TryGetValue(code, out var digits)
            ? new Currency(code, digits)
            : Error.Invalid("currency.unknown", $"'{code}' is not a currency this system keeps accounts in.");

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
