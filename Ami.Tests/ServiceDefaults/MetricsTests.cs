using System.Diagnostics.Metrics;
using System.Net;
using Ami.ServiceDefaults.Telemetry;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class MetricsTests
{
    [TestMethod]
    public async Task Metrics_OurInstruments_ArePrometheusText()
    {
        await using var host = await DefaultsHost.Start();
        using var meter = new Meter("Ami.Test.Metrics");
        var orders = meter.CreateCounter<long>("ami.test.orders", "{order}", "Orders placed");
        orders.Add(2, new KeyValuePair<string, object?>("side", "buy"));
        orders.Add(3, new KeyValuePair<string, object?>("side", "buy"));
        orders.Add(1, new KeyValuePair<string, object?>("side", "a\"b"));
        var delay = meter.CreateHistogram("ami.test.delay", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        foreach (var value in new[] { 0.5, 1.5, 1.7, 9 })
        {
            delay.Record(value);
        }

        meter.CreateObservableGauge("ami.test.depth", () => 7);

        var lines = await Scrape(host);
        lines.ShouldContain("# TYPE ami_test_orders_total counter");
        lines.ShouldContain("# HELP ami_test_orders_total Orders placed");
        Value(lines, "ami_test_orders_total", "side=\"buy\"").ShouldBe("5");
        Value(lines, "ami_test_orders_total", "side=\"a\\\"b\"").ShouldBe("1");
        Value(lines, "ami_test_delay_seconds_bucket", "le=\"1\"").ShouldBe("1");
        Value(lines, "ami_test_delay_seconds_bucket", "le=\"2\"").ShouldBe("3");
        Value(lines, "ami_test_delay_seconds_bucket", "le=\"+Inf\"").ShouldBe("4");
        Value(lines, "ami_test_delay_seconds_sum", "").ShouldBe("12.7");
        Value(lines, "ami_test_depth", "").ShouldBe("7");
    }

    [TestMethod]
    public async Task Metrics_Request_IsCountedByItsRoute()
    {
        await using var host = await DefaultsHost.Start();
        using var _ = await host.Client.GetAsync("/things/0199f1e8-0000-7000-8000-000000000000?page=1");
        Value(await Scrape(host), "http_server_request_duration_seconds_count", "http_route=\"/things/{id:guid}\"").ShouldBe("1");
    }

    [TestMethod]
    public async Task Metrics_UnboundedLabel_StopsAtTheCap()
    {
        await using var host = await DefaultsHost.Start();
        using var meter = new Meter("Ami.Test.Cap");
        var counter = meter.CreateCounter<int>("ami.test.cap");
        for (var i = 0; i < 5000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("id", i));
        }

        (await Scrape(host)).Count(line => line.StartsWith("ami_test_cap_total{", StringComparison.Ordinal)).ShouldBeInRange(1000, 2001);
    }

    [TestMethod]
    [DataRow(MetricsReaders.Everybody, null, HttpStatusCode.OK)]
    [DataRow(MetricsReaders.Everybody, "203.0.113.7", HttpStatusCode.OK)]
    [DataRow(MetricsReaders.Machine, null, HttpStatusCode.OK)]
    [DataRow(MetricsReaders.Machine, "203.0.113.7", HttpStatusCode.NotFound)]
    [DataRow(MetricsReaders.Nobody, null, HttpStatusCode.NotFound)]
    public async Task Metrics_OfAProcess_AreThereForItsReadersOnly(MetricsReaders readers, string? forwardedFor, HttpStatusCode status)
    {
        await using var host = await DefaultsHost.Start(readers);
        if (forwardedFor is not null)
        {
            host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        }

        using var answer = await host.Client.GetAsync("/metrics");
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).Contains("# TYPE", StringComparison.Ordinal).ShouldBe(status == HttpStatusCode.OK);
    }

    [TestMethod]
    public async Task Metrics_AllowRemote_LiftsTheLimit()
    {
        await using var host = await DefaultsHost.Start(MetricsReaders.Nobody, builder => builder.Configuration["Metrics:AllowRemote"] = "true");
        host.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        (await host.Client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string[]> Scrape(DefaultsHost host) => (await host.Client.GetStringAsync("/metrics")).Split('\n');

    /// <summary>The value of the one series of a name with a label.</summary>
    private static string Value(string[] lines, string name, string label)
    {
        var line = lines
            .Where(line =>
                (line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
                && line.Contains(label, StringComparison.Ordinal)
            )
            .ToList();
        line.Count.ShouldBe(1, $"{name} {label}: {string.Join('\n', lines.Where(l => l.Contains(name, StringComparison.Ordinal)))}");
        return line[0].Split('}')[^1].Trim().Split(' ')[0] is { Length: > 0 } value && !value.StartsWith(name, StringComparison.Ordinal)
            ? value
            : line[0].Split(' ')[1];
    }
}
