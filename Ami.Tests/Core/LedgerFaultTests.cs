using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Servers;
using Ami.Modules;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Core;

/// <summary>
/// Eight writers on eight accounts, while their processes, their connections and PostgreSQL are killed. At every read debits equal credits and nothing is below
/// its limit; at the end the replay gives what is stored, and all that was acknowledged is there.
/// </summary>
[TestClass]
public sealed class LedgerFaultTests
{
    /// <summary>One snapshot: sums that differ, and accounts below their limit.</summary>
    private const string Wrong = """
        select (select count(*) from (select from core.ledger_accounts group by realm, currency
                having sum(debits_posted) <> sum(credits_posted) or sum(debits_pending) <> sum(credits_pending)) u)
             + (select count(*) from core.ledger_accounts where not allow_negative and balance < debits_pending)
        """;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Writers_ProcessesAndConnectionsAndPostgresKilled_LedgerIsWhole()
    {
        await using var servers = await EmbeddedServers.StartAsync(durable: true, TestContext.CancellationToken);
        await using var owner = NpgsqlDataSource.Create(servers.Owner);
        _ = (await new Migrator(owner, AllModules.All.Migrations()).Up(_ => { }, TestContext.CancellationToken)).Value;
        await Open(servers.App);

        using var reading = new CancellationTokenSource();
        var reader = Task.Run(() => Read(servers.App, reading.Token), CancellationToken.None);
        var acknowledged = new ConcurrentDictionary<Guid, bool>();
        using var steady = Start(servers.App, 100, acknowledged);
        var victim = Start(servers.App, 0, acknowledged);
        for (var round = 1; round <= 3; round++)
        {
            await Progress(acknowledged, 150);
            victim.Kill();
            await victim.WaitForExitAsync(TestContext.CancellationToken);
            victim.Dispose();
            victim = Start(servers.App, round * 1000, acknowledged);
        }

        using (victim)
        {
            for (var round = 0; round < 5; round++)
            {
                await Progress(acknowledged, 30);
                await CoreHost.Scalar<long>(
                    servers.App,
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()"
                );
            }

            await Progress(acknowledged, 100);
            await servers.KillPostgresAsync();
            await servers.RestartPostgresAsync(TestContext.CancellationToken);
            await Progress(acknowledged, 150);
            steady.Kill();
            victim.Kill();
            await Task.WhenAll(steady.WaitForExitAsync(TestContext.CancellationToken), victim.WaitForExitAsync(TestContext.CancellationToken));
        }

        await reading.CancelAsync();
        (await reader).ShouldBeGreaterThan(10);
        NpgsqlConnection.ClearAllPools();
        (await CoreHost.Scalar<string>(servers.App, "select coalesce(string_agg(detail, '; '), '') from core.ledger_reconcile()")).ShouldBe("");
        var posted = await CoreHost.Scalar<Guid[]>(servers.App, "select array_agg(id) from core.ledger_transfers");
        acknowledged.Keys.Except(posted).ShouldBeEmpty("an acknowledged transfer was lost");
    }

    private static async Task Open(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var batch = source.CreateBatch();
        foreach (var account in LedgerWriter.Accounts)
        {
            batch.BatchCommands.Add(Ledger.OpenCommand(account));
        }

        await batch.ExecuteNonQueryAsync();
    }

    /// <returns>How often it looked.</returns>
    private static async Task<int> Read(string connection, CancellationToken end)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var reads = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                await using var command = source.CreateCommand(Wrong);
                ((long)(await command.ExecuteScalarAsync(CancellationToken.None))!).ShouldBe(0);
                reads++;
            }
            catch (NpgsqlException e) when (DatabaseFaults.IsTransient(e))
            {
                // It was killed, too.
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        return reads;
    }

    private Task Progress(ConcurrentDictionary<Guid, bool> acknowledged, int sets)
    {
        var wanted = acknowledged.Count + sets;
        return Eventually.BecomesTrueAsync(() => acknowledged.Count >= wanted, TestContext.CancellationToken);
    }

    private static Process Start(string connection, int seed, ConcurrentDictionary<Guid, bool> acknowledged) =>
        WorkerProcess.Start(typeof(LedgerWorker), acknowledged, "ledger-worker", connection, seed.ToString(CultureInfo.InvariantCulture), "240");
}
