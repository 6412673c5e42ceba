using System.Diagnostics.Metrics;
using Ami.ServiceDefaults.Telemetry;

namespace Ami.Tests.ServiceDefaults;

[TestClass]
public sealed class PrometheusMetricsTests
{
    [TestMethod]
    public void Render_Counter_SumsByLabels()
    {
        using var metrics = new PrometheusMetrics();
        using var meter = new Meter("Ami.Test.Counter");
        var orders = meter.CreateCounter<long>("ami.test.orders", description: "Orders placed");
        orders.Add(2, new KeyValuePair<string, object?>("side", "buy"));
        orders.Add(3, new KeyValuePair<string, object?>("side", "buy"));
        orders.Add(1, new KeyValuePair<string, object?>("side", "a\"b"));
        var text = metrics.Render();
        text.ShouldContain("# TYPE ami_test_orders_total counter\n");
        text.ShouldContain("ami_test_orders_total{side=\"buy\"} 5\n");
        text.ShouldContain("ami_test_orders_total{side=\"a\\\"b\"} 1\n");
    }

    [TestMethod]
    public void Render_Histogram_BucketsAreCumulative()
    {
        using var metrics = new PrometheusMetrics();
        using var meter = new Meter("Ami.Test.Histogram");
        var delay = meter.CreateHistogram("ami.test.delay", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        foreach (var value in new[] { 0.5, 1.5, 1.7, 9 }) delay.Record(value);
        var text = metrics.Render();
        text.ShouldContain("ami_test_delay_seconds_bucket{le=\"1\"} 1\n");
        text.ShouldContain("ami_test_delay_seconds_bucket{le=\"2\"} 3\n");
        text.ShouldContain("ami_test_delay_seconds_bucket{le=\"+Inf\"} 4\n");
        text.ShouldContain("ami_test_delay_seconds_count 4\n");
        text.ShouldContain("ami_test_delay_seconds_sum 12.7\n");
    }

    [TestMethod]
    public void Render_ObservableGauge_ShowsTheLatest()
    {
        using var metrics = new PrometheusMetrics();
        using var meter = new Meter("Ami.Test.Gauge");
        var depth = 7;
        meter.CreateObservableGauge("ami.test.depth", () => depth);
        metrics.Render().ShouldContain("ami_test_depth 7\n");
        depth = 4;
        metrics.Render().ShouldContain("ami_test_depth 4\n");
    }

    [TestMethod]
    public void Record_UnboundedLabel_StopsAtTheCap()
    {
        using var metrics = new PrometheusMetrics();
        using var meter = new Meter("Ami.Test.Cap");
        var counter = meter.CreateCounter<int>("ami.test.cap");
        for (var i = 0; i < 3000; i++) counter.Add(1, new KeyValuePair<string, object?>("id", i));
        metrics.Render().Split('\n').Count(line => line.StartsWith("ami_test_cap_total{", StringComparison.Ordinal)).ShouldBe(1000);
    }
}
