using System.Globalization;

namespace Ami.Kernel;

/// <summary>What one unit of an instrument costs, in its quote currency. Always positive; <c>default</c> is not a price and throws when read.</summary>
public readonly record struct Price : IComparable<Price>
{
    private readonly decimal _value;

    /// <summary>Wraps a positive number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public Price(decimal value) => _value = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "A price is positive.");

    /// <summary>The number, greater than zero.</summary>
    public decimal Value => _value > 0 ? _value : throw new InvalidOperationException("default(Price) is not a price.");

    /// <summary>Compares.</summary>
    public static bool operator <(Price left, Price right) => left.Value < right.Value;

    /// <summary>Compares.</summary>
    public static bool operator >(Price left, Price right) => left.Value > right.Value;

    /// <summary>Compares.</summary>
    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;

    /// <summary>Compares.</summary>
    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    /// <summary>True when the price lies on a grid with this many digits after the point.</summary>
    public bool HasAtMost(int digits) => decimal.Round(Value, digits) == Value;

    /// <inheritdoc/>
    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    /// <summary>The number, culture-independent.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How many units of an instrument, without direction: never negative. Zero is allowed and is <c>default</c>.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>Wraps a number that is not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public Quantity(decimal value) =>
        Value = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "A quantity is not negative; direction is the side's.");

    /// <summary>The number, zero or more.</summary>
    public decimal Value { get; }

    /// <summary>Adds.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    /// <summary>Subtracts; throws when the result would be negative.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    /// <summary>Compares.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>Compares.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Compares.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>Compares.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <summary>True when the quantity lies on a grid with this many digits after the point.</summary>
    public bool HasAtMost(int digits) => decimal.Round(Value, digits) == Value;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>The number, culture-independent.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
