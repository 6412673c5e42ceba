using System.Collections.Frozen;
using System.Text.Json;
using Ami.Modules.Payments.Contracts;

namespace Ami.Modules.Payments;

/// <summary>Amounts as the provider writes them: whole numbers of the smallest unit, currencies in lower case.</summary>
internal static class StripeMoney
{
    private static readonly FrozenSet<string> WithoutCents = FrozenSet.Create("jpy", "clp", "krw", "pyg", "vnd", "xaf", "xof");

    /// <summary>In the smallest unit.</summary>
    public static long Minor(Money money) => (long)(money.Round().Amount * (decimal)Math.Pow(10, money.Currency.Digits));

    /// <summary>In the major unit.</summary>
    public static decimal Major(long minor, string currency) => WithoutCents.Contains(currency) ? minor : minor / 100m;

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
}
