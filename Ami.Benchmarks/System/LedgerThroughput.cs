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
/// Eight writers that post one transfer a transaction through the ledger, against a bare loop that sends the same statements, and against what a ledger without
/// rules would send: an insert and two updates. Once between many accounts, once all into the same one. On a server that waits for its disk; rounds alternate,
/// the best of each counts.
/// </summary>
internal static class LedgerThroughput
{
    internal const int Writers = 8;
    private const int Accounts = 64;
    private const int Rounds = 4;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    private const string Plain = """
        create table core.plain_accounts (id uuid primary key, balance numeric(28, 8) not null);
        create table core.plain_transfers (
            id uuid primary key, from_account uuid not null references core.plain_accounts (id), to_account uuid not null references core.plain_accounts (id),
            amount numeric(28, 8) not null, currency text not null, kind text not null, reference_id uuid not null, occurred_at timestamptz not null);
        create index on core.plain_transfers (from_account, id);
        create index on core.plain_transfers (to_account, id);
        create index on core.plain_transfers (reference_id);
        insert into core.plain_accounts select id, 0 from core.ledger_accounts;
        grant select, insert, update on core.plain_accounts, core.plain_transfers to ami_app;
        """;

    private static readonly LedgerAccount[] Open =
    [
        .. Enumerable.Range(1, Accounts).Select(i => new LedgerAccount(new Guid(i, 0, 0, new byte[8]), ChartOfAccounts.RealOutside, Currency.Usd)),
    ];

    public static async Task Run()
    {
        await using var servers = await EmbeddedServers.StartAsync(durable: true);
        await using var owner = NpgsqlDataSource.Create(servers.Owner);
        _ = (await new Migrator(owner, AllModules.All.Migrations()).Up(_ => { })).Value;
        await using var services = Services(servers.App);
        var source = services.GetRequiredService<NpgsqlDataSource>();
        await using (var batch = source.CreateBatch())
        {
            Open.ToList().ForEach(account => batch.BatchCommands.Add(Ledger.OpenCommand(account)));
            await batch.ExecuteNonQueryAsync();
        }

        await using (var plain = owner.CreateCommand(Plain))
        {
            await plain.ExecuteNonQueryAsync();
        }

        foreach (var (where, hot) in new[] { ("64 accounts", false), ("one hot account", true) })
        {
            var (posted, bare, lean, without) = (0.0, 0.0, 0.0, 0.0);
            for (var round = 0; round < Rounds; round++)
            {
                bare = Math.Max(bare, await PerSecond(hot, t => SameStatements(source, t)));
                posted = Math.Max(posted, await PerSecond(hot, t => Post(services, t)));
                lean = Math.Max(lean, await PerSecond(hot, t => Batch(source, [Ledger.PostCommand(t)])));
                without = Math.Max(without, await PerSecond(hot, t => Batch(source, WithoutRules(t))));
            }

            Print($"{where}: bare loop of the same SQL", bare, bare);
            Print($"{where}: Ledger.Post", posted, bare);
            Print($"{where}: PostCommand in a batch", lean, bare);
            Print($"{where}: insert and two updates", without, bare);
        }
    }

    internal static ServiceProvider Services(string connection)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:ami"] = connection,
                [MasterKey.Setting] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            }
        );
        builder.AddAmiCore();
        return builder.Services.BuildServiceProvider();
    }

    private static async Task<double> PerSecond(bool hot, Func<LedgerTransfer, Task> post)
    {
        var (count, started) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(
            Enumerable
                .Range(0, Writers)
                .Select(async writer =>
                {
                    var random = new Random(writer);
                    while (Stopwatch.GetElapsedTime(started) < Each)
                    {
                        await post(Next(random, hot));
                        Interlocked.Increment(ref count);
                    }
                })
        );
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static LedgerTransfer Next(Random random, bool hot)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = (random.Next(1, Accounts), hot ? 0 : random.Next(Accounts));
        to = from == to ? 0 : to;
        return new LedgerTransfer(Guid.CreateVersion7(now), Open[from].Id, Open[to].Id, Money.Usd(0.01m), "bench", Guid.CreateVersion7(now), now);
    }

    private static async Task Post(ServiceProvider services, LedgerTransfer transfer)
    {
        await using var scope = services.CreateAsyncScope();
        var ledger = scope.ServiceProvider.GetRequiredService<Ledger>();
        var result = await scope.ServiceProvider.GetRequiredService<UnitOfWork>().Run(ct => ledger.Post([transfer], ct));
        if (!result.IsOk)
        {
            throw new InvalidOperationException(result.Error.Code);
        }
    }

    /// <summary>What <see cref="Ledger.Post"/> sends, and nothing around it.</summary>
    private static async Task SameStatements(NpgsqlDataSource source, LedgerTransfer transfer)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new("savepoint ledger_post"), Ledger.PostCommand(transfer), new("release savepoint ledger_post") },
        };
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static async Task Batch(NpgsqlDataSource source, IEnumerable<NpgsqlBatchCommand> commands)
    {
        await using var batch = source.CreateBatch();
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static IEnumerable<NpgsqlBatchCommand> WithoutRules(LedgerTransfer t)
    {
        // In the order of their ids, as PostgreSQL compares them; otherwise two writers could wait for each other.
        var changes = new[] { (t.From, -t.Amount.Amount), (t.To, t.Amount.Amount) }.OrderBy(c => c.Item1.ToString(), StringComparer.Ordinal);
        foreach (var (account, change) in changes)
        {
            yield return new NpgsqlBatchCommand("update core.plain_accounts set balance = balance + $2 where id = $1").With(account).With(change);
        }

        yield return new NpgsqlBatchCommand(
            """
            insert into core.plain_transfers (id, from_account, to_account, amount, currency, kind, reference_id, occurred_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """
        ).With(t.Id).With(t.From).With(t.To).With(t.Amount.Amount).With(t.Amount.Currency.Code).With(t.Kind).With(t.ReferenceId).With(t.OccurredAt);
    }

    private static void Print(string what, double perSecond, double reference) =>
        Console.WriteLine(
            string.Format(CultureInfo.InvariantCulture, "  {0,-46} {1,8:0} transfers/s   ratio {2:0.00}", what, perSecond, perSecond / reference)
        );
}
