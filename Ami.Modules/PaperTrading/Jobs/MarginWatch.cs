using Ami.Core;
using Ami.Modules.PaperTrading.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Jobs;

/// <summary>
/// In one silo at a time: sends accounts below their maintenance margin into liquidation, and adds a point a minute to the equity curve of accounts that hold something.
/// </summary>
internal sealed class MarginWatch(
    NpgsqlDataSource dataSource, IGrainFactory grains, Leadership leadership, PaperTradingOptions options, TimeProvider time, ILogger<MarginWatch> logger)
    : BackgroundService
{
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
        foreach (var account in await grains.GetGrain<IMarketWatch>(0).Ask(watch => watch.Breached(), cancellationToken))
        {
            if (await grains.GetGrain<IPaperAccount>(account.AccountId).Ask(paper => paper.Liquidate(account.Marks), cancellationToken))
            {
                logger.LogInformation("Account {Account} is below its maintenance margin and is being liquidated", account.AccountId);
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
