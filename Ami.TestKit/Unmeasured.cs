using Microsoft.AspNetCore.Hosting;
using OpenTelemetry.Metrics;

namespace Ami.TestKit;

public static class Unmeasured
{
    /// <summary>
    /// Keeps a host of a test from collecting metrics. Meters are of the process: each of its hundred hosts would keep what the instruments of all of them
    /// measured, gigabytes which nobody reads and each collection of garbage goes through.
    /// </summary>
    public static IWebHostBuilder MeasureNothing(this IWebHostBuilder builder) =>
        builder.ConfigureServices(services => services.ConfigureOpenTelemetryMeterProvider(meters => meters.AddView(_ => MetricStreamConfiguration.Drop)));
}
