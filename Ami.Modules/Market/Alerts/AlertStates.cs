namespace Ami.Modules.Market.Alerts;

/// <summary>How alerts stand in the database: those of one symbol in their own row, those of several in a row for each.</summary>
internal static class AlertStates
{
    /// <summary>Stores what bars of a group did to its alerts, in the transaction that says that they were looked at.</summary>
    public static async Task Save(
        UnitOfWork unitOfWork,
        AlertGroup group,
        IReadOnlyList<AlertOutcome> outcomes,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var part in outcomes.GroupBy(outcome => outcome.Alert.IsOnMany))
        {
            AlertOutcome[] some = [.. part];
            if (part.Key)
            {
                await Write(unitOfWork, OnMany, group.Symbol, some, now, cancellationToken);
            }

            await Write(unitOfWork, part.Key ? Counts : OnOne, null, some, now, cancellationToken);
        }
    }

    /// <summary>Takes back all that was so in a group: its time begins anew.</summary>
    public static async Task Forget(UnitOfWork unitOfWork, AlertGroup group, CancellationToken cancellationToken)
    {
        foreach (
            var statement in (string[])
                [
                    "update market.alerts set armed = null, fired_price = null where symbol = $1 and interval = $2 and enabled",
                    """
                        update market.alert_symbols s set armed = null, fired_price = null from market.alerts a
                        where a.user_id = s.user_id and a.id = s.alert_id and s.symbol = $1 and a.interval = $2
                        """,
                ]
        )
        {
            await using var command = unitOfWork.Command(statement);
            command.With(group.Symbol).With(group.Interval);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Takes back how an alert on several symbols stood at each.</summary>
    public static async Task Forget(UnitOfWork unitOfWork, Alert alert, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("delete from market.alert_symbols where user_id = $1 and alert_id = $2");
        command.With(alert.UserId).With(alert.Id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string Outcomes =
        "unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::numeric[], $5::int[], $6::text[]) as u (user_id, id, armed, price, fired, ended)";

    private const string OnOne = $"""
        update market.alerts a set armed = u.armed, fired_price = u.price, fired_count = a.fired_count + u.fired,
            last_fired_at = case when u.fired > 0 then $7 else a.last_fired_at end,
            enabled = u.ended is null, ended = u.ended, version = a.version + case when u.ended is null then 0 else 1 end
        from {Outcomes}
        where a.user_id = u.user_id and a.id = u.id
        """;

    private const string OnMany = $"""
        insert into market.alert_symbols as s (user_id, alert_id, symbol, armed, fired_price, is_done)
        select u.user_id, u.id, $8, u.armed, u.price, u.ended is not null from {Outcomes} where $7 is not null
        on conflict (user_id, alert_id, symbol) do update set armed = excluded.armed, fired_price = excluded.fired_price, is_done = excluded.is_done
        """;

    // Of several symbols at once, and so in one order. One that fires once does so at each symbol; what ends it ends it at all, and once.
    private const string Counts = $"""
        with u as (select * from {Outcomes} where fired > 0 or ended in ('Expired', 'Broken')),
            held as (select a.user_id, a.id from market.alerts a join u using (user_id, id) order by a.user_id, a.id for no key update of a)
        update market.alerts a set fired_count = a.fired_count + u.fired, last_fired_at = case when u.fired > 0 then $7 else a.last_fired_at end,
            enabled = a.enabled and (u.ended is null or u.ended = 'Fired'),
            ended = coalesce(a.ended, nullif(u.ended, 'Fired')),
            version = a.version + case when a.enabled and u.ended in ('Expired', 'Broken') then 1 else 0 end
        from u join held using (user_id, id)
        where a.user_id = u.user_id and a.id = u.id
        """;

    private static async Task Write(
        UnitOfWork unitOfWork,
        string statement,
        string? symbol,
        AlertOutcome[] outcomes,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = unitOfWork.Command(statement);
        command
            .With(Array.ConvertAll(outcomes, o => o.Alert.UserId))
            .With(Array.ConvertAll(outcomes, o => o.Alert.Id))
            .With(Array.ConvertAll(outcomes, o => o.State.IsArmed))
            .With(Array.ConvertAll(outcomes, o => o.State.FiredPrice))
            .With(Array.ConvertAll(outcomes, o => o.Fired.Count))
            .With(Array.ConvertAll(outcomes, o => o.Ended?.ToString()))
            .With(now);
        if (symbol is not null)
        {
            command.With(symbol);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
