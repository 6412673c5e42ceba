using Ami.Modules;
using Ami.TestKit;
using Npgsql;

namespace Ami.Tests.Core;

[TestClass]
public class MigratorTests
{
    private static readonly MigrationScript First = new("Shop", 1, "init", "create table shop.items (id int primary key);", "drop table shop.items;");
    private static readonly MigrationScript Second = new("Shop", 2, "price", "alter table shop.items add price int;", "alter table shop.items drop price;");

    [TestMethod]
    public async Task UpThenDown_EveryModule_LeavesNothing()
    {
        await using var source = await Empty();
        var scripts = AllModules.All.Migrations();
        var migrator = new Migrator(source, scripts);
        (await migrator.Up(_ => { })).Value.ShouldBe(scripts.Count);
        (await migrator.Down(null, 0, _ => { })).Value.ShouldBe(scripts.Count);

        await using var command = source.CreateCommand(
            """
            select string_agg(n.nspname || '.' || o.name, ', ') from (
                select relnamespace as ns, relname as name from pg_class where relkind in ('r', 'p', 'v', 'm', 'S')
                union all select pronamespace, proname from pg_proc
                union all select typnamespace, typname from pg_type where typtype in ('e', 'd')) o
            join pg_namespace n on n.oid = o.ns
            where n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pg_toast') and o.name <> 'schema_migrations'
            """
        );
        (await command.ExecuteScalarAsync()).ShouldBe(DBNull.Value);
    }

    [TestMethod]
    public async Task Up_Again_DoesNothing()
    {
        await using var source = await Empty();
        var migrator = new Migrator(source, [First, Second]);
        (await migrator.Up(_ => { })).Value.ShouldBe(2);
        (await migrator.Up(_ => { })).Value.ShouldBe(0);
        (await migrator.Status()).ShouldAllBe(s => s.AppliedAt != null && !s.Changed);
    }

    [TestMethod]
    public async Task Up_AppliedFileWasEdited_RefusesAndDoesNothing()
    {
        await using var source = await Empty();
        await new Migrator(source, [First]).Up(_ => { });
        var edited = First with { Up = First.Up + " -- edited" };
        var result = await new Migrator(source, [new MigrationScript(edited.Module, 1, "init", edited.Up, edited.Down), Second]).Up(_ => { });
        result.Error.Code.ShouldBe("migrations.changed");
        (await new Migrator(source, [First, Second]).Status())[1].AppliedAt.ShouldBeNull();
    }

    [TestMethod]
    public async Task Up_TwoAtOnce_EachMigrationOnce()
    {
        await using var source = await Empty();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new Migrator(source, [First, Second]).Up(_ => { })));
        results.Sum(r => r.Value).ShouldBe(2);
    }

    [TestMethod]
    public async Task Up_StatementFails_KeepsWhatWasBeforeIt()
    {
        await using var source = await Empty();
        var broken = Second with { };
        broken = new MigrationScript("Shop", 2, "price", "alter table shop.items add price int; select 1/0;", broken.Down);
        await Should.ThrowAsync<PostgresException>(() => new Migrator(source, [First, broken]).Up(_ => { }));
        var status = await new Migrator(source, [First, Second]).Status();
        status[0].AppliedAt.ShouldNotBeNull();
        status[1].AppliedAt.ShouldBeNull();
    }

    [TestMethod]
    public async Task Up_GrantsTheServicesRoleWhatTheCommentSaysAndNoOwnership()
    {
        var database = await TestServers.CreateEmptyDatabase();
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await new Migrator(source, [First]).Up(_ => { });
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(database.App, "insert into shop.items values (1)"))).SqlState.ShouldBe("42501");

        await CoreHost.Execute(database.Owner, "comment on table shop.items is 'services: insert (id)'");
        await new Migrator(source, [First]).Up(_ => { });
        await CoreHost.Execute(database.App, "insert into shop.items values (1)");
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(database.App, "select * from shop.items"))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(database.App, "drop table shop.items"))).SqlState.ShouldBe("42501");
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(database.App, "create table shop.more (id int)"))).SqlState.ShouldBe("42501");
    }

    private static async Task<NpgsqlDataSource> Empty() => NpgsqlDataSource.Create((await TestServers.CreateEmptyDatabase()).Owner);
}
