using System.Text.Json;
using Ami.Modules.Market.Domain;

namespace Ami.Modules.Market.Alerts;

/// <summary>What a person's change does to an alert.</summary>
internal static class AlertChange
{
    public static Alert New(Guid userId, Guid id, KeepAlertRequest request, KeepAlerts.Wanted wanted, DateTimeOffset now)
    {
        var alert = new Alert
        {
            UserId = userId,
            Id = id,
            Interval = "",
            Name = "",
            Rule = "",
            CreatedAt = Stored(now),
        };
        Take(alert, request, wanted, now);
        return alert;
    }

    /// <summary>What was sent before and arrives again, as after a lost answer.</summary>
    public static bool IsSame(Alert found, KeepAlertRequest request, KeepAlerts.Wanted wanted) =>
        IsSameCondition(found, request, wanted)
        && (found.Name, found.Repeat, found.Mail, found.Webhook) == (request.Name, request.Repeat, request.Mail, request.Webhook)
        && found.ExpiresAt == Stored(request.ExpiresAt)
        && IsSameForm(found.Form, request.Form);

    /// <summary>Makes it what is asked for. Where its condition is another, or it is switched on, it begins anew: what holds already then is no news.</summary>
    /// <returns>Whether it begins anew.</returns>
    public static bool Take(Alert alert, KeepAlertRequest request, KeepAlerts.Wanted wanted, DateTimeOffset now)
    {
        var isWritten = (alert.Symbol, alert.WatchlistId, alert.Rule, alert.DrawingId) != (wanted.Symbol, wanted.WatchlistId, wanted.Rule, request.DrawingId);
        alert.WrittenAt = isWritten ? Stored(now) : alert.WrittenAt ?? alert.Since;
        var isNew = !IsSameCondition(alert, request, wanted);
        if (isNew)
        {
            (alert.Since, alert.Armed, alert.FiredPrice, alert.Ended) = (Stored(now), IsTold(alert, wanted, now) ? false : null, null, null);
        }

        (alert.Symbol, alert.WatchlistId, alert.Interval, alert.Rule, alert.DrawingId) = (
            wanted.Symbol,
            wanted.WatchlistId,
            wanted.Interval,
            wanted.Rule,
            request.DrawingId
        );
        (alert.Name, alert.Form, alert.Margin, alert.Repeat) = (request.Name, request.Form?.GetRawText(), request.Margin, request.Repeat);
        (alert.ExpiresAt, alert.Mail, alert.Webhook, alert.Enabled) = (Stored(request.ExpiresAt), request.Mail, request.Webhook, request.Enabled);
        (alert.Version, alert.UpdatedAt) = (alert.Version + 1, Stored(now));
        return isNew;
    }

    /// <summary>Whether the same was told within a bar of the new length: in the one that is open what it told of may be once more, so one that is false comes first.</summary>
    private static bool IsTold(Alert alert, KeepAlerts.Wanted wanted, DateTimeOffset now) =>
        alert.Symbol is not null
        && (alert.Symbol, alert.Rule) == (wanted.Symbol, wanted.Rule)
        && alert.Interval != wanted.Interval
        && alert.LastFiredAt is { } told
        && (now - told).TotalMilliseconds < ChartInterval.Parse(wanted.Interval).Value.Milliseconds;

    private static bool IsSameCondition(Alert alert, KeepAlertRequest request, KeepAlerts.Wanted wanted) =>
        (alert.Symbol, alert.WatchlistId, alert.Interval, alert.Rule, alert.DrawingId, alert.Margin, alert.Enabled)
        == (wanted.Symbol, wanted.WatchlistId, wanted.Interval, wanted.Rule, request.DrawingId, request.Margin, request.Enabled);

    // The database has its own way to write JSON.
    private static bool IsSameForm(string? stored, JsonElement? sent) =>
        stored is null || sent is null ? stored is null && sent is null : JsonElement.DeepEquals(JsonElement.Parse(stored), sent.Value);

    /// <summary>As exact as the database keeps it.</summary>
    private static DateTimeOffset Stored(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)).ToUniversalTime();

    private static DateTimeOffset? Stored(DateTimeOffset? time) => time is { } at ? Stored(at) : null;
}
