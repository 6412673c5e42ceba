using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Sources;

/// <summary>What goes wrong with sources. Codes are stable: their words in both languages are in the web app.</summary>
internal static class SourceErrors
{
    public const string RateLimitedCode = "market.source_rate_limited";
    public const string BannedCode = "market.source_banned";
    public const string RegionCode = "market.source_region";
    public const string UnreachableCode = "market.source_unreachable";
    public const string UnknownCode = "market.source_unknown";
    public const string RefusedCode = "market.source_refused";
    public const string BadAnswerCode = "market.source_bad_answer";
    public const string ClockCode = "market.source_clock";
    public const string SymbolCode = "market.source_symbol";
    public const string HostCode = "market.source_host";

    /// <summary>HTTP 429, or what may be asked in a minute is used up.</summary>
    public static Error RateLimited(PriceSource source, TimeSpan wait) =>
        Error.Unavailable(RateLimitedCode, $"{source} is not asked for {wait.TotalSeconds:0} s: its limit of requests is reached.", wait);

    /// <summary>HTTP 418: the address went on after 429.</summary>
    public static Error Banned(PriceSource source, TimeSpan wait) =>
        Error.Unavailable(BannedCode, $"{source} has banned this address for {wait.TotalSeconds:0} s. Nothing is asked before.", wait);

    /// <summary>HTTP 451: not a fault that passes.</summary>
    public static Error Region(PriceSource source, TimeSpan wait) =>
        Error.Unavailable(
            RegionCode,
            $"{source} does not serve the place this server stands in (HTTP 451). Switch the source off, or run the silo where it is served.",
            wait
        );

    public static Error Unreachable(PriceSource source, string why) => Error.Unavailable(UnreachableCode, $"{source} cannot be reached: {why}.");

    /// <summary>HTTP 400 and 404: what was asked for does not exist there.</summary>
    public static Error Unknown(PriceSource source, int status, string why) =>
        Error.Unavailable(UnknownCode, $"{source} does not know what it is asked for ({status}): {why}");

    /// <summary>The key or this address is refused, until something changes.</summary>
    public static Error Refused(PriceSource source, int status, string why) => Error.Unavailable(RefusedCode, $"{source} refused ({status}): {why}");

    public static Error BadAnswer(PriceSource source, string what) => Error.Unavailable(BadAnswerCode, $"{source} answered something unexpected: {what}.");

    /// <summary>Prices still come, by the source's clock.</summary>
    public static Error Clock(PriceSource source, TimeSpan ahead) =>
        Error.Unavailable(
            ClockCode,
            $"The clock of {source} is {Math.Abs(ahead.TotalSeconds):0.0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this server's. Check time synchronisation."
        );

    public static Error SymbolNotListed(PriceSource source, string symbol, string why) =>
        Error.Invalid(SymbolCode, $"{symbol} of {source} cannot be followed: {why}.");

    public static Error HostNotAllowed(string host) =>
        Error.Invalid(HostCode, $"{host} is not among the hosts that market data may come from (Market:OutgoingHosts).");
}
