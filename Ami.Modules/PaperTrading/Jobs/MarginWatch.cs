using Ami.Modules.PaperTrading.Grains;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// Sends accounts below their maintenance margin into liquidation, has those told whose margin runs out, and adds a point a minute to the equity curve of accounts that hold something.
/// </summary>
internal sealed class MarginWatch(NpgsqlDataSource dataSource, SymbolVenues venues, IGrainFactory grains, TimeProvider time)
{
    /// <summary>Nobody is worth what old shares are at the price of new ones, or new ones at that of old ones: such an account gets no point until both are of one kind.</summary>
    private const string PointsSql = """
        insert into paper_trading.equity_points (account_id, at, generation, equity, cash)
        select a.id, $1, a.generation, round(a.cash + sum(p.quantity * m.price), 2), a.cash
        from paper_trading.accounts a
        join paper_trading.positions p on p.account_id = a.id and p.closed_at is null
        join paper_trading.marks m using (symbol)
        where not exists (select from paper_trading.replays r where r.account_id = a.id)
          and not exists (
              select from paper_trading.positions o join paper_trading.marks n using (symbol)
              join unnest($2::text[], $3::timestamptz[]) as action (symbol, at) using (symbol)
              where o.account_id = a.id and o.closed_at is null
                and (action.at <= coalesce(o.acted_to, (select max(f.at) from paper_trading.fills f where f.position_id = o.id))) <> (action.at <= coalesce(n.began, n.time)))
        group by a.id
        on conflict do nothing
        """;

    /// <summary>One look at all accounts.</summary>
    internal async Task CheckMargins(JobRun run, CancellationToken cancellationToken)
    {
        foreach (var account in await grains.GetGrain<IMarketWatch>(0).Ask(watch => watch.Breached(), cancellationToken))
        {
            if (await grains.GetGrain<IPaperAccount>(account.AccountId).Ask(paper => paper.Liquidate(account.Marks), cancellationToken))
            {
                run.Did(1);
                run.Note($"Account {account.AccountId} is below its maintenance margin and is being liquidated");
            }
        }

        foreach (var account in await grains.GetGrain<IMarketWatch>(0).Ask(watch => watch.MarginCalls(), cancellationToken))
        {
            if (await grains.GetGrain<IPaperAccount>(account.AccountId).Ask(paper => paper.CallMargin(account.Marks), cancellationToken))
            {
                run.Did(1);
            }
        }
    }

    /// <summary>Adds this minute's point to every curve that moves.</summary>
    internal async Task AddPoints(JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        run.Did(await AddPoints(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)), cancellationToken));
    }

    /// <returns>How many points were added.</returns>
    internal async Task<int> AddPoints(DateTimeOffset minute, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(PointsSql);
        var actions =
            (await venues.Fresh(cancellationToken)).BySymbol?.SelectMany(one => (one.Value.Actions?.All ?? []).Select(a => (one.Key, a.At))).ToList() ?? [];
        command.With(minute).With(actions.Select(action => action.Key).ToArray()).With(actions.Select(action => action.At).ToArray());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
