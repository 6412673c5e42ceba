using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>
/// Listens to the process' meters and renders them as Prometheus text. Instruments of one name share a family, whichever
/// meter made them; counters are cumulative since start.
/// </summary>
internal sealed class PrometheusMetrics : IDisposable
{
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public PrometheusMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!IsWanted(instrument.Meter.Name)) return;
            listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(MetricFamily.NameOf(instrument), _ => new MetricFamily(instrument)));
        };
        _listener.SetMeasurementEventCallback<byte>((i, value, tags, family) => Record(i, value, tags, family));
        _listener.SetMeasurementEventCallback<short>((i, value, tags, family) => Record(i, value, tags, family));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, family) => Record(i, value, tags, family));
        _listener.SetMeasurementEventCallback<long>((i, value, tags, family) => Record(i, value, tags, family));
        _listener.SetMeasurementEventCallback<float>((i, value, tags, family) => Record(i, value, tags, family));
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.SetMeasurementEventCallback<decimal>((i, value, tags, family) => Record(i, (double)value, tags, family));
        _listener.Start();
    }

    public string Render()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder(16 * 1024);
        foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)) family.Render(text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsWanted(string meter) =>
        meter is "System.Net.Http" or "System.Runtime" or "Npgsql"
        || meter.StartsWith("Ami.", StringComparison.Ordinal)
        || meter.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal);

    private static void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? family) =>
        ((MetricFamily?)family)?.Record(value, tags);
}
