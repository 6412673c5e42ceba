using System.Globalization;
using System.Text;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>One combination of labels of a family, with its value or its buckets. Guarded by the family's lock.</summary>
internal sealed class MetricSeries
{
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly string _labels;
    private readonly long[] _buckets;
    private long _count;

    public MetricSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags, int bounds)
    {
        _tags = tags.ToArray();
        _labels = string.Join(',', _tags.Select(tag => $"{LabelName(tag.Key)}=\"{LabelValue(tag.Value)}\""));
        _buckets = new long[bounds];
    }

    public double Value { get; set; }

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length) return false;
        for (var i = 0; i < tags.Length; i++)
            if (!string.Equals(tags[i].Key, _tags[i].Key, StringComparison.Ordinal) || !Equals(tags[i].Value, _tags[i].Value)) return false;
        return true;
    }

    public void Observe(double value, double[] bounds)
    {
        Value += value;
        _count++;
        for (var i = 0; i < bounds.Length; i++)
        {
            if (value > bounds[i]) continue;
            _buckets[i]++;
            return;
        }
    }

    public void Render(StringBuilder text, string name, double[]? bounds)
    {
        if (bounds is null)
        {
            Line(text, name, _labels, Value);
            return;
        }
        var separator = _labels.Length == 0 ? "" : ",";
        long cumulated = 0;
        for (var i = 0; i < bounds.Length; i++)
        {
            cumulated += _buckets[i];
            Line(text, name + "_bucket", $"{_labels}{separator}le=\"{bounds[i].ToString(CultureInfo.InvariantCulture)}\"", cumulated);
        }
        Line(text, name + "_bucket", $"{_labels}{separator}le=\"+Inf\"", _count);
        Line(text, name + "_sum", _labels, Value);
        Line(text, name + "_count", _labels, _count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string LabelName(string key) => string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string LabelValue(object? value) => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
