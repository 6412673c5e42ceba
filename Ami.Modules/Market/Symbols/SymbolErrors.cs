using System.Collections.Immutable;
using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Symbols;

/// <summary>What staff are refused about symbols.</summary>
internal static class SymbolErrors
{
    public static readonly Error Changed = Error.Conflict(
        "market.symbol_changed",
        "Somebody else has changed this symbol meanwhile. Look at it again and decide anew."
    );

    public static readonly Error SourceNotChoosable = Error.InvalidField(
        "market.source_not_choosable",
        "source",
        "A replay is started and stopped by its command; invented prices come with the symbols of the simulated exchange."
    );

    public static readonly Error SourceSimulated = Error.Conflict(
        "market.source_simulated",
        "Prices of this symbol are invented, and stay marked as such: it cannot come from a market."
    );

    public static readonly Error SourceReplayed = Error.Conflict("market.source_replayed", "A replay of this symbol runs. Stop it first.");

    public static readonly Error SourceSessions = Error.Conflict(
        "market.source_sessions",
        "Bars of this symbol that are stored open at other times than those of the source: they do not mix. Follow it under another symbol."
    );

    public static readonly Error CalendarUnknown = Error.NotFound("market.calendar_unknown", "There is no such calendar (any more).");

    public static readonly Error CalendarChanged = Error.Conflict(
        "market.calendar_changed",
        "Somebody else has changed this calendar meanwhile. Look at it again and decide anew."
    );

    public static readonly Error CalendarUsed = Error.Conflict("market.calendar_used", "Symbols trade by this calendar. Give them another one first.");

    public static readonly Error TooManyCalendars = Error.Conflict(
        "market.too_many_calendars",
        $"There are {TradingCalendar.MostCalendars} calendars at most."
    );

    /// <summary>Terms out of their bounds; each field says what would be right.</summary>
    public static Error TermsInvalid(ImmutableDictionary<string, string[]> fields) =>
        Error.Invalid("market.terms_invalid", "Some terms are out of their bounds.") with
        {
            Fields = fields,
        };

    /// <summary>A calendar that is none; each field says what would be right.</summary>
    public static Error CalendarInvalid(string field, string message) => Error.InvalidField("market.calendar_invalid", field, message);

    /// <summary>What was on the grid stays on it.</summary>
    public static Error DigitsShrink(string field) =>
        Fixed("market.digits_shrink", field, "Decimals never become fewer: prices and orders lie on the grid as it is.");

    /// <summary>What is kept of people's trades says so.</summary>
    public static Error Traded(string field) =>
        Fixed("market.symbol_traded", field, "Somebody has traded this symbol already: its currency and its kind stay as they are.");

    /// <summary>The configuration does not have it.</summary>
    public static Error SourceNotConfigured(PriceSource source, Symbol symbol) =>
        Error.Conflict("market.source_not_configured", $"{source} is switched off, or {symbol} is not among its symbols (Market:{source}:Symbols).");

    private static Error Fixed(string code, string field, string message) =>
        Error.Conflict(code, message) with
        {
            Fields = ImmutableDictionary<string, string[]>.Empty.Add(field, [message]),
        };
}
