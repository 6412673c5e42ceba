namespace Ami.Modules.Market.Alerts;

/// <summary>Takes a person's alerts away with their account.</summary>
internal static class AlertErasure
{
    public static async Task Erase(UnitOfWork unitOfWork, Guid userId, CancellationToken cancellationToken)
    {
        // The silo that looks at these groups sees that their alerts have changed.
        foreach (
            var statement in (string[])
                [
                    """
                        select 1 from market.alert_groups g
                        where exists (select 1 from market.alerts a where a.user_id = $1 and a.interval = g.interval and coalesce(a.symbol, g.symbol) = g.symbol)
                        order by symbol, interval for update
                        """,
                    """
                        update market.alert_groups set changes = changes + 1
                        where exists (
                            select 1 from market.alerts a where a.user_id = $1 and a.interval = alert_groups.interval and coalesce(a.symbol, alert_groups.symbol) = alert_groups.symbol)
                        """,
                    "delete from market.alert_firings where user_id = $1",
                    "delete from market.alert_symbols where user_id = $1",
                    "delete from market.alerts where user_id = $1",
                    "delete from market.alert_secrets where user_id = $1",
                ]
        )
        {
            await using var command = unitOfWork.Command(statement);
            command.With(userId);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
