using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Core;

[TestClass]
public class AuditTests
{
    [TestMethod]
    public async Task Append_FromManyConnections_ChainIsIntact()
    {
        await using var host = await AuditHost.Start();
        await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(async worker =>
                {
                    for (var i = 0; i < 20; i++)
                    {
                        await host.Append($"test.worker-{worker}", after: new { i });
                    }
                })
        );

        var verification = await host.Verify();
        verification.Findings.ShouldBeEmpty();
        verification.Entries.ShouldBe(480);
        (await CoreHost.Scalar<long>(host.Database.Owner, "select count(*) from core.audit_lanes where seq > 0")).ShouldBeGreaterThan(1);
    }

    [TestMethod]
    public async Task Append_SeveralInOneTransaction_StayInOrderInOneLane()
    {
        await using var host = await AuditHost.Start();
        await host.Services.InScope(async scope =>
        {
            var audit = scope.GetRequiredService<AuditLog>();
            await scope
                .GetRequiredService<UnitOfWork>()
                .Run(_ =>
                {
                    audit.Append(new AuditEntry("test.first", "thing", "1"));
                    audit.Append(new AuditEntry("test.second", "thing", "1"));
                    return Task.CompletedTask;
                });
            return true;
        });
        (await CoreHost.Scalar<string>(host.Database.Owner, "select string_agg(action, ' ' order by lane, seq) from core.audit_chain")).ShouldBe(
            "test.first test.second"
        );
        (await CoreHost.Scalar<long>(host.Database.Owner, "select count(distinct lane) from core.audit_chain")).ShouldBe(1);
    }

    [TestMethod]
    public async Task Append_ActRolledBack_LeavesNoEntry()
    {
        await using var host = await AuditHost.Start();
        await host.Services.InScope(async scope =>
        {
            var audit = scope.GetRequiredService<AuditLog>();
            await Should.ThrowAsync<InvalidOperationException>(() =>
                scope
                    .GetRequiredService<UnitOfWork>()
                    .Run(_ =>
                    {
                        audit.Append(new AuditEntry("test.undone", "thing", null));
                        throw new InvalidOperationException();
                    })
            );
            return true;
        });
        (await host.Verify()).Entries.ShouldBe(0);
    }

    [TestMethod]
    public async Task Append_TextThatLooksLikeOtherFields_Verifies()
    {
        await using var host = await AuditHost.Start();
        await host.Append("test.1:-,-", after: new { text = "ñ \"' \0 ✓ 7:forged,-" });
        (await host.Verify()).IsIntact.ShouldBeTrue();
    }

    [TestMethod]
    [DataRow("insert into core.audit_chain select * from core.audit_chain")]
    [DataRow("update core.audit_chain set succeeded = false")]
    [DataRow("delete from core.audit_chain")]
    [DataRow("truncate core.audit_chain")]
    [DataRow("update core.audit_details set after = null")]
    [DataRow("delete from core.audit_details")]
    [DataRow("update core.audit_lanes set seq = 0")]
    [DataRow("update core.audit_anchors set seqs = '{}'")]
    [DataRow("delete from core.audit_anchors")]
    [DataRow("delete from core.audit_retention")]
    [DataRow("alter table core.audit_chain disable trigger user")]
    public async Task Change_ByTheServicesRole_IsNotPermitted(string sql)
    {
        await using var host = await AuditHost.Start();
        await host.AppendAndAnchor(1);
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(host.Database.App, sql))).SqlState.ShouldBe("42501");
    }

    [TestMethod]
    [DataRow("update core.audit_chain set succeeded = false")]
    [DataRow("delete from core.audit_chain")]
    [DataRow("truncate core.audit_chain")]
    [DataRow("delete from core.audit_details")]
    [DataRow("truncate core.audit_details, core.audit_anchors")]
    [DataRow("update core.audit_anchors set at = now()")]
    public async Task Change_ByTheOwnerInPassing_IsRefused(string sql)
    {
        await using var host = await AuditHost.Start();
        await host.AppendAndAnchor(1);
        (await Should.ThrowAsync<PostgresException>(() => CoreHost.Execute(host.Database.Owner, sql))).SqlState.ShouldBe("23001");
    }

    [TestMethod]
    public async Task Forget_PersonalPartsGoAndTheChainStaysWhole()
    {
        await using var host = await AuditHost.Start();
        var (person, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.Append("test.hers", person, new { email = "her@example.com" });
        await host.Append("test.his", other, new { email = "him@example.com" });
        await host.Services.InScope(async scope =>
        {
            var audit = scope.GetRequiredService<AuditLog>();
            await scope
                .GetRequiredService<UnitOfWork>()
                .Run(_ =>
                {
                    audit.Forget(person);
                    return Task.CompletedTask;
                });
            return true;
        });

        (await CoreHost.Scalar<long>(host.Database.Owner, "select count(*) from core.audit_details where after::text like '%her@%'")).ShouldBe(0);
        (await CoreHost.Scalar<long>(host.Database.Owner, "select count(*) from core.audit_details where after::text like '%him@%'")).ShouldBe(1);
        var verification = await host.Verify();
        verification.IsIntact.ShouldBeTrue();
        (verification.Entries, verification.Erased).ShouldBe((3, 1));
    }

    [TestMethod]
    public async Task Search_EveryFilter_FindsTheEntryAndNotTheOther()
    {
        await using var host = await AuditHost.Start();
        var (person, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await host.Append("identity.signed-in", person, new { method = "password" });
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.Append("admin.flag-changed", other);
        var trail = host.Services.GetRequiredService<AuditTrail>();
        foreach (
            var filter in new AuditFilter[]
            {
                new() { Text = person.ToString() },
                new() { Text = "Signed" },
                new() { Action = "identity." },
                new() { Action = "identity.signed-in" },
                new() { ActorId = person },
                new() { UserId = person },
                new() { SubjectId = person.ToString(), SubjectType = "user" },
                new() { To = host.Time.GetUtcNow() },
            }
        )
        {
            var page = (await trail.Search(filter, null, null)).Value;
            page.Items.Select(i => i.Action).ShouldBe(["identity.signed-in"], filter.ToString());
        }

        (await trail.Search(new AuditFilter { Text = "10.0.0.0/8" }, null, null)).Value.Items.ShouldBeEmpty();
        var first = (await trail.Search(new AuditFilter(), null, 1)).Value;
        first.Items.Single().Action.ShouldBe("admin.flag-changed");
        (await trail.Search(new AuditFilter(), first.NextCursor, 1)).Value.Items.Single().After?.GetProperty("method").GetString().ShouldBe("password");
    }
}
