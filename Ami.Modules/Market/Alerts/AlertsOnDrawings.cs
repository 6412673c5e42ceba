namespace Ami.Modules.Market.Alerts;

/// <summary>What becomes of alerts when the drawing that they are about changes, in the transaction that changes it.</summary>
internal static class AlertsOnDrawings
{
    /// <summary>They begin anew: a line that was drawn through the price is no news.</summary>
    public static Task Moved(UnitOfWork unitOfWork, Guid userId, string symbol, Guid drawingId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Change(unitOfWork, "armed = null, fired_price = null, since = $4", userId, symbol, drawingId, now, cancellationToken);

    /// <summary>They end.</summary>
    public static Task Gone(UnitOfWork unitOfWork, Guid userId, string symbol, Guid drawingId, CancellationToken cancellationToken) =>
        Change(unitOfWork, "enabled = false, ended = 'DrawingGone', version = version + 1", userId, symbol, drawingId, null, cancellationToken);

    // The group's row first, as everywhere: whoever looks at the alerts holds it, too.
    private static async Task Change(
        UnitOfWork unitOfWork,
        string change,
        Guid userId,
        string symbol,
        Guid drawingId,
        DateTimeOffset? now,
        CancellationToken cancellationToken
    )
    {
        await using var groups = unitOfWork.Command(
            """
            with held as (
                select symbol, interval from market.alert_groups
                where symbol = $2 and interval in (select interval from market.alerts where user_id = $1 and symbol = $2 and drawing_id = $3 and enabled)
                order by interval for update)
            update market.alert_groups g set changes = g.changes + 1 from held where g.symbol = held.symbol and g.interval = held.interval
            """
        );
        groups.With(userId).With(symbol).With(drawingId);
        if (await groups.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return;
        }

        await using var alerts = unitOfWork.Command($"update market.alerts set {change} where user_id = $1 and symbol = $2 and drawing_id = $3 and enabled");
        alerts.With(userId).With(symbol).With(drawingId);
        if (now is not null)
        {
            alerts.With(now);
        }

        await alerts.ExecuteNonQueryAsync(cancellationToken);
    }
}
