using Ami.Modules.Workers;
using Ami.TestKit;
using Ami.Tests.Core;
using Npgsql;

namespace Ami.Tests.Architecture;

/// <summary>What the services' role may do to the database (docs/adr/0030): what they need, and nothing that would turn a hole in a service into more.</summary>
[TestClass]
public sealed class ServiceRightsTests : ApiTests<ServiceRightsTests>
{
    [TestMethod]
    [DataRow("delete from core.schema_migrations")]
    [DataRow("select * from core.schema_migrations")]
    [DataRow("update core.ledger_accounts set credits_posted = 1")]
    [DataRow(
        "insert into core.ledger_accounts (id, owner_id, kind, currency, realm, allow_negative, credits_posted) values (gen_random_uuid(), gen_random_uuid(), 'cash', 'USD', 'practice', true, 1)"
    )]
    [DataRow("update core.ledger_transfers set amount = 1")]
    [DataRow("delete from core.ledger_transfers")]
    [DataRow("update core.orleansquery set querytext = ''")]
    [DataRow("update identity.roles set name = 'admin' where name = 'student'")]
    [DataRow("update identity.roles set is_built_in = false")]
    [DataRow("update identity.user_roles set role_id = role_id")]
    [DataRow("truncate identity.sessions")]
    [DataRow("create table core.mine ()")]
    [DataRow("create schema mine")]
    [DataRow("alter table identity.users add column mine text")]
    [DataRow("drop trigger user_roles_guard on identity.user_roles")]
    public async Task Services_WhatIsNotTheirs_IsRefused(string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(Host.Database.App, sql))).SqlState.ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege
        );

    [TestMethod]
    [DataRow("insert into identity.user_roles (user_id, role_id) select '{0}', id from identity.roles where name = 'admin'")]
    [DataRow("insert into identity.user_roles (user_id, role_id) select '{0}', id from identity.roles where name = 'support'")]
    [DataRow("insert into identity.role_permissions (role_id, permission, granted) select id, '{0}', true from identity.roles where name = 'support'")]
    [DataRow("update identity.role_permissions set granted = true where permission = 'kept'")]
    [DataRow("delete from identity.role_permissions where permission = 'kept'")]
    public async Task StaffRights_GivenByServices_NeedAnAdministrator(string statement)
    {
        await CoreHost.Execute(
            Host.Database.Owner,
            "insert into identity.role_permissions (role_id, permission, granted) select id, 'kept', false from identity.roles where name = 'support' on conflict do nothing"
        );
        var (admin, support, student) = (await Host.SignUpStaff("admin"), await Host.SignUpStaff("support"), await Host.SignUp());
        var make = statement.Replace("{0}", student.UserId.ToString(), StringComparison.Ordinal);
        foreach (var actor in new[] { "", student.UserId.ToString(), support.UserId.ToString(), Guid.CreateVersion7().ToString() })
        {
            (
                await Should.ThrowAsync<PostgresException>(() =>
                    CoreHost.Execute(Host.Database.App, $"begin; select set_config('ami.actor', '{actor}', true); {make}; commit")
                )
            ).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }

        await CoreHost.Execute(Host.Database.App, $"begin; select set_config('ami.actor', '{admin.UserId}', true); {make}; commit");
    }

    [TestMethod]
    [Needs<WorkersModule>] // whose keys' table the accounts began
    public async Task Tables_AllButTheHistoryOfMigrations_SayWhatServicesMay()
    {
        const string Silent = """
            select string_agg(c.oid::regclass::text, ', ') from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v') and n.nspname !~ '^(pg_|information_schema|public)' and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'services: %'
            """;
        (await CoreHost.Scalar<string>(Host.Database.Owner, Silent)).ShouldBe("core.schema_migrations");
    }

    [TestMethod]
    public async Task Services_OwnNothing()
    {
        const string Owned = "select string_agg(relname, ', ') from pg_class where relowner = 'ami_app'::regrole";
        (await CoreHost.Scalar<string>(Host.Database.Owner, $"select coalesce(({Owned}), '')")).ShouldBe("");
    }
}
