using Ami.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// In one silo at a time: sends accounts below their maintenance margin into liquidation, and adds a point a minute to the equity curve of accounts that hold something.
/// </summary>
internal sealed class MarginWatch(
    NpgsqlDataSource dataSource, IServiceScopeFactory scopes, Leadership leadership, PaperTradingOptions options, TimeProvider time, ILogger<MarginWatch> logger)
    : BackgroundService
{
    // The maintenance share is Margin.Required in the database's words; the grain decides again with the domain's.
    private const string BreachedSql = """
        select a.id from paper_trading.accounts a
        join paper_trading.positions p on p.account_id = a.id and p.closed_at is null
        join paper_trading.marks m using (symbol)
        group by a.id
        having a.cash + sum(p.quantity * m.price) < least(0.25, 0.5 / a.leverage) * sum(abs(p.quantity) * m.price)
        """;

    private const string PointsSql = """
        insert into paper_trading.equity_points (account_id, at, generation, equity, cash)
        select a.id, $1, a.generation, round(a.cash + sum(p.quantity * m.price), 2), a.cash
        from paper_trading.accounts a
        join paper_trading.positions p on p.account_id = a.id and p.closed_at is null
        join paper_trading.marks m using (symbol)
        group by a.id
        on conflict do nothing
        """;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        leadership.RunWhileLeader("paper-margin", Watch, stoppingToken);

    /// <summary>One look at all accounts.</summary>
    internal async Task CheckMargins(CancellationToken cancellationToken)
    {
        var breached = new List<Guid>();
        await using (var command = dataSource.CreateCommand(BreachedSql))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                breached.Add(reader.GetGuid(0));
            }
        }

        foreach (var account in breached)
        {
            await using var scope = scopes.CreateAsyncScope();
            var liquidated = await scope.ServiceProvider.GetRequiredService<Grains>()
                .Call<PaperAccountGrain, bool>(account, g => g.LoadBook(), (g, loaded) => g.Liquidate(loaded), cancellationToken);
            if (liquidated)
            {
                logger.LogInformation("Account {Account} is below its maintenance margin and is being liquidated", account);
            }
        }
    }

    /// <summary>Adds the minute's point to every curve that moves.</summary>
    internal async Task AddPoints(DateTimeOffset minute, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(PointsSql);
        command.Parameters.Add(new() { Value = minute });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task Watch(CancellationToken cancellationToken)
    {
        var nextPoint = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(options.MarginInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await CheckMargins(cancellationToken);
                var now = time.GetUtcNow();
                if (now >= nextPoint)
                {
                    var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
                    await AddPoints(minute, cancellationToken);
                    nextPoint = minute.AddMinutes(1);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning(e, "Margins could not be checked; trying again");
            }
        }
    }
}
