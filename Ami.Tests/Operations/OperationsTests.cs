using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ami.Modules.Operations.Features;
using Ami.Modules.PaperTrading;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Operations;

/// <summary>Figures, dead letters and health, through the real pipeline.</summary>
[TestClass]
public sealed class OperationsTests : StaffedApiTests<OperationsTests>
{
    [TestMethod]
    public async Task Dashboard_AfterASignUp_CountsIt()
    {
        Host.Time.Advance(TimeSpan.FromSeconds(3), elapses: true);
        var before = Figures(await Admin.Client.Get<Dashboard>("/api/admin/dashboard"));
        await Host.SignUp();
        Host.Time.Advance(TimeSpan.FromSeconds(3), elapses: true);
        var after = Figures(await Admin.Client.Get<Dashboard>("/api/admin/dashboard"));
        after["identity.users"].ShouldBeGreaterThan(before["identity.users"]);
        after["identity.sessions"].ShouldBeGreaterThan(before["identity.sessions"]);
        foreach (var name in new[] { "core.outbox_pending", "core.dead_letters", "core.failures", "core.requests" })
        {
            after.ShouldContainKey(name);
        }

        after.ContainsKey("paper.orders_today").ShouldBe(Needs.Has<PaperTradingModule>());
    }

    [TestMethod]
    public async Task DeadLetters_Retried_GoBackToTheQueueOnceAndOnRecord()
    {
        var (one, two) = (await DeadLetter("first.handler", "out of luck"), await DeadLetter("second.handler", "out of money"));
        var text = await Admin.Client.GetStringAsync("/api/admin/dead-letters?q=out%20of");
        var letters = JsonSerializer.Deserialize<Page<DeadLetter>>(text, Answers.Json).ShouldNotBeNull();
        letters.Items.Select(l => l.EventId).ShouldBe([two, one]);
        text.ShouldNotContain("payload");

        (await Retry(one, "first.handler")).ShouldBe(HttpStatusCode.NoContent);
        (await Retry(one, "first.handler")).ShouldBe(HttpStatusCode.NotFound);
        (await State(one)).ShouldBe("pending");
        (await State(two)).ShouldBe("dead");

        using var all = await Admin.Client.PostAsJsonAsync("/api/admin/dead-letters/retry-all", new { q = "second" });
        (await all.Read<RetryDeadLetters.RetryAllAnswer>()).Retried.ShouldBe(1);
        (await State(two)).ShouldBe("pending");
        var page = await Admin.Client.Get<Page<SearchAudit.AuditRow>>("/api/admin/audit?q=admin.dead-letter");
        page.Items.Select(r => r.Action).ShouldBe(["admin.dead-letters-retried", "admin.dead-letter-retried"]);
    }

    [TestMethod]
    [Needs<PaperTradingModule>]
    public async Task Cluster_AfterSomebodyAskedForTheirAccounts_ShowsTheSiloThatHoldsThem()
    {
        var student = await Host.SignUp();
        using var accounts = await student.Client.GetAsync("/api/trading/paper/accounts");
        accounts.StatusCode.ShouldBe(HttpStatusCode.OK);

        var cluster = await Admin.Client.Get<GetCluster.ClusterView>("/api/admin/cluster");

        var silo = cluster.Silos.ShouldHaveSingleItem();
        silo.State.ShouldBe(GetCluster.SiloState.Active);
        var grains = cluster.Grains.ToDictionary(g => g.Type, g => g.Activations);
        grains.ShouldContainKey("PaperAccountsGrain");
        silo.Grains.ShouldBe(grains.Values.Sum());
    }

    [TestMethod]
    public async Task Jobs_AfterTheyRan_ShowWhatItCameTo()
    {
        var log = Host.Services.GetRequiredService<JobLog>();
        await log.Register("test.idle", "0 0 3 * * ?", CancellationToken.None);
        await log.Register("test.busy", "every 00:00:02", CancellationToken.None);
        var (good, bad) = (new JobRun("test", NullLogger.Instance), new JobRun("test", NullLogger.Instance));
        good.Did(3);
        good.Note($"three of {4}");
        await log.Write(log.Add(log.Begin("test.busy"), good, null), CancellationToken.None);
        Host.Time.Advance(TimeSpan.FromMilliseconds(2));
        await log.Write(log.Add(log.Begin("test.busy"), bad, new InvalidOperationException("out of paper")), CancellationToken.None);

        var jobs = (await Admin.Client.Get<ListJobs.JobList>("/api/admin/jobs")).Items.ToDictionary(j => j.Name);
        jobs["test.idle"].Last.ShouldBeNull();
        jobs["test.busy"].Last.ShouldNotBeNull().Error.ShouldNotBeNull().ShouldContain("out of paper");

        var runs = await Admin.Client.Get<Page<JobRecord>>("/api/admin/jobs/test.busy/runs?limit=1");
        runs.Items.ShouldHaveSingleItem().Errors.ShouldBe(1);
        var before = await Admin.Client.Get<Page<JobRecord>>($"/api/admin/jobs/test.busy/runs?limit=1&cursor={runs.NextCursor}");
        var older = before.Items.ShouldHaveSingleItem();
        (older.Items, older.Log).ShouldBe((3, "three of 4"));
        (await Admin.Client.Get<Page<JobRecord>>("/api/admin/jobs/test.busy/runs?failed=true")).Items.Count.ShouldBe(1);
        using var malformed = await Admin.Client.GetAsync("/api/admin/jobs/test.busy/runs?cursor=x");
        malformed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [TestMethod]
    public async Task Health_ProcessNotHeardOf_IsStaleAndOneThatSaidGoodbyeIsNot()
    {
        var processes = Host.Services.GetRequiredService<Processes>();
        var (gone, stopped) = (Report("ami-gone"), Report("ami-stopped"));
        await processes.Note(gone);
        await processes.Note(stopped);
        await processes.Note(stopped, stopping: true);
        Host.Time.Advance(Processes.StaleAfter + TimeSpan.FromSeconds(1));
        await Host.Services.GetRequiredService<Heartbeat>().Note(stopping: false, CancellationToken.None);

        var health = await Admin.Client.Get<GetHealth.SystemHealth>("/api/admin/health");
        var states = health.Processes.ToDictionary(p => p.Name, p => p.State);
        states["ami-gone"].ShouldBe(GetHealth.ProcessState.Stale);
        states["ami-stopped"].ShouldBe(GetHealth.ProcessState.Stopped);
        states["ami-api"].ShouldBe(GetHealth.ProcessState.Running);
        health.Versions.Count.ShouldBe(1);
        health.Database.MaxConnections.ShouldBeGreaterThan(0);
    }

    [TestMethod]
    [DataRow(null, 204)]
    [DataRow("203.0.113.9", 404)]
    public async Task EdgeHeartbeat_OnlyFromTheEdgeItself(string? forwardedFor, int status)
    {
        await using var host = await ApiHost.Start(services: s => s.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter, LoopbackPeer>());
        using var message = new HttpRequestMessage(HttpMethod.Post, "/api/internal/heartbeats") { Content = JsonContent.Create(Report("ami-web")) };
        if (forwardedFor is not null)
        {
            message.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        using var answer = await host.Anonymous().SendAsync(message);
        ((int)answer.StatusCode).ShouldBe(status);
        (await host.Services.GetRequiredService<Processes>().All()).Any(p => p.Report.Name == "ami-web").ShouldBe(status == 204);
    }

    [TestMethod]
    public async Task Student_EveryAdminEndpoint_IsForbidden()
    {
        var student = await Host.SignUp();
        foreach (
            var path in new[]
            {
                "audit",
                "audit/export.csv",
                "audit/actions",
                "audit/keeping",
                "dashboard",
                "health",
                "jobs",
                "jobs/core.sweep/runs",
                "dead-letters",
                "flags",
            }
        )
        {
            using var answer = await student.Client.GetAsync("/api/admin/" + path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        var support = await Host.SignUpStaff("support");
        using var retry = await support.Client.PostAsJsonAsync("/api/admin/dead-letters/retry", new { eventId = Guid.Empty, handler = "x" });
        retry.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Dictionary<string, double> Figures(Dashboard dashboard) => dashboard.Figures.ToDictionary(f => f.Name, f => f.Value);

    private static ProcessReport Report(string name) =>
        new(Guid.CreateVersion7(Host.Time.GetUtcNow()), name, "1.0.0", "machine", 1, Host.Time.GetUtcNow(), new Dictionary<string, double> { ["cpu"] = 0.5 });

    private static async Task<Guid> DeadLetter(string handler, string error)
    {
        var id = Guid.CreateVersion7(Host.Time.GetUtcNow());
        await CoreHost.Execute(
            Host.Database.Owner,
            $$"""
            insert into core.outbox_events (id, name, payload, occurred_at) values ('{{id}}', 'test.happened.v1', '{"secret":1}', now());
            insert into core.outbox_deliveries (event_id, handler, state, attempts, due_at, last_error) values ('{{id}}', '{{handler}}', 'dead', 10, now(), '{{error}}');
            """
        );
        return id;
    }

    private static Task<string> State(Guid id) =>
        CoreHost.Scalar<string>(Host.Database.Owner, $"select state from core.outbox_deliveries where event_id = '{id}'");

    private static async Task<HttpStatusCode> Retry(Guid eventId, string handler)
    {
        using var answer = await Admin.Client.PostAsJsonAsync("/api/admin/dead-letters/retry", new { eventId, handler });
        return answer.StatusCode;
    }

    /// <summary>The test server has no network; this gives its requests the address of the machine itself.</summary>
    private sealed class LoopbackPeer : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<Microsoft.AspNetCore.Builder.IApplicationBuilder> Configure(Action<Microsoft.AspNetCore.Builder.IApplicationBuilder> next) =>
            app =>
            {
                app.Use(inner =>
                    context =>
                    {
                        context.Connection.RemoteIpAddress = IPAddress.Loopback;
                        return inner(context);
                    }
                );
                next(app);
            };
    }
}
