using System.Globalization;

namespace Ami.Core.Documents;

/// <summary>Figures and times in a person's language and time zone, as the web app writes them.</summary>
/// <param name="language">Their language.</param>
/// <param name="zone">Their time zone.</param>
public sealed class LocalFormat(Language language, TimeZoneInfo zone)
{
    private const string Minus = "\u2212";

    private readonly CultureInfo _culture = CultureFor(language);

    /// <summary>The time zone of a profile; UTC when this machine does not know it.</summary>
    /// <param name="id">Its IANA name.</param>
    public static TimeZoneInfo Zone(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A number by a .NET format, such as <c>N2</c> or <c>P1</c>, with a true minus sign.</summary>
    public string Number(decimal value, string format) => value.ToString(format, _culture);

    /// <summary>An amount with two decimals.</summary>
    public string Amount(decimal amount) => Number(amount, "N2");

    /// <summary>An amount with its currency's code.</summary>
    public string Money(decimal amount, string currency) => $"{Amount(amount)} {currency}";

    /// <summary>An amount that always bears its sign, unless it is zero.</summary>
    public string SignedAmount(decimal amount) => amount > 0 ? $"+{Amount(amount)}" : Amount(amount);

    /// <summary>A quantity or price with the decimals that it has, at most ten.</summary>
    public string Plain(decimal value) => Number(value, "#,##0.##########");

    /// <summary>A day of the calendar, such as <c>2 May 2026</c>.</summary>
    public string Date(DateOnly day) => day.ToString("d MMM yyyy", _culture);

    /// <summary>The day of a moment.</summary>
    public string Day(DateTimeOffset moment) => There(moment).ToString("d MMM yyyy", _culture);

    /// <summary>A day with its time to the minute, on a 24-hour clock.</summary>
    public string Moment(DateTimeOffset moment) => There(moment).ToString("d MMM yyyy HH:mm", _culture);

    /// <summary>A day with its time to the second.</summary>
    public string Instant(DateTimeOffset moment) => There(moment).ToString("d MMM yyyy HH:mm:ss", _culture);

    private DateTimeOffset There(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    private static CultureInfo CultureFor(Language language)
    {
        // Not what this machine's user has set: the same document is the same everywhere.
        var culture = new CultureInfo(language == Language.Es ? "es-ES" : "en-US", useUserOverride: false);
        culture.NumberFormat.NegativeSign = Minus;
        return culture;
    }
}
