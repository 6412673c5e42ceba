using System.Globalization;

namespace Ami.Core;

/// <summary>The stretch of time that a <see cref="Quota"/> is about.</summary>
public enum QuotaWindow
{
    /// <summary>The last sixty seconds before each call.</summary>
    Minute,

    /// <summary>The calendar day in UTC.</summary>
    Day,
}

/// <summary>How many calls are allowed in a stretch of time.</summary>
/// <param name="Limit">Calls, at least one; <see cref="Unlimited"/> has <see cref="int.MaxValue"/>.</param>
/// <param name="Window">The stretch of time.</param>
public sealed record Quota(int Limit, QuotaWindow Window)
{
    /// <summary>As many calls as one likes; nothing is counted.</summary>
    public static Quota Unlimited { get; } = new(int.MaxValue, QuotaWindow.Day);

    /// <summary>Calls in any sixty seconds.</summary>
    public static Quota PerMinute(int limit) => new(limit, QuotaWindow.Minute);

    /// <summary>Calls in a calendar day, UTC.</summary>
    public static Quota PerDay(int limit) => new(limit, QuotaWindow.Day);

    /// <summary>Whether nothing is counted.</summary>
    public bool IsUnlimited => Limit == int.MaxValue;

    /// <summary>How long the stretch of time is.</summary>
    public TimeSpan Length => Window == QuotaWindow.Minute ? TimeSpan.FromMinutes(1) : TimeSpan.FromDays(1);

    /// <summary>So many times as much in the same stretch of time.</summary>
    public Quota Times(int factor) => IsUnlimited ? this : this with { Limit = (int)Math.Min((long)Limit * factor, int.MaxValue - 1) };

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is something else; the message says what is expected.</exception>
    public static Quota Parse(string text)
    {
        if (text.Trim().Equals("unlimited", StringComparison.OrdinalIgnoreCase))
        {
            return Unlimited;
        }

        return
            text.Split('/', StringSplitOptions.TrimEntries) is [var number, var window]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 and < int.MaxValue
            && Enum.GetNames<QuotaWindow>().Contains(window, StringComparer.OrdinalIgnoreCase)
            ? new Quota(limit, Enum.Parse<QuotaWindow>(window, ignoreCase: true))
            : throw new FormatException(
                $"'{text}' is not a quota: write a number above zero and what it is per, as in '10/minute' or '50/day', or 'unlimited'."
            );
    }

    /// <summary>As configuration has it: <c>10/minute</c>, <c>50/day</c> or <c>unlimited</c>.</summary>
    public override string ToString() =>
        IsUnlimited ? "unlimited" : string.Create(CultureInfo.InvariantCulture, $"{Limit}/{(Window == QuotaWindow.Minute ? "minute" : "day")}");
}

/// <summary>What became of a call.</summary>
/// <param name="Admitted">Whether it may go on; only such calls count.</param>
/// <param name="Remaining">Calls that would still be admitted now, after this one.</param>
/// <param name="Wait">Until the next counted call stops counting and so frees a place; a refused caller tries again then. Zero when nothing is counted.</param>
public readonly record struct QuotaDecision(bool Admitted, int Remaining, TimeSpan Wait);
