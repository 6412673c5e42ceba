using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.Market.Contracts;

namespace Ami.Modules.Market.Alerts;

/// <summary>An alert as it is kept.</summary>
/// <param name="Id">The client's.</param>
/// <param name="Version">What to send with the next change.</param>
/// <param name="Name">Its name.</param>
/// <param name="Symbol">About whose bars it is; null for those of several symbols.</param>
/// <param name="WatchlistId">The list whose symbols it is about, as they are then; null for one symbol, and for every one.</param>
/// <param name="Interval">Length of the bars; it is looked at when one closes.</param>
/// <param name="Rule">The condition, in canonical form.</param>
/// <param name="Form">What the client made the condition with; null when it was written.</param>
/// <param name="DrawingId">The drawing that it is about, if any.</param>
/// <param name="Margin">Percent that the price must go away from where it fired before it is armed again.</param>
/// <param name="Repeat">How often it fires.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Mail">Whether it is told of by mail, too.</param>
/// <param name="Webhook">Address that is called.</param>
/// <param name="Enabled">Whether it is switched on.</param>
/// <param name="IsArmed">Whether it fires where the condition holds; null while that is not known, and for several symbols.</param>
/// <param name="FiredCount">How often it has fired.</param>
/// <param name="LastFiredAt">When last.</param>
/// <param name="Ended">Why it was switched off by itself.</param>
/// <param name="UpdatedAt">When the person changed it last.</param>
/// <param name="WrittenAt">When its condition was written, by the clock of its symbol: its prices are those of the shares of then, whatever was split since.</param>
internal sealed record AlertView(
    Guid Id,
    int Version,
    string Name,
    string? Symbol,
    Guid? WatchlistId,
    string Interval,
    string Rule,
    JsonElement? Form,
    Guid? DrawingId,
    decimal Margin,
    AlertRepeat Repeat,
    DateTimeOffset? ExpiresAt,
    bool Mail,
    string? Webhook,
    bool Enabled,
    bool? IsArmed,
    int FiredCount,
    DateTimeOffset? LastFiredAt,
    AlertEnd? Ended,
    DateTimeOffset UpdatedAt,
    DateTimeOffset WrittenAt
)
{
    /// <param name="alert">As it is stored.</param>
    /// <param name="now">By the wall.</param>
    /// <param name="spec">Its symbol; null for several.</param>
    public static AlertView Of(Alert alert, DateTimeOffset now, SymbolSpec? spec)
    {
        // Nothing looks at an alert while its market is closed, and it ends all the same.
        var isOver = alert.Enabled && alert.ExpiresAt <= now;
        var written = alert.WrittenAt ?? alert.Since;
        return new(
            alert.Id,
            alert.Version,
            alert.Name,
            alert.Symbol,
            alert.WatchlistId,
            alert.Interval,
            alert.Rule,
            alert.Form is { } form ? JsonElement.Parse(form) : null,
            alert.DrawingId,
            alert.Margin,
            alert.Repeat,
            alert.ExpiresAt,
            alert.Mail,
            alert.Webhook,
            alert.Enabled && !isOver,
            alert.Armed,
            alert.FiredCount,
            alert.LastFiredAt,
            isOver ? AlertEnd.Expired : alert.Ended,
            alert.UpdatedAt,
            spec?.Replay is null ? written : DateTimeOffset.FromUnixTimeMilliseconds(AlertSet.Market(spec, written.ToUnixTimeMilliseconds()))
        );
    }
}

/// <summary>A person's alerts.</summary>
/// <param name="Items">By name.</param>
/// <param name="SecretMadeAt">When the secret was made that calls of addresses are signed with; null while there is none.</param>
internal sealed record AlertList(IReadOnlyList<AlertView> Items, DateTimeOffset? SecretMadeAt);

/// <summary>An alert as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new alert.</param>
/// <param name="Name">Short.</param>
/// <param name="Symbol">About whose bars it is; null for those of several symbols, about which the condition may ask as a screen does.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Rule">The condition, in the rules' language; about a drawing with <c>drawing.price</c>, or <c>drawing.upper</c> and <c>drawing.lower</c>.</param>
/// <param name="Form">What the client made the condition with, to be shown again.</param>
/// <param name="DrawingId">The drawing that it is about; one of the symbol's.</param>
/// <param name="Margin">Percent, 0 to 50.</param>
/// <param name="Repeat">How often it fires.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="Mail">Whether it is told of by mail, too.</param>
/// <param name="Webhook">Address that is called: public, and https.</param>
/// <param name="Enabled">Whether it is switched on.</param>
internal sealed record KeepAlertRequest(
    int Version,
    string Name,
    string? Symbol,
    string Interval,
    string Rule,
    JsonElement? Form = null,
    Guid? DrawingId = null,
    decimal Margin = 0,
    AlertRepeat Repeat = AlertRepeat.Always,
    DateTimeOffset? ExpiresAt = null,
    bool Mail = false,
    string? Webhook = null,
    bool Enabled = true
)
{
    /// <summary>
    /// Without a symbol: the list whose symbols it is about, also those that come into it later; null for every symbol. Where it is not said, an alert on a list
    /// stays on it.
    /// </summary>
    public Guid? WatchlistId
    {
        get;
        set => (field, SaysWatchlist) = (value, true);
    }

    /// <summary>Whether the list was said, or that there is none.</summary>
    [JsonIgnore]
    public bool SaysWatchlist { get; private set; }
}

/// <summary>That an alert fired.</summary>
/// <param name="Id">Of the firing; calls of addresses bear it, too.</param>
/// <param name="AlertId">Which alert.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Symbol">Of which symbol.</param>
/// <param name="Interval">Length of the bar.</param>
/// <param name="Rule">Its condition then.</param>
/// <param name="Bar">When the bar opened at whose close it fired, by the market's clock.</param>
/// <param name="Price">Close of the bar.</param>
/// <param name="FiredAt">When.</param>
/// <param name="Webhook">What became of the call; null without an address.</param>
/// <param name="WebhookError">Why it failed last.</param>
internal sealed record FiringView(
    Guid Id,
    Guid AlertId,
    string Name,
    string Symbol,
    string Interval,
    string Rule,
    DateTimeOffset Bar,
    decimal Price,
    DateTimeOffset FiredAt,
    WebhookState? Webhook,
    string? WebhookError
);

/// <summary>The newest firings.</summary>
/// <param name="Items">Newest first.</param>
internal sealed record FiringList(IReadOnlyList<FiringView> Items);

/// <summary>A secret that was just made; it is told once.</summary>
/// <param name="Secret">Text; its UTF-8 bytes are the key of HMAC-SHA256.</param>
/// <param name="MadeAt">When.</param>
internal sealed record MadeSecret(string Secret, DateTimeOffset MadeAt);
