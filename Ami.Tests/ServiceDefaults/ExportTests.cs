using System.Diagnostics;
using System.Security.Claims;
using Ami.ServiceDefaults;
using Ami.ServiceDefaults.Telemetry;
using Ami.TestKit;
using Ami.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class ExportTests
{
    [TestMethod]
    public async Task Export_CollectorConfigured_GetsNamedSpansMetricsAndLogs()
    {
        await using var collector = await Collector.Start();

        // The hosts of other tests are in this process too: a trace tells what is of this one.
        using var trace = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        await using (var host = await DefaultsHost.Start(configure: builder => builder.Configuration.AddInMemoryCollection(collector.Settings!)))
        {
            await host.Client.GetAsync("/things/0199f1e8-0000-7000-8000-000000000000?page=1&token=hunter2");
            await host.Client.GetAsync("/boom");
            foreach (var probe in new[] { "/health", "/ready", "/alive", "/metrics" })
            {
                await host.Client.GetAsync(probe);
            }
        }
        // Stopping flushes.
        collector.Signals.Order().ShouldBe(["logs", "metrics", "traces"]);
        // And so is the client: its spans are named by the method alone.
        collector
            .Spans.Where(span => span.TraceId == trace.TraceId.ToHexString() && span.Name != "GET")
            .Select(span => (span.Service, span.Name))
            .ShouldBe([("test", "GET /things/{id:guid}"), ("test", "GET /boom")], ignoreOrder: true);
        collector.Text("traces").ShouldContain("http.response.status_code");
        collector.Text("logs").ShouldContain("GET /boom failed");
        collector.Text("logs").ShouldContain("exception.stacktrace");
        collector.Text("metrics").ShouldContain("http.server.request.duration");
        foreach (var signal in collector.Signals)
        {
            collector.Text(signal).ShouldNotContain("hunter2");
        }
    }

    [TestMethod]
    public async Task Request_ThroughTheEdge_IsOneTraceFromTheBrowserToTheStatement()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        const string Browser = "b7ad6b7169203331";
        await using var collector = await Collector.Start();
        await using (var api = await StartApi(collector, await TestServers.CreateDatabase()))
        await using (var edge = EdgeHost.Start([api.Urls.First()], settings: collector.Settings))
        using (var browser = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = edge.Address })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/statement") { Headers = { { "traceparent", $"00-{Trace}-{Browser}-01" } } };
            using var answer = await browser.SendAsync(request);
            (await answer.Content.ReadAsStringAsync()).ShouldBe(Trace);
            await api.StopAsync();
        }

        // Both processes are this one here, so each sends what the other does as well.
        var sent = collector.Spans.Where(span => span.TraceId == Trace).ToList();
        sent.Select(span => span.Service).Distinct().ShouldBe(["ami-web", "api"], ignoreOrder: true);
        var spans = sent.DistinctBy(span => span.Id).ToList();
        var atEdge = spans.Single(span => span.ParentId == Browser);
        var atApi = spans.Single(span => span.Name == "GET /api/statement");
        atApi.ParentId.ShouldNotBe(Browser);
        atApi.ParentId.ShouldNotBe(atEdge.Id, customMessage: "the edge's call is a span of its own");
        Ancestors(spans, atApi).ShouldContain(atEdge);
        var asked = spans.Where(span => span.ParentId == atApi.Id).Select(span => span.Name).ToList();
        asked.ShouldContain("postgresql");
        asked.ShouldContain("GET", "of the Redis-protocol server");
        collector.Text("traces").ShouldContain("select 1 as one");
        collector.Text("traces").ShouldContain("enduser.id");
        collector.Text("logs").ShouldContain("userId");
    }

    [TestMethod]
    public async Task Spans_OfWork_AreSentAndThoseOfLookingForWorkAreNot()
    {
        await using var collector = await Collector.Start();
        await using (await DefaultsHost.Start(configure: builder => builder.Configuration.AddInMemoryCollection(collector.Settings!)))
        using (var source = new ActivitySource("Ami.Sampling"))
        {
            foreach (
                var (root, kind) in new[]
                {
                    ("poll", ActivityKind.Client),
                    ("timer", ActivityKind.Server),
                    ("job", ActivityKind.Internal),
                    ("event", ActivityKind.Consumer),
                }
            )
            {
                Activity.Current = null;
                using var begun = source.StartActivity($"sampling {root}", kind);
                using var within = source.StartActivity($"sampling {root}'s statement", ActivityKind.Client);
            }
        }

        collector
            .Spans.Select(span => span.Name)
            .Where(name => name.StartsWith("sampling", StringComparison.Ordinal))
            .ShouldBe(["sampling event's statement", "sampling event"]);
    }

    private static IEnumerable<SentSpan> Ancestors(List<SentSpan> spans, SentSpan? span)
    {
        for (; span is not null; span = spans.SingleOrDefault(other => other.Id == span.ParentId))
        {
            yield return span;
        }
    }

    /// <summary>A process as the API is one, with an endpoint that asks both servers.</summary>
    private static async Task<WebApplication> StartApi(Collector collector, TestDatabase database)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(collector.Settings!);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:ami", database.App), new("ConnectionStrings:redis", database.Redis)]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults("api");
        builder.AddAmiCore();
        var app = builder.Build();
        app.UseServiceDefaults();
        app.Use(
            (context, next) =>
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "somebody")]));
                return next(context);
            }
        );
        app.UseUserLogScope();
        app.MapGet(
            "/api/statement",
            async (NpgsqlDataSource source, LiveBus bus, ILogger<ExportTests> logger) =>
            {
                await using var command = source.CreateCommand("select 1 as one");
                await command.ExecuteScalarAsync();
                await bus.Get("test:none");
                logger.LogInformation("Asked both");
                return System.Diagnostics.Activity.Current?.TraceId.ToHexString();
            }
        );
        await app.StartAsync();
        return app;
    }
}
