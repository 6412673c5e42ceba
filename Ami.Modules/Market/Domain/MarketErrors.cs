namespace Ami.Modules.Market.Domain;

/// <summary>Expected failures of this module.</summary>
internal static class MarketErrors
{
    public static Error SymbolUnknown(string symbol) => Error.NotFound("market.symbol_unknown", $"There is no symbol {symbol}. See GET /api/trading/symbols.");

    public static Error ActionApplied(string symbol, IReadOnlyList<DateOnly> days) =>
        Error.Conflict(
            "market.action_applied",
            $"The file says otherwise what {symbol} did on {string.Join(", ", days.Order().Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))}. That is in positions or orders that are open: corrected, it would be in them twice. Nothing was imported."
        );

    public static Error NoQuote(Symbol symbol) =>
        Error.Unavailable("market.no_quote", $"{symbol} has no current price. Try again when its feed is live.", TimeSpan.FromSeconds(2));

    public static Error IntervalUnknown(string known) => Error.InvalidField("market.interval_unknown", "interval", known);

    public static Error IndicatorsInvalid(string message) => Error.InvalidField("market.indicators_invalid", "with", message);

    public static Error BenchmarkMissing { get; } =
        Error.InvalidField("market.benchmark_missing", "benchmark", "One of the indicators compares with another symbol: name it.");

    public static Error SinceMissing { get; } =
        Error.InvalidField("market.since_missing", "since", "One of the indicators counts from a first bar: say since when.");

    public static Error CountsTooMany { get; } =
        Error.InvalidField("market.since_too_old", "since", $"At most {Indicators.IndicatorSet.MostCounted} bars are counted: begin later.");

    public static Error FileTooLarge(long mostBytes) =>
        Error.Invalid(
            "market.file_too_large",
            $"A file may have at most {mostBytes / 1024 / 1024} MiB. Split it by time: bars that are stored already are never doubled."
        );

    public static Error ImportUnknown { get; } = Error.NotFound("market.import_unknown", "There is no import with this id that succeeded.");

    public static Error FileMissing { get; } = Error.Invalid("market.file_missing", "Send the file as the body of the request.");

    public static Error RangeEmpty { get; } = Error.InvalidField("market.range_empty", "from", "'from' must be before 'to'.");

    public static Error TooManySymbols(int limit) =>
        Error.InvalidField("market.too_many_symbols", "symbols", $"Name one to {limit} symbols, separated by commas.");

    public static Error WebSocketRequired { get; } =
        Error.Invalid("market.websocket_required", "This address is a WebSocket. Connect to it with the ws or wss scheme.");
}
