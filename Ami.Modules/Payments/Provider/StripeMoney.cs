using System.Text.Json;
using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>Amounts as the provider writes them: whole numbers of the smallest unit, currencies in lower case.</summary>
internal static class StripeMoney
{
    /// <summary>In the smallest unit.</summary>
    public static long Minor(Money money) => (long)(money.Round().Amount * Units(money.Currency.Digits));

    /// <summary>In the major unit.</summary>
    /// <param name="minor">In the smallest unit.</param>
    /// <param name="currency">As the provider writes it; one that we keep no accounts in has cents.</param>
    public static decimal Major(long minor, string currency) => minor / Units(Digits(currency));

    /// <summary>The part of an amount that falls to a part of something, in whole units of the currency.</summary>
    /// <param name="amount">What is shared out, such as the taxes of an invoice.</param>
    /// <param name="part">The part.</param>
    /// <param name="whole">Of what; above zero.</param>
    /// <param name="currency">Three letters, in whatever case.</param>
    public static decimal Share(decimal amount, decimal part, decimal whole, string currency) =>
        decimal.Round(amount * part / whole, Digits(currency), MidpointRounding.AwayFromZero);

    /// <summary>As the provider writes it.</summary>
    public static string Code(Currency currency) => currency.Code.ToLowerInvariant();

    /// <summary>As the provider writes enums of ours in its metadata.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Reads what <see cref="Name"/> writes.</summary>
    public static T? Named<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>How the provider calls an interval.</summary>
    public static string Interval(BillingInterval interval) => interval == BillingInterval.Year ? "year" : "month";

    private static int Digits(string currency) => Currency.Parse(currency.ToUpperInvariant()).Try(out var known, out _) ? known.Digits : 2;

    private static decimal Units(int digits) => digits == 0 ? 1 : 10 * Units(digits - 1);
}
