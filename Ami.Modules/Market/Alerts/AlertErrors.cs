using Ami.Modules.Market.Webhooks;

namespace Ami.Modules.Market.Alerts;

/// <summary>What can be refused about alerts. Their words for people are in the web app's <c>features/market/alerts/texts</c>.</summary>
internal static class AlertErrors
{
    public static Error Name { get; } = Error.InvalidField("market.alert_name", "name", $"Give it a name of 1 to {AlertRules.LongestName} characters.");

    public static Error Interval { get; } =
        Error.InvalidField("market.alert_interval", "interval", "The condition asks about an interval that is no multiple of the alert's.");

    public static Error TooLong { get; } =
        Error.InvalidField(
            "market.alert_too_long",
            "rule",
            $"The condition looks back over more than {AlertRules.LongestLead} bars of this interval. Choose a longer interval, or shorten its windows."
        );

    public static Error Form { get; } = Error.InvalidField("market.alert_form", "form", $"An object of at most {AlertRules.LongestForm} bytes.");

    public static Error Margin { get; } =
        Error.InvalidField("market.alert_margin", "margin", $"A margin is 0 to {AlertRules.LargestMargin} percent, with at most four decimals.");

    public static Error Expiry { get; } = Error.InvalidField("market.alert_expiry", "expiresAt", "It can only end in the future, within ten years.");

    public static Error Drawing { get; } =
        Error.InvalidField(
            "market.alert_drawing",
            "drawingId",
            "Alerts can be set on horizontal lines, trend lines, rays, channels, rectangles, Fibonacci levels and positions."
        );

    public static Error DrawingSymbol { get; } =
        Error.InvalidField("market.alert_drawing_symbol", "symbol", "A drawing is on the chart of one symbol. Say which.");

    public static Error WatchlistSymbol { get; } =
        Error.InvalidField("market.alert_watchlist_symbol", "symbol", "An alert is about one symbol or about those of a watchlist.");

    public static Error WatchlistUnknown { get; } = Error.NotFound("market.alert_watchlist_unknown", "The watchlist that it is about is not there any more.");

    public static Error DrawingUnknown { get; } = Error.NotFound("market.alert_drawing_unknown", "The drawing that it is about is not there any more.");

    public static Error WebhookAddress { get; } =
        Error.InvalidField(
            "market.alert_webhook",
            "webhook",
            $"An address begins with https:// and has at most {WebhookHosts.LongestAddress} characters, without a name or password."
        );

    public static Error WebhookPrivate { get; } =
        Error.InvalidField("market.alert_webhook_private", "webhook", "This address leads into a private network. Only public ones are called.");

    public static Error WebhookUnknown { get; } = Error.InvalidField("market.alert_webhook_unknown", "webhook", "There is no such host.");

    public static Error SecretMissing { get; } =
        Error.Conflict("market.alert_secret_missing", "Make a secret first: calls of your addresses are signed with it.");

    public static Error TooMany { get; } =
        Error.Conflict("market.too_many_alerts", $"You have {AlertRules.MostAlerts} alerts, the most there can be. Delete some first.");

    public static Error NoSymbols { get; } = Error.Conflict("market.alert_no_symbols", "There are no symbols yet.");

    public static Error TooManyOnAll { get; } =
        Error.Conflict("market.too_many_alerts_on_all", $"You have {AlertRules.MostOnAll} alerts on all symbols, the most there can be. Delete some first.");

    public static Error TooManyWatched { get; } =
        Error.Conflict(
            "market.too_many_alert_symbols",
            $"Your alerts on watchlists may be about {AlertRules.MostWatched} symbols at most, each alert about as many as its list has. Delete some first."
        );

    public static Error Version { get; } = Error.InvalidField("market.alert_version", "version", "Send the version that you saw, 0 for a new alert.");

    public static Error Changed { get; } =
        Error.Conflict("market.alert_changed", "It fired, ended or was changed elsewhere meanwhile. Look at what is there now, and change that.");

    public static Error Unknown { get; } = Error.NotFound("market.alert_unknown", "It was deleted elsewhere meanwhile. Send version 0 to make it anew.");
}
