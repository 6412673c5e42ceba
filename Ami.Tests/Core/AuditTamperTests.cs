using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Tests.Core;

/// <summary>What somebody does who can write to the database as its owner shows.</summary>
[TestClass]
public class AuditTamperTests
{
    // Makes all hashes of the lane anew, from the entry with the given number on, just as the database's own function does.
    private const string Rehash = """
        do $$
        declare entry record; before bytea;
        begin
            for entry in select * from core.audit_chain order by lane, seq loop
                before := coalesce((select hash from core.audit_chain where lane = entry.lane and seq = entry.seq - 1), decode(repeat('00', 32), 'hex'));
                update core.audit_chain c set hash = sha256(before || core.audit_text(array[
                    lane::text, seq::text, id::text, trunc(extract(epoch from at) * 1000000)::bigint::text, actor_id::text, action, subject_type, subject_id,
                    succeeded::text, trace_id, encode(details_hash, 'hex')])) where c.lane = entry.lane and c.seq = entry.seq;
            end loop;
            update core.audit_lanes l set hash = c.hash, seq = c.seq from core.audit_chain c
            where c.lane = l.lane and c.seq = (select max(seq) from core.audit_chain m where m.lane = l.lane);
        end $$
        """;

    [TestMethod]
    [DataRow("update core.audit_chain set actor_id = gen_random_uuid() where seq = 3", AuditFault.EntryChanged)]
    [DataRow("update core.audit_chain set at = at - interval '1 microsecond' where seq = 3", AuditFault.EntryChanged)]
    [DataRow("update core.audit_chain set succeeded = false where seq = 5", AuditFault.EntryChanged)]
    [DataRow(
        "update core.audit_chain set seq = case seq when 2 then 102 else 103 end where seq in (2, 3); update core.audit_chain set seq = 105 - seq where seq in (102, 103)",
        AuditFault.EntryChanged
    )]
    [DataRow("delete from core.audit_chain where seq = 3", AuditFault.EntryMissing)]
    [DataRow("update core.audit_details set after = '{\"number\":7}' where after->>'number' = '2'", AuditFault.DetailsChanged)]
    [DataRow("update core.audit_details set address = '10.0.0.1' where after->>'number' = '2'", AuditFault.DetailsChanged)]
    [DataRow("delete from core.audit_details where after->>'number' = '2'", AuditFault.DetailsMissing)]
    [DataRow("delete from core.audit_chain where seq = 5", AuditFault.EndMoved)]
    [DataRow(
        "insert into core.audit_chain select lane, 6, gen_random_uuid(), at, actor_id, 'test.forged', subject_type, subject_id, succeeded, trace_id, details_hash, sha256(hash) from core.audit_chain where seq = 5",
        AuditFault.EndMoved
    )]
    [DataRow("update core.audit_anchors set at = at - interval '1 hour'", AuditFault.AnchorForged)]
    [DataRow("update core.audit_anchors set number = 2", AuditFault.AnchorMissing)]
    [DataRow("update core.audit_anchors set checkpoint = true", AuditFault.AnchorForged)]
    [DataRow("update core.audit_chain set action = 'test.rewritten' where seq = 5;" + Rehash, AuditFault.HistoryRewritten)]
    [DataRow("delete from core.audit_chain where seq = 5;" + Rehash, AuditFault.HistoryRewritten)]
    public async Task Verify_Tampered_FindsIt(string sql, AuditFault fault)
    {
        await using var host = await AuditHost.Start();
        await host.AppendAndAnchor(5);
        (await host.Verify()).IsIntact.ShouldBeTrue();
        await host.Tamper(sql);
        (await host.Verify()).Findings.Select(f => f.Fault).ShouldContain(fault);
    }

    [TestMethod]
    public async Task Verify_OneEntryChanged_NamesJustThatOne()
    {
        await using var host = await AuditHost.Start();
        await host.AppendAndAnchor(5);
        await host.Tamper("update core.audit_chain set action = 'test.changed' where seq = 3");
        var finding = (await host.Verify()).Findings.ShouldHaveSingleItem();
        (finding.Fault, finding.Number).ShouldBe((AuditFault.EntryChanged, 3));
        finding.EntryId.ShouldBe(await CoreHost.Scalar<Guid>(host.Database.Owner, "select id from core.audit_chain where seq = 3"));
    }

    [TestMethod]
    public async Task Verify_RolledBackToAnOlderState_IsFoundWithAnAnchorNotedElsewhere()
    {
        await using var host = await AuditHost.Start();
        await host.AppendAndAnchor(2);
        await host.Append("test.to-be-lost");
        var noted = await host.Services.GetRequiredService<AuditAnchors>().Drop();
        (await host.Verify(noted)).IsIntact.ShouldBeTrue();
        await host.Tamper(
            "delete from core.audit_details d using core.audit_chain c where c.id = d.entry_id and c.seq = 3; delete from core.audit_chain where seq = 3; delete from core.audit_anchors where number = 2;"
                + Rehash
        );
        (await host.Verify()).IsIntact.ShouldBeTrue();
        (await host.Verify(noted)).Findings.ShouldHaveSingleItem().Fault.ShouldBe(AuditFault.AnchorMissing);
    }

    [TestMethod]
    public async Task Anchor_Dropped_IsCopiedIntoTheLogOutsideOfTheDatabase()
    {
        await using var host = await AuditHost.Start();
        var log = new Lines();
        var jobs = new AuditJobs(host.Services.GetRequiredService<AuditAnchors>(), host.Services.GetRequiredService<AuditRetention>());
        await host.Append("test.anchored");
        await jobs.Anchor(new JobRun("core.anchor-audit", log), CancellationToken.None);
        await jobs.Anchor(new JobRun("core.anchor-audit", log), CancellationToken.None);
        var line = log.ShouldHaveSingleItem("nothing new, no anchor");
        const string beginning = "core.anchor-audit: Audit anchor ";
        line.ShouldStartWith(beginning);
        (await host.Verify(line[beginning.Length..])).IsIntact.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Sweep_OlderThanTheRetention_GivesUpBehindACheckpoint()
    {
        await using var host = await AuditHost.Start(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var retention = host.Services.GetRequiredService<AuditRetention>();
        await host.AppendAndAnchor(5);
        (await retention.Sweep()).ShouldBe(0);

        host.Time.Advance(TimeSpan.FromDays(await retention.KeepDays() - 1));
        await host.AppendAndAnchor(2);
        (await retention.Sweep()).ShouldBe(0);

        host.Time.Advance(TimeSpan.FromDays(2));
        (await retention.Sweep()).ShouldBe(5);
        (await retention.Sweep()).ShouldBe(0);
        await host.AppendAndAnchor(1);
        var verification = await host.Verify();
        verification.Findings.ShouldBeEmpty();
        (verification.Entries, verification.Anchors, verification.SinceAnchor).ShouldBe((3, 2, 0));

        await host.Tamper("delete from core.audit_chain where seq = 6");
        (await host.Verify()).Findings.ShouldNotBeEmpty();
    }

    [TestMethod]
    public async Task Sweep_EntriesThatAreYoungInTheDatabase_AreKeptWhateverTheCallerBelieves()
    {
        await using var host = await AuditHost.Start(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        await CoreHost.Execute(host.Database.Owner, "update core.audit_retention set keep_days = 3650");
        await host.AppendAndAnchor(2);
        host.Time.Advance(TimeSpan.FromDays(4000));
        await Should.ThrowAsync<PostgresException>(() => host.Services.GetRequiredService<AuditRetention>().Sweep());
        (await host.Verify()).Entries.ShouldBe(2);
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add(formatter(state, exception));
    }
}
