using System.Collections.Frozen;

namespace Ami.Kernel;

/// <summary>A currency with its number of minor-unit digits (ISO 4217) and its least amount of a trade. <c>default</c> is not a currency.</summary>
public readonly record struct Currency
{
    /// <summary>
    /// The least trade is worth about a dollar, in a round figure, so that less is not traded in one currency than in another: some 150 yen, 18 Mexican and
    /// 1,400 Argentine pesos bought a dollar in 2025. It stands for an order of magnitude and does not follow the rates.
    /// </summary>
    private static readonly FrozenDictionary<string, (int Digits, decimal LeastTrade)> Known = new Dictionary<string, (int Digits, decimal LeastTrade)>
    {
        ["USD"] = (2, 1),
        ["EUR"] = (2, 1),
        ["GBP"] = (2, 1),
        ["ARS"] = (2, 1000),
        ["MXN"] = (2, 20),
        ["JPY"] = (0, 100),
        ["USDT"] = (2, 1),
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

    /// <summary>What an order is worth at least unless a symbol says otherwise.</summary>
    public decimal LeastTrade => Known[Code].LeastTrade;

    /// <summary>Looks a code up.</summary>
    /// <returns>The currency, or the error <c>currency.unknown</c>.</returns>
    public static Result<Currency> Parse(string code) =>
        Known.TryGetValue(code, out var known)
            ? new Currency(code, known.Digits)
            : Error.Invalid("currency.unknown", $"'{code}' is not a currency this system keeps accounts in.");

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
