using System.Globalization;

namespace Ami.Kernel;

/// <summary>
/// An exact amount in one currency. Arithmetic on two currencies throws: converting is a decision with a rate, never an accident.
/// Not rounded by itself; <see cref="Round"/> brings it to the currency's smallest unit.
/// </summary>
/// <param name="Amount">Exact decimal amount in major units (dollars, not cents).</param>
/// <param name="Currency">The currency.</param>
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>United States dollars.</summary>
    public static Money Usd(decimal amount) => new(amount, Currency.Usd);

    /// <summary>Adds; both must be in the same currency.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.In(left.Currency), left.Currency);

    /// <summary>Subtracts; both must be in the same currency.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.In(left.Currency), left.Currency);

    /// <summary>Negates.</summary>
    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    /// <summary>Scales; the product is exact and not rounded.</summary>
    public static Money operator *(Money money, decimal factor) => new(money.Amount * factor, money.Currency);

    /// <summary>Compares; both must be in the same currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares; both must be in the same currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares; both must be in the same currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares; both must be in the same currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Rounded to the currency's smallest unit.</summary>
    /// <param name="rounding">How ties go; the default is what an account statement uses: half away from zero.</param>
    public Money Round(MidpointRounding rounding = MidpointRounding.AwayFromZero) => this with { Amount = decimal.Round(Amount, Currency.Digits, rounding) };

    /// <summary>
    /// Splits the rounded amount into parts proportional to <paramref name="weights"/> so that the parts add up exactly;
    /// left-over smallest units go to the largest remainders, earlier parts first.
    /// </summary>
    /// <param name="weights">Non-negative weights, at least one of them positive.</param>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<decimal> weights)
    {
        var total = weights.Sum();
        if (weights.Any(w => w < 0) || total <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(weights), "Weights must not be negative and must have a positive sum.");
        }

        var unit = new decimal(1, 0, 0, false, (byte)Currency.Digits);
        var whole = Round().Amount;
        var currency = Currency;
        var parts = weights.Select(w => decimal.Round(whole * (w / total), currency.Digits, MidpointRounding.ToZero)).ToArray();
        var left = (whole - parts.Sum()) / unit;
        var order = Enumerable.Range(0, parts.Length).OrderByDescending(i => Math.Abs(whole * (weights[i] / total) - parts[i])).ThenBy(i => i).ToArray();
        for (var i = 0; i < Math.Abs(left); i++)
        {
            parts[order[i % order.Length]] += Math.Sign(left) * unit;
        }

        return [.. parts.Select(p => new Money(p, currency))];
    }

    /// <inheritdoc/>
    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency));

    /// <summary>Amount and code, culture-independent: <c>12.30 USD</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency.Code}");

    private decimal In(Currency currency) =>
        Currency == currency ? Amount : throw new InvalidOperationException($"{Currency.Code} and {currency.Code} cannot be mixed.");
}
