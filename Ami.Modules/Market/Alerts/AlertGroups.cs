using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Drawings;
using Ami.Modules.Market.History;
using Ami.Modules.Notifications.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Modules.Market.Alerts;

/// <summary>How far the alerts of a symbol and interval were looked at.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">Length of the bars.</param>
/// <param name="Run">When the replay was started that was looked at; 0 outside of replays.</param>
/// <param name="EvaluatedTo">Bars that closed at or before it were looked at, Unix milliseconds.</param>
/// <param name="Changes">Grows with every change of the alerts.</param>
internal sealed record AlertGroup(string Symbol, string Interval, long Run, long EvaluatedTo, long Changes);

/// <summary>
/// The alerts of each symbol and interval in the database. What bars did is written in one transaction with how far they were looked at, and only if nobody has
/// looked at them or changed the alerts meanwhile: so nothing is missed and nothing told twice, whoever leads, and whenever a process ends.
/// </summary>
internal sealed class AlertGroups(NpgsqlDataSource dataSource, IServiceScopeFactory scopes, TimeProvider time)
{
    // After a pause the newest of many firings tell the same as all of them.
    private const int MostMessages = 3;

    /// <summary>Makes groups that are missing: of symbols that have come to be since alerts on all were made, and of those in watchlists.</summary>
    public async Task AddNewSymbols(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into market.alert_groups (symbol, interval, run, evaluated_to, changes)
            select n.symbol, n.interval, 0, $1, 1 from (
                select s.symbol, w.interval
                from market.symbols s cross join (select distinct interval from market.alerts where symbol is null and watchlist_id is null and enabled) w
                union
                select s.symbol, a.interval from market.alert_symbols s join market.alerts a on a.user_id = s.user_id and a.id = s.alert_id
                where a.watchlist_id is not null and a.enabled and s.since is not null) n
            where not exists (select 1 from market.alert_groups g where g.symbol = n.symbol and g.interval = n.interval)
            order by n.symbol, n.interval
            on conflict do nothing
            """
        );
        command.With(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The replay that a symbol's clock belongs to.</summary>
    public static long RunOf(SymbolSpec spec) => spec.Replay?.StartedAt ?? 0;

    // One on several symbols that is over may still have bars before its end to be looked at, where no silo was at work when they closed.
    private const string IsLookedAt = "(a.enabled or a.symbol is null and a.ended = 'Expired' and a.expires_at > $1 - make_interval(days => 7))";

    private const string IsNotDone = "(s.is_done is not true or a.enabled and a.repeat <> 'Once')";

    /// <summary>All groups that have alerts to look at.</summary>
    public async Task<List<AlertGroup>> All(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select symbol, interval, run, evaluated_to, changes from market.alert_groups g
            where exists (select 1 from market.alerts a where a.symbol = g.symbol and a.interval = g.interval and a.enabled)
                or exists (select 1 from market.alerts a where a.symbol is null and a.watchlist_id is null and a.interval = g.interval and {IsLookedAt})
                or exists (
                    select 1 from market.alert_symbols s join market.alerts a on a.user_id = s.user_id and a.id = s.alert_id
                    where s.symbol = g.symbol and s.since is not null and a.watchlist_id is not null and a.interval = g.interval and {IsLookedAt})
            """
        );
        command.With(time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var groups = new List<AlertGroup>();
        while (await reader.ReadAsync(cancellationToken))
        {
            groups.Add(
                new AlertGroup(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetInt64(2),
                    reader.GetFieldValue<DateTimeOffset>(3).ToUnixTimeMilliseconds(),
                    reader.GetInt64(4)
                )
            );
        }

        return groups;
    }

    /// <summary>The alerts of a group that are switched on, with the drawings that they are about.</summary>
    public async Task<List<ActiveAlert>> Load(AlertGroup group, SymbolSpec spec, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select a.user_id, a.id, a.name, a.rule, a.repeat, a.margin, coalesce(a.own_since, a.since), a.expires_at, a.mail, a.webhook is not null,
                a.drawing_id is not null, d.kind, d.points::text, coalesce(a.own_armed, a.armed), coalesce(a.own_price, a.fired_price), a.symbol is null,
                greatest(coalesce(a.written_at, a.since), a.own_since)
            from (
                select a.*, null::timestamptz as own_since, null::boolean as own_armed, null::numeric as own_price from market.alerts a
                where a.symbol = $2 and a.interval = $3 and a.enabled
                union all
                select a.*, null, s.armed, s.fired_price
                from market.alerts a left join market.alert_symbols s on s.user_id = a.user_id and s.alert_id = a.id and s.symbol = $2
                where a.symbol is null and a.watchlist_id is null and a.interval = $3 and {IsLookedAt} and {IsNotDone}
                union all
                select a.*, s.since, s.armed, s.fired_price
                from market.alert_symbols s join market.alerts a on a.user_id = s.user_id and a.id = s.alert_id
                where s.symbol = $2 and s.since is not null and a.watchlist_id is not null and a.interval = $3 and {IsLookedAt} and {IsNotDone}) a
                left join market.drawings d on d.user_id = a.user_id and d.symbol = a.symbol and d.id = a.drawing_id
            """
        );
        command.With(time.GetUtcNow()).With(group.Symbol).With(group.Interval);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (alerts, ofMany) = (new List<ActiveAlert>(), new SymbolFacts(spec));
        while (await reader.ReadAsync(cancellationToken))
        {
            var since = reader.GetFieldValue<DateTimeOffset>(6).ToUnixTimeMilliseconds();
            var written = reader.GetFieldValue<DateTimeOffset>(16).ToUnixTimeMilliseconds();
            var factors = PriceFactors.Of(spec.Actions, AlertSet.Market(spec, written));
            alerts.Add(
                new ActiveAlert(
                    reader.GetGuid(0),
                    reader.GetGuid(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    Enum.Parse<AlertRepeat>(reader.GetString(4)),
                    reader.GetDecimal(5),
                    since,
                    reader.IsDBNull(7) ? long.MaxValue : reader.GetFieldValue<DateTimeOffset>(7).ToUnixTimeMilliseconds(),
                    reader.GetBoolean(8),
                    reader.GetBoolean(9),
                    reader.GetBoolean(15),
                    reader.GetBoolean(10),
                    reader.GetBoolean(15) ? ofMany
                        : reader.IsDBNull(11) ? null
                        : AlertShape.Of(Enum.Parse<DrawingKind>(reader.GetString(11)), DrawingJson.Points(reader.GetString(12)), factors)
                )
                {
                    Factors = factors,
                    State = new AlertState(reader.IsDBNull(13) ? null : reader.GetBoolean(13), reader.IsDBNull(14) ? null : reader.GetDecimal(14)),
                }
            );
        }

        return alerts;
    }

    /// <summary>Begins anew at another replay, where time goes back: nothing that was so before counts.</summary>
    /// <returns>False when somebody else has moved the group meanwhile.</returns>
    public Task<bool> Begin(AlertGroup group, long run, long evaluatedTo, CancellationToken cancellationToken) =>
        InTransaction(
            async (unitOfWork, _, ct) =>
            {
                if (!await Move(unitOfWork, group, run, evaluatedTo, ct))
                {
                    return false;
                }

                await AlertStates.Forget(unitOfWork, group, ct);
                return true;
            },
            cancellationToken
        );

    /// <summary>Stores what bars did, and that they were looked at.</summary>
    /// <returns>False when somebody else has moved the group, or an alert of it was changed, meanwhile: then nothing was written.</returns>
    public Task<bool> Save(AlertGroup group, SymbolSpec spec, long evaluatedTo, IReadOnlyList<AlertOutcome> outcomes, CancellationToken cancellationToken) =>
        InTransaction(
            async (unitOfWork, messages, ct) =>
            {
                if (!await Move(unitOfWork, group, group.Run, evaluatedTo, ct))
                {
                    return false;
                }

                if (outcomes.Count == 0)
                {
                    return true;
                }

                var now = time.GetUtcNow();
                await AlertStates.Save(unitOfWork, group, outcomes, now, ct);
                var firings = outcomes.SelectMany(outcome => outcome.Fired, (outcome, bar) => new Firing(outcome, bar, TimeOrderedId.New(now))).ToList();
                if (firings.Count > 0)
                {
                    var added = await Insert(unitOfWork, group, firings, now, ct);
                    foreach (var told in firings.Where(firing => added.Contains(firing.Id)).GroupBy(firing => firing.Outcome.Alert))
                    {
                        foreach (var firing in told.TakeLast(MostMessages))
                        {
                            AlertMessages.Send(messages, told.Key, spec, group.Interval, firing.Bar);
                        }
                    }
                }

                return true;
            },
            cancellationToken
        );

    private async Task<bool> InTransaction(Func<UnitOfWork, Messages, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        return await unitOfWork.Run(ct => work(unitOfWork, scope.ServiceProvider.GetRequiredService<Messages>(), ct), cancellationToken);
    }

    private static async Task<bool> Move(UnitOfWork unitOfWork, AlertGroup group, long run, long evaluatedTo, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            update market.alert_groups set run = $6, evaluated_to = $7
            where symbol = $1 and interval = $2 and run = $3 and evaluated_to = $4 and changes = $5
            """
        );
        command
            .With(group.Symbol)
            .With(group.Interval)
            .With(group.Run)
            .With(CandleStore.Instant(group.EvaluatedTo))
            .With(group.Changes)
            .With(run)
            .With(CandleStore.Instant(evaluatedTo));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <returns>Which were not there yet.</returns>
    private static async Task<HashSet<Guid>> Insert(
        UnitOfWork unitOfWork,
        AlertGroup group,
        List<Firing> firings,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = unitOfWork.Command(
            """
            insert into market.alert_firings (id, user_id, alert_id, symbol, interval, run, bar, name, rule, price, fired_at, webhook, attempts, due_at)
            select u.id, u.user_id, u.alert_id, $9, $10, $11, u.bar, u.name, u.rule, u.price, $12,
                case when u.calls then 'Pending' end, 0, case when u.calls then $12 end
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[], $6::text[], $7::numeric[], $8::boolean[])
                as u (id, user_id, alert_id, bar, name, rule, price, calls)
            on conflict (user_id, alert_id, symbol, interval, run, bar) do nothing returning id
            """
        );
        command
            .With(firings.Select(f => f.Id).ToArray())
            .With(firings.Select(f => f.Outcome.Alert.UserId).ToArray())
            .With(firings.Select(f => f.Outcome.Alert.Id).ToArray())
            .With(firings.Select(f => CandleStore.Instant(f.Bar.Time)).ToArray())
            .With(firings.Select(f => f.Outcome.Alert.Name).ToArray())
            .With(firings.Select(f => f.Outcome.Alert.Rule).ToArray())
            .With(firings.Select(f => f.Bar.Close).ToArray())
            .With(firings.Select(f => f.Outcome.Alert.HasWebhook).ToArray())
            .With(group.Symbol)
            .With(group.Interval)
            .With(group.Run)
            .With(now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var added = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            added.Add(reader.GetGuid(0));
        }

        return added;
    }

    private sealed record Firing(AlertOutcome Outcome, Candle Bar, Guid Id);
}
