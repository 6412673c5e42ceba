namespace Ami.Modules.PaperTrading.Domain;

internal static class PlainDecimal
{
    /// <summary>Divided by this, a decimal loses the zeros at its end (as many digits as a decimal can have).</summary>
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>Without zeros at its end: a value looks the same whether it was kept in memory or read from a column with ten decimals.</summary>
    public static decimal Plain(this decimal value) => value / One;

    /// <inheritdoc cref="Plain(decimal)"/>
    public static decimal? Plain(this decimal? value) => value / One;
}
