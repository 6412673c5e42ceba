using Ami.Core;
using Ami.Modules.Market.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// Executes orders against ticks. Keeps nothing in memory: the database names the accounts with an order that these ticks cross, and each account's
/// grain decides again under its lock. So ticks may come twice and two matchers may run at once: an order fills when its row says that it has not.
/// </summary>
internal sealed class OrderMatcher(NpgsqlDataSource dataSource, IServiceScopeFactory scopes, ILogger<OrderMatcher> logger) : ITickConsumer
{
    private const int Parallelism = 4;

    private const string MarkSql = """
        insert into paper_trading.marks as m (symbol, price, time) values ($1, $2, $3)
        on conflict (symbol) do update set price = excluded.price, time = excluded.time where m.time < excluded.time
        """;

    private const string CrossedSql = """
        select account_id from paper_trading.orders where status = 'Working' and type = 'Market' and symbol = $1 and working_since < $6
        union
        select account_id from paper_trading.orders
        where status = 'Working' and type = 'Limit' and side = 'Buy' and symbol = $1 and limit_price >= $2 and working_since < $6
        union
        select account_id from paper_trading.orders
        where status = 'Working' and type = 'Limit' and side = 'Sell' and symbol = $1 and limit_price <= $3 and working_since < $6
        union
        select account_id from paper_trading.orders
        where status = 'Working' and type = 'Stop' and side = 'Buy' and symbol = $1 and stop_price <= $4 and working_since < $6
        union
        select account_id from paper_trading.orders
        where status = 'Working' and type = 'Stop' and side = 'Sell' and symbol = $1 and stop_price >= $5 and working_since < $6
        """;

    public async Task OnTick(TickBatch ticks, CancellationToken cancellationToken)
    {
        var accounts = await Crossed(ticks, cancellationToken);
        await Parallel.ForEachAsync(
            accounts,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (account, ct) => await Match(account, ticks, ct));
    }

    private async Task<List<Guid>> Crossed(TickBatch batch, CancellationToken cancellationToken)
    {
        var (symbol, ticks) = (batch.Symbol.Value, batch.Ticks);
        var last = ticks[^1];
        await using var command = dataSource.CreateBatch();
        command.BatchCommands.Add(new(MarkSql)
        {
            Parameters = { new() { Value = symbol }, new() { Value = last.Last }, new() { Value = last.Time } },
        });
        command.BatchCommands.Add(new(CrossedSql)
        {
            Parameters =
            {
                new() { Value = symbol },
                new() { Value = ticks.Min(t => t.Ask) },
                new() { Value = ticks.Max(t => t.Bid) },
                new() { Value = ticks.Max(t => t.Last) },
                new() { Value = ticks.Min(t => t.Last) },
                new() { Value = last.Time },
            },
        });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var accounts = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts.Add(reader.GetGuid(0));
        }

        return accounts;
    }

    /// <summary>A database that is away stops the batch, which then comes again; anything else is a bug in one account and must not hold up the others.</summary>
    private async Task Match(Guid account, TickBatch ticks, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Grains>()
                .Call<PaperAccountGrain, int>(account, g => g.LoadBook(), (g, loaded) => g.Match(loaded, ticks), cancellationToken);
        }
        catch (Exception e) when (!DatabaseFaults.IsTransient(e) && e is not OperationCanceledException)
        {
            logger.LogError(e, "Orders of account {Account} could not be matched against {Symbol}", account, ticks.Symbol);
        }
    }
}
