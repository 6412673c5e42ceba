using System.Globalization;

namespace Ami.Quant.Series;

/// <summary>Length of a bar. Always positive and a whole number of milliseconds; <c>default</c> is not a usable interval.</summary>
public readonly record struct BarInterval : IComparable<BarInterval>
{
    /// <summary>One minute, <c>1m</c>.</summary>
    public static readonly BarInterval OneMinute = new(60_000);

    /// <summary>Five minutes, <c>5m</c>.</summary>
    public static readonly BarInterval FiveMinutes = new(5 * 60_000);

    /// <summary>Fifteen minutes, <c>15m</c>.</summary>
    public static readonly BarInterval FifteenMinutes = new(15 * 60_000);

    /// <summary>One hour, <c>1h</c>.</summary>
    public static readonly BarInterval OneHour = new(3_600_000);

    /// <summary>Four hours, <c>4h</c>.</summary>
    public static readonly BarInterval FourHours = new(4 * 3_600_000);

    /// <summary>One day of 24 hours, <c>1d</c>.</summary>
    public static readonly BarInterval OneDay = new(86_400_000);

    /// <summary>Seven days, <c>1w</c>.</summary>
    public static readonly BarInterval OneWeek = new(7 * 86_400_000L);

    /// <summary>An interval of the given length.</summary>
    /// <param name="milliseconds">Length, greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is zero or negative.</exception>
    public BarInterval(long milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(milliseconds);
        Milliseconds = milliseconds;
    }

    /// <summary>Length in milliseconds.</summary>
    public long Milliseconds { get; }

    /// <summary>Length as a time span.</summary>
    public TimeSpan Duration => TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>Bars of this length in a year of 365.25 days; what annualises volatility in a market that never closes.</summary>
    public double PerYear => 365.25 * OneDay.Milliseconds / Milliseconds;

    /// <summary>Opening instant of the bar that holds an instant.</summary>
    /// <param name="time">Unix milliseconds.</param>
    /// <param name="anchor">Unix milliseconds at which some bar opens; 0 aligns bars with midnight UTC.</param>
    public long Floor(long time, long anchor = 0)
    {
        var remainder = (time - anchor) % Milliseconds;
        return time - (remainder < 0 ? remainder + Milliseconds : remainder);
    }

    /// <summary>Reads the exchange notation: a whole number followed by <c>s</c>, <c>m</c>, <c>h</c>, <c>d</c> or <c>w</c>.</summary>
    /// <param name="text">For example <c>15m</c>.</param>
    /// <param name="interval">The interval when the text could be read.</param>
    /// <returns>False when the text is not in that notation.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out BarInterval interval)
    {
        interval = default;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return false;
        }

        var unit = UnitOf(text[^1]);
        if (unit == 0)
        {
            return false;
        }

        interval = new BarInterval(count * unit);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(BarInterval other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>The shortest exchange notation, such as <c>4h</c>; milliseconds (<c>250ms</c>) when no unit fits.</summary>
    public override string ToString()
    {
        foreach (var symbol in "wdhms")
        {
            if (Milliseconds % UnitOf(symbol) == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{Milliseconds / UnitOf(symbol)}{symbol}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Milliseconds}ms");
    }

    /// <summary>Shorter than.</summary>
    public static bool operator <(BarInterval left, BarInterval right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Longer than.</summary>
    public static bool operator >(BarInterval left, BarInterval right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Not longer than.</summary>
    public static bool operator <=(BarInterval left, BarInterval right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Not shorter than.</summary>
    public static bool operator >=(BarInterval left, BarInterval right) => left.Milliseconds >= right.Milliseconds;

    private static long UnitOf(char symbol) =>
        symbol switch
        {
            's' => 1_000,
            'm' => 60_000,
            'h' => 3_600_000,
            'd' => 86_400_000,
            'w' => 604_800_000,
            _ => 0,
        };
}
