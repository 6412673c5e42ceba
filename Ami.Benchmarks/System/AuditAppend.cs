using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ami.AppHost.Servers;
using Ami.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ami.Benchmarks;

/// <summary>
/// What an audit entry costs a transaction: sixteen callers that append, against sixteen that insert the same columns into a plain table with the same
/// indexes, and against a chain of a single lane, on a server that waits for its disk. The best of the rounds counts. Then how fast the chain is verified.
/// </summary>
internal static class AuditAppend
{
    private const int Callers = 16;
    private const int Rounds = 3;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(2);

    private const string Plain = """
        create table core.plain_entries (
            id uuid primary key, at timestamptz, actor_id uuid, action text, subject_type text, subject_id text, succeeded boolean, trace_id text,
            address inet, user_agent text, before json, after json);
        create index on core.plain_entries (at desc, id desc);
        create index on core.plain_entries (actor_id, at desc, id desc);
        create index on core.plain_entries (subject_id, at desc, id desc);
        create index on core.plain_entries (action, at desc, id desc);
        grant insert on core.plain_entries to ami_app;
        """;

    public static async Task Run()
    {
        await using var servers = await EmbeddedServers.StartAsync(durable: true);
        await using var owner = NpgsqlDataSource.Create(servers.Owner);
        var scripts = AllModules.All.Migrations();
        _ = (await new Migrator(owner, scripts).Up(_ => { })).Value;
        await Execute(owner, Plain);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:ami"] = servers.App,
                [MasterKey.Setting] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            }
        );
        builder.AddAmiCore();
        await using var services = builder.Services.BuildServiceProvider();

        // Before the first entry a chain can still be made with one lane.
        await Execute(owner, "delete from core.audit_lanes where lane > 0");
        var single = await Best(() => PerSecond(services, Append));
        await Execute(owner, "insert into core.audit_lanes select lane, 0, decode(repeat('00', 32), 'hex') from generate_series(1, 7) lane");
        var (plain, chained) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            plain = Math.Max(plain, await PerSecond(services, InsertPlain));
            chained = Math.Max(chained, await PerSecond(services, Append));
        }

        Print($"plain table, {Callers} callers", plain, plain);
        Print("audit log, eight lanes", chained, plain);
        Print("audit log, a single lane", single, plain);
        var started = Stopwatch.GetTimestamp();
        var verification = await services.GetRequiredService<AuditVerifier>().Verify();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  verified {verification.Entries} entries, {verification.Faults} faults, {verification.Entries / Stopwatch.GetElapsedTime(started).TotalSeconds:0} entries/s"
            )
        );
    }

    private static async Task<double> Best(Func<Task<double>> measure)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Max(best, await measure());
        }

        return best;
    }

    private static void Print(string what, double perSecond, double reference) =>
        Console.WriteLine(
            string.Format(
                CultureInfo.InvariantCulture,
                "  {0,-28} {1,8:0} transactions/s   {2,6:0.0} ms each   ratio {3:0.00}",
                what,
                perSecond,
                Callers / perSecond * 1000,
                perSecond / reference
            )
        );

    private static async Task<double> PerSecond(IServiceProvider services, Func<IServiceProvider, Task> transaction)
    {
        var (count, started) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(async _ =>
                {
                    while (Stopwatch.GetElapsedTime(started) < Each)
                    {
                        await using var scope = services.CreateAsyncScope();
                        await transaction(scope.ServiceProvider);
                        Interlocked.Increment(ref count);
                    }
                })
        );
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task Append(IServiceProvider scope) =>
        scope.GetRequiredService<AuditLog>().Write(new AuditEntry("bench.act", "user", "somebody") { ActorId = Guid.Empty, After = new { Name = "value" } });

    private static Task InsertPlain(IServiceProvider scope)
    {
        var unitOfWork = scope.GetRequiredService<UnitOfWork>();
        return unitOfWork.Run(async cancellationToken =>
        {
            var now = TimeProvider.System.GetUtcNow();
            await using var batch = unitOfWork.Batch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                    """
                    insert into core.plain_entries values ($1, $2, $3, 'bench.act', 'user', 'somebody', true, null, null, null, null, '{"name":"value"}')
                    """
                ).With(Guid.CreateVersion7(now)).With(now).With(Guid.Empty));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        });
    }

    private static async Task Execute(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
