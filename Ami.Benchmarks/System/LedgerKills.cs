using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Servers;
using Ami.Modules;
using Ami.Tests.Core;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// Eight writers in two processes post a million steps in linked sets on eight accounts, while the processes and PostgreSQL are killed with -9 in turn. Every
/// read looks whether debits equal credits and whether anything is below its limit; at the end all is played again.
/// </summary>
internal static class LedgerKills
{
    private const int MostLinked = 40;
    private const int Kills = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private const string Wrong = """
        select (select count(*) from (select from core.ledger_accounts group by realm, currency
                having sum(debits_posted) <> sum(credits_posted) or sum(debits_pending) <> sum(credits_pending)) u)
             + (select count(*) from core.ledger_accounts where not allow_negative and balance < debits_pending)
        """;

    public static async Task Run(int steps)
    {
        await using var servers = await EmbeddedServers.StartAsync(durable: true);
        await using var owner = NpgsqlDataSource.Create(servers.Owner);
        _ = (await new Migrator(owner, AllModules.All.Migrations()).Up(_ => { })).Value;
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(servers.App) { CommandTimeout = 600 }.ConnectionString);
        await using (var batch = source.CreateBatch())
        {
            LedgerWriter.Accounts.ToList().ForEach(account => batch.BatchCommands.Add(Ledger.OpenCommand(account)));
            await batch.ExecuteNonQueryAsync();
        }

        var acknowledged = new ConcurrentDictionary<Guid, int>();
        var writers = new[] { Start(servers.App, 0, acknowledged), Start(servers.App, 100, acknowledged) };
        var (started, killed, reads, wrong) = (Stopwatch.GetTimestamp(), 0, 0L, 0L);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var posted = 0L; posted < steps && Stopwatch.GetElapsedTime(started) < Longest; posted = acknowledged.Values.Sum(n => (long)n))
        {
            await timer.WaitForNextTickAsync();
            wrong += await Look(source) ?? 0;
            reads++;
            if (posted < (killed + 1L) * steps / (Kills + 1))
            {
                continue;
            }

            killed++;
            if (killed % 3 == 0)
            {
                await servers.KillPostgresAsync();
                await servers.RestartPostgresAsync();
            }
            else
            {
                await End(writers[killed % 2]);
                writers[killed % 2] = Start(servers.App, killed * 1000, acknowledged);
            }
        }

        await Task.WhenAll(writers.Select(End));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        NpgsqlConnection.ClearAllPools();
        var rows = (long)(await Scalar(source, "select count(*) from core.ledger_transfers"))!;
        var lost = acknowledged.Keys.Except((Guid[])(await Scalar(source, "select array_agg(id) from core.ledger_transfers"))!).Count();
        var replaying = Stopwatch.GetTimestamp();
        var differences = (long)(await Scalar(source, "select count(*) from core.ledger_reconcile()"))!;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                  {rows} steps in {took:0} s ({rows / took:0}/s), {killed} kills with -9, {killed / 3} of them of PostgreSQL
                  {reads} reads, {wrong} with unequal sums or a balance below its limit; {lost} acknowledged sets lost
                  replay of all in {Stopwatch.GetElapsedTime(replaying).TotalSeconds:0.0} s, {differences} differences
                """
            )
        );
    }

    /// <summary>What a process of four writers does: the arguments are the connection and the seed of the first.</summary>
    public static async Task<int> Write(string connection, int seed)
    {
        await using var services = LedgerThroughput.Services(connection);
        using var end = new CancellationTokenSource(Longest + Longest);
        await Task.WhenAll(
            Enumerable
                .Range(seed, LedgerThroughput.Writers / 2)
                .Select(number =>
                    Task.Run(() => new LedgerWriter(services, number, MostLinked).Write((id, count) => Console.WriteLine($"{id} {count}"), end.Token))
                )
        );
        return 0;
    }

    private static async Task<long?> Look(NpgsqlDataSource source)
    {
        try
        {
            return (long?)await Scalar(source, Wrong);
        }
        catch (NpgsqlException e) when (DatabaseFaults.IsTransient(e))
        {
            return null;
        }
    }

    private static async Task<object?> Scalar(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static Process Start(string connection, int seed, ConcurrentDictionary<Guid, int> acknowledged)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList = { typeof(LedgerKills).Assembly.Location, "ledger-writers", connection, seed.ToString(CultureInfo.InvariantCulture) },
                RedirectStandardOutput = true,
            },
        };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Split(' ') is [var id, var count])
            {
                acknowledged[Guid.Parse(id)] = int.Parse(count, CultureInfo.InvariantCulture);
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task End(Process process)
    {
        using (process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }
}
