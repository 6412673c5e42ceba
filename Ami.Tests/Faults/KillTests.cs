using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ami.AppHost.Running;
using Ami.Tests.Browser;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ami.Tests.Faults;

/// <summary>
/// The whole system with two APIs and two silos, twenty clients placing orders, and kill -9 of a silo, an API process and PostgreSQL in turn.
/// Afterwards the stored rows must explain everything that was acknowledged.
/// </summary>
[TestClass]
public class KillTests
{
    private const int Clients = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [TestMethod]
    public async Task Kill_SiloThenApiThenPostgres_NothingLostNothingDoubledNothingOutOfBalance()
    {
        await using var system = await AppHostProcess.StartAsync(
            ["--no-build", "--apis", "2", "--silos", "2"], Patience, new Dictionary<string, string?> { ["Quotas__trading__free"] = "unlimited" });
        using var http = new HttpClient { BaseAddress = new Uri(system.Run.Url + "/"), Timeout = TimeSpan.FromSeconds(10) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var traders = Enumerable.Range(0, Clients)
            .Select(i => new Trader(http, string.Create(CultureInfo.InvariantCulture, $"trader{i}@example.test"))).ToList();
        await Task.WhenAll(traders.Select(t => t.SignUp(patience.Token)));

        await using var watcher = await Person.Arrive(url: system.Run.Url);
        await watcher.SignUp("en");
        await watcher.Page.GotoAsync("/markets/BTC-SIM");
        await Expect(watcher.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();

        using var stop = new CancellationTokenSource();
        var trading = Task.WhenAll(traders.Select(t => t.Trade("BTC-SIM", 0.001m, stop.Token)));
        foreach (var victim in new[] { "silo", "api", "postgres" })
        {
            await Progress(traders, trading, patience.Token);
            await Kill(system, victim, patience.Token);
        }

        await Progress(traders, trading, patience.Token);

        // The open page came back by itself: it says so, and its price moves again.
        await Expect(watcher.Page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var buy = watcher.Page.GetByRole(AriaRole.Radio, new() { Name = "Buy" });
        await Expect(buy).Not.ToHaveTextAsync(await buy.InnerTextAsync());

        await stop.CancelAsync();
        await trading;
        await Eventually(async () => await Count(system, "select count(*) from paper_trading.orders where status in ('Working', 'Pending')") == 0, patience.Token);

        traders.SelectMany(t => t.Refused).ShouldBeEmpty();
        var acknowledged = traders.SelectMany(t => t.Acknowledged.Values).ToList();
        acknowledged.Distinct().Count().ShouldBe(acknowledged.Count, "two keys gave one order");
        (await Count(system, "select count(*) from paper_trading.orders")).ShouldBe(acknowledged.Count, "an order was lost or doubled");
        (await Count(system, "select count(*) from paper_trading.fills")).ShouldBe(acknowledged.Count, "an order was filled twice or never");
        (await Violations(system, "select * from paper_trading.reconcile()")).ShouldBeEmpty();
        (await Violations(system, "select * from core.ledger_reconcile()")).ShouldBeEmpty();
        system.Run.Processes.Where(p => p.Resource is "silo" or "api" or "postgres").Sum(p => p.Restarts).ShouldBeGreaterThanOrEqualTo(3);
    }

    /// <summary>Every client gets two more orders acknowledged: all of the system works again.</summary>
    private static Task Progress(List<Trader> traders, Task trading, CancellationToken cancellationToken)
    {
        var before = traders.Select(t => t.Acknowledged.Count).ToList();
        return Eventually(
            () => trading.IsFaulted ? throw trading.Exception! : Task.FromResult(traders.Zip(before).All(p => p.First.Acknowledged.Count >= p.Second + 2)),
            cancellationToken);
    }

    private static async Task Kill(AppHostProcess system, string resource, CancellationToken cancellationToken)
    {
        var victim = system.Run.Processes.First(p => p.Resource == resource && p.Pid is not null);
        Process.GetProcessById(victim.Pid!.Value).Kill();
        await Eventually(
            () =>
            {
                var now = system.Run.Processes.Single(p => p.Name == victim.Name);
                return Task.FromResult(now.Pid is not null && now.Pid != victim.Pid && now.State == "healthy");
            },
            cancellationToken);
    }

    private static async Task Eventually(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<long> Count(AppHostProcess system, string sql)
    {
        await using var source = NpgsqlDataSource.Create(system.Run.ConnectionStrings["ami"]);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<string>> Violations(AppHostProcess system, string sql)
    {
        await using var source = NpgsqlDataSource.Create(system.Run.ConnectionStrings["ami"]);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(JsonSerializer.Serialize(Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i).ToString())));
        }

        return rows;
    }
}
