using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ami.AppHost.Running;
using Npgsql;

namespace Ami.Tests.Faults;

/// <summary>A whole system of two APIs and two silos under a few clients that place orders all the time, for tests that break it.</summary>
internal sealed class BusySystem : IAsyncDisposable
{
    private const int Clients = 6;

    private readonly HttpClient _http;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(4));
    private readonly List<Trader> _traders;
    private Task _trading = Task.CompletedTask;

    private BusySystem(AppHostProcess system)
    {
        System = system;
        _http = new HttpClient { BaseAddress = new Uri(system.Run.Url + "/"), Timeout = TimeSpan.FromSeconds(30) };
        _traders = [.. Enumerable.Range(0, Clients).Select(i => new Trader(_http, string.Create(CultureInfo.InvariantCulture, $"trader{i}@example.test")))];
    }

    internal AppHostProcess System { get; }

    /// <summary>Answers that a client had to ask for again: failures of the server, and none at all.</summary>
    internal IReadOnlyList<string> Failures => [.. _traders.SelectMany(t => t.Failures)];

    /// <param name="settings">Environment of the services.</param>
    internal static async Task<BusySystem> Start(params (string Name, string Value)[] settings)
    {
        var environment = settings
            .Append((Name: "Quotas__trading__free", Value: "unlimited"))
            .Append((Name: "Clients__TrustLoopback", Value: "true"))
            .ToDictionary(s => s.Name, s => (string?)s.Value);
        var busy = new BusySystem(await AppHostProcess.StartAsync(["--no-build", "--apis", "2", "--silos", "2"], TimeSpan.FromMinutes(2), environment));
        await Task.WhenAll(busy._traders.Select(t => t.SignUp(busy._patience.Token)));
        busy._trading = Task.WhenAll(busy._traders.Select(t => t.Trade("BTC-SIM", 0.001m, busy._stop.Token)));
        return busy;
    }

    /// <summary>Every client gets two more orders acknowledged: all of the system works.</summary>
    /// <returns>How long that took.</returns>
    internal async Task<TimeSpan> Progress()
    {
        var started = Stopwatch.GetTimestamp();
        var before = _traders.Select(t => t.Acknowledged.Count).ToList();
        await Eventually(() =>
            _trading.IsFaulted ? throw _trading.Exception! : Task.FromResult(_traders.Zip(before).All(p => p.First.Acknowledged.Count >= p.Second + 2))
        );
        return Stopwatch.GetElapsedTime(started);
    }

    internal RunFile.Process Running(string resource) => System.Run.Processes.First(p => p.Resource == resource && p.Pid is not null);

    /// <summary>Sends a signal to a process of the system.</summary>
    internal static async Task Signal(RunFile.Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Pid!.Value.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Waits until another process runs in its place and is healthy.</summary>
    internal Task Replaced(RunFile.Process victim) =>
        Eventually(() =>
        {
            var now = System.Run.Processes.Single(p => p.Name == victim.Name);
            return Task.FromResult(now.Pid is not null && now.Pid != victim.Pid && now.State == "healthy");
        });

    internal async Task Kill(string resource)
    {
        var victim = Running(resource);
        await Signal(victim, "KILL");
        await Replaced(victim);
    }

    /// <summary>Lets the clients finish; then everything that was acknowledged must be there once and explain every figure.</summary>
    internal async Task ShouldHaveLostAndDoubledNothing()
    {
        await _stop.CancelAsync();
        await _trading;
        await Eventually(async () => await Count("select count(*) from paper_trading.orders where status in ('Working', 'Pending')") == 0);

        _traders.SelectMany(t => t.Refused).ShouldBeEmpty();
        var acknowledged = _traders.SelectMany(t => t.Acknowledged.Values).ToList();
        acknowledged.Distinct().Count().ShouldBe(acknowledged.Count, "two keys gave one order");
        (await Count("select count(*) from paper_trading.orders")).ShouldBe(acknowledged.Count, "an order was lost or doubled");
        (await Count("select count(*) from paper_trading.fills")).ShouldBe(acknowledged.Count, "an order was filled twice or never");
        (await Violations("select * from paper_trading.reconcile()")).ShouldBeEmpty();
        (await Violations("select * from core.ledger_reconcile()")).ShouldBeEmpty();
    }

    internal async Task Eventually(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(_patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _trading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await System.DisposeAsync();
        _http.Dispose();
        _stop.Dispose();
        _patience.Dispose();
    }

    private async Task<long> Count(string sql)
    {
        await using var source = NpgsqlDataSource.Create(System.Run.ConnectionStrings["ami"]);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<List<string>> Violations(string sql)
    {
        await using var source = NpgsqlDataSource.Create(System.Run.ConnectionStrings["ami"]);
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
