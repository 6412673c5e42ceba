using System.Diagnostics.Metrics;
using System.Text;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>All series of one metric name.</summary>
internal sealed class MetricFamily
{
    /// <summary>Above this many label combinations new ones are dropped: a label was fed with something unbounded.</summary>
    private const int MaxSeries = 1000;

    // Boundaries in seconds, those of OpenTelemetry's conventions for durations.
    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<MetricSeries>> _series = [];
    private readonly double[]? _bounds;
    private readonly string _type;
    private readonly string? _help;
    private readonly bool _adds;
    private int _count;

    public MetricFamily(Instrument instrument)
    {
        Name = NameOf(instrument);
        _help = instrument.Description;
        var kind = instrument.GetType().GetGenericTypeDefinition();
        _adds = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        _type = kind == typeof(Histogram<>) ? "histogram" : IsMonotonic(kind) ? "counter" : "gauge";
        if (kind == typeof(Histogram<>)) _bounds = Bounds(instrument);
    }

    public string Name { get; }

    public static string NameOf(Instrument instrument)
    {
        var name = new StringBuilder(instrument.Name.Length + 16);
        foreach (var c in instrument.Name) name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        var suffix = instrument.Unit switch { "s" => "_seconds", "ms" => "_milliseconds", "By" => "_bytes", _ => "" };
        if (!name.ToString().EndsWith(suffix, StringComparison.Ordinal)) name.Append(suffix);
        if (IsMonotonic(instrument.GetType().GetGenericTypeDefinition())) name.Append("_total");
        return name.ToString();
    }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            if (Find(tags) is not { } series) return;
            if (_bounds is not null) series.Observe(value, _bounds);
            else if (_adds) series.Value += value;
            else series.Value = value;
        }
    }

    public void Render(StringBuilder text)
    {
        lock (_lock)
        {
            if (_count == 0) return;
            if (_help is not null) text.Append("# HELP ").Append(Name).Append(' ').Append(_help.ReplaceLineEndings(" ")).Append('\n');
            text.Append("# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
            foreach (var series in _series.Values.SelectMany(same => same)) series.Render(text, Name, _bounds);
        }
    }

    private MetricSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var hash = new HashCode();
        foreach (var (key, value) in tags)
        {
            hash.Add(key);
            hash.Add(value);
        }
        var bucket = hash.ToHashCode();
        if (!_series.TryGetValue(bucket, out var same)) _series[bucket] = same = [];
        foreach (var series in same)
            if (series.Has(tags)) return series;
        if (_count >= MaxSeries) return null;
        _count++;
        var created = new MetricSeries(tags, _bounds?.Length ?? 0);
        same.Add(created);
        return created;
    }

    private static bool IsMonotonic(Type kind) => kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>);

    private static double[] Bounds(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => DefaultBounds,
    };
}
