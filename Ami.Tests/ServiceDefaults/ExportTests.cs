using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class ExportTests
{
    [TestMethod]
    public async Task Export_CollectorConfigured_GetsNamedSpansMetricsAndLogs()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await StartCollector(received);
        await using (var host = await DefaultsHost.Start(configure: builder =>
        {
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First();
            builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }))
        {
            await host.Client.GetAsync("/things/0199f1e8-0000-7000-8000-000000000000?page=1");
            await host.Client.GetAsync("/boom");
        }
        // Stopping flushes.
        received.Keys.Order().ShouldBe(["/v1/logs", "/v1/metrics", "/v1/traces"]);
        received["/v1/traces"].ShouldContain("GET /things/{id:guid}");
        received["/v1/traces"].ShouldContain("http.response.status_code");
        received["/v1/traces"].ShouldContain("service.name");
        received["/v1/logs"].ShouldContain("GET /boom failed");
        received["/v1/logs"].ShouldContain("exception.stacktrace");
        received.Values.ShouldAllBe(text => !text.Contains("hunter2"));
        received["/v1/metrics"].ShouldContain("http.server.request.duration");
    }

    private static async Task<WebApplication> StartCollector(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(request.Path.Value ?? "", _ => Encoding.UTF8.GetString(body.ToArray()), (_, before) => before + Encoding.UTF8.GetString(body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return app;
    }
}
