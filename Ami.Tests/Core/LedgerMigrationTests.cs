using Ami.Modules;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Core;

/// <summary>What the earlier ledger held is carried over by its migration, and back.</summary>
[TestClass]
public sealed class LedgerMigrationTests
{
    private const string Old = """
        insert into core.ledger_accounts (id, owner_id, kind, currency, allow_negative)
        select md5(kind)::uuid, md5('owner')::uuid, kind, 'USD', true from unnest('{cash,fees,funding,pnl}'::text[]) kind;
        insert into core.ledger_transfers (id, from_account, to_account, amount, currency, kind, reference_id, occurred_at)
        select gen_random_uuid(), md5(f)::uuid, md5(t)::uuid, a, 'USD', 'old', md5('owner')::uuid, '2026-01-01'
        from (values ('funding', 'cash', 100), ('cash', 'fees', 0.00000001), ('cash', 'fees', 2.5), ('fees', 'cash', 1)) m (f, t, a);
        """;

    private const string Balances = "select string_agg(kind || ' ' || trim_scale(balance), ', ' order by kind) from core.ledger_accounts";
    private const string Expected = "cash 98.49999999, fees 1.50000001, funding -100, pnl 0";

    [TestMethod]
    public async Task UpAndDown_KeepBalancesAndExplainThem()
    {
        var (database, migrator) = await Earlier();
        await CoreHost.Execute(database.Owner, Old);
        (await migrator.Up(_ => { })).Value.ShouldBeGreaterThan(0);

        (await CoreHost.Scalar<string>(database.App, Balances)).ShouldBe(Expected);
        (await CoreHost.Scalar<string>(database.App, "select string_agg(distinct realm, ', ') from core.ledger_accounts")).ShouldBe("practice");
        (await CoreHost.Scalar<string>(database.App, "select coalesce(string_agg(detail, '; '), '') from core.ledger_reconcile()")).ShouldBe("");
        (
            await CoreHost.Scalar<string>(
                database.App,
                "select concat_ws(' ', trim_scale(debits_posted), trim_scale(credits_posted)) from core.ledger_accounts where kind = 'cash'"
            )
        ).ShouldBe("2.50000001 101");
        await CoreHost.Execute(
            database.App,
            "select core.ledger_post(gen_random_uuid(), md5('cash')::uuid, md5('pnl')::uuid, 1, 'USD', 'new', gen_random_uuid(), now())"
        );

        await migrator.Down("PaperTrading", 7, _ => { });
        (await migrator.Down("Core", 10, _ => { })).Value.ShouldBeGreaterThan(0);
        (await CoreHost.Scalar<string>(database.Owner, Balances)).ShouldBe("cash 97.49999999, fees 1.50000001, funding -100, pnl 1");
        await CoreHost.Execute(
            database.Owner,
            """
            insert into core.ledger_transfers (id, from_account, to_account, amount, currency, kind, reference_id, occurred_at)
            values (gen_random_uuid(), md5('pnl')::uuid, md5('cash')::uuid, 1, 'USD', 'old', gen_random_uuid(), now())
            """
        );
        (await CoreHost.Scalar<string>(database.Owner, Balances)).ShouldBe(Expected);
        (await CoreHost.Scalar<long>(database.Owner, "select count(*) from core.ledger_reconcile()")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Up_BalanceThatNoTransferExplains_IsRefused()
    {
        var (database, migrator) = await Earlier();
        await CoreHost.Execute(database.Owner, Old + "update core.ledger_accounts set balance = balance + 1 where kind = 'cash'");
        (await Should.ThrowAsync<PostgresException>(() => migrator.Up(_ => { }))).Message.ShouldContain("ledger_reconcile");
    }

    [TestMethod]
    public async Task Down_RealMoney_IsRefused()
    {
        var (database, migrator) = await Earlier();
        await migrator.Up(_ => { });
        await CoreHost.Execute(
            database.App,
            "insert into core.ledger_accounts (id, owner_id, kind, currency, realm, allow_negative) values (gen_random_uuid(), gen_random_uuid(), 'real.cash', 'USD', 'real', false)"
        );
        (await Should.ThrowAsync<PostgresException>(() => migrator.Down("Core", 10, _ => { }))).Message.ShouldContain("real money");
    }

    /// <summary>A database as it was before, and what migrates it.</summary>
    private static async Task<(TestDatabase Database, Migrator Migrator)> Earlier()
    {
        var database = await TestServers.CreateEmptyDatabase();
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Owner) { Pooling = false });
        var scripts = AllModules.All.Migrations();
        var earlier = scripts.Where(s => s is not ({ Module: "Core", Version: > 10 } or { Module: "PaperTrading", Version: > 7 }));
        (await new Migrator(source, earlier).Up(_ => { })).IsOk.ShouldBeTrue();
        return (database, new Migrator(source, scripts));
    }
}
