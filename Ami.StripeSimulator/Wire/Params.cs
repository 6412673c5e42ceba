using System.Globalization;

namespace Ami.StripeSimulator.Wire;

/// <summary>
/// The parameters of a request, form-encoded as Stripe's clients do: <c>items[0][price]=…</c>, <c>expand[]=…</c>. It remembers what was read, so that a
/// parameter nobody knows is refused, as Stripe does.
/// </summary>
internal sealed class Params
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly string _path;

    private Params(string path) => _path = path;

    public static Params Empty => new("");

    public static Params Of(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var root = new Params("");
        foreach (var (key, value) in pairs)
        {
            var segments = key.Replace("]", "", StringComparison.Ordinal).Split('[');
            var node = root;
            foreach (var segment in segments[..^1])
            {
                node = node.Inner(segment);
            }

            node._values[node.Name(segments[^1])] = value;
        }

        return root;
    }

    /// <summary>Given at all, though perhaps as nothing.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Null when it was not given, or given as nothing, which takes a value away.</summary>
    public string? Text(string name)
    {
        _read.Add(name);
        return _values.TryGetValue(name, out var value)
            ? value as string is { Length: > 0 } text
                ? text
                : null
            : null;
    }

    public string Need(string name) => Text(name) ?? throw StripeFault.Missing(Full(name));

    public long? Number(string name) =>
        Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw StripeFault.Invalid($"Invalid integer: {text}", Full(name), "parameter_invalid_integer");

    public decimal? Decimal(string name) =>
        Text(name) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw StripeFault.Invalid($"Invalid decimal: {text}", Full(name));

    public bool? Flag(string name) =>
        Text(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw StripeFault.Invalid($"Invalid boolean: {other}", Full(name)),
        };

    public string? OneOf(string name, params string[] allowed) =>
        Text(name) is not { } text ? null
        : allowed.Contains(text) ? text
        : throw StripeFault.Invalid($"Invalid {Full(name)}: must be one of {string.Join(", ", allowed)}", Full(name));

    /// <summary>What is nested under a name; empty when nothing is.</summary>
    public Params In(string name)
    {
        _read.Add(name);
        return _values.TryGetValue(name, out var value) && value is Params inner ? inner : new Params(Full(name));
    }

    public IReadOnlyList<Params> Each(string name)
    {
        var inner = In(name);
        inner._read.UnionWith(inner._values.Keys);
        return [.. inner.InOrder().OfType<Params>()];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var inner = In(name);
        inner._read.UnionWith(inner._values.Keys);
        return [.. inner.InOrder().OfType<string>()];
    }

    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var inner = In(name);
        inner._read.UnionWith(inner._values.Keys);
        return inner._values.Where(pair => pair.Value is string).ToDictionary(pair => pair.Key, pair => (string)pair.Value, StringComparer.Ordinal);
    }

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Everything below is accepted as it is: display settings that change nothing here.</summary>
    public void Accept(params string[] names)
    {
        foreach (var name in names)
        {
            _read.Add(name);
            if (_values.TryGetValue(name, out var value) && value is Params inner)
            {
                inner.Accept([.. inner._values.Keys]);
            }
        }
    }

    /// <exception cref="StripeFault">Something was given that nobody asked for.</exception>
    public void RefuseUnknown()
    {
        foreach (var (name, value) in _values)
        {
            if (!_read.Contains(name))
            {
                throw StripeFault.Invalid($"Received unknown parameter: {Full(name)}", Full(name), "parameter_unknown");
            }

            (value as Params)?.RefuseUnknown();
        }
    }

    private IEnumerable<object> InOrder() =>
        _values.OrderBy(pair => int.TryParse(pair.Key, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue).Select(pair => pair.Value);

    private Params Inner(string segment)
    {
        var name = Name(segment);
        if (_values.TryGetValue(name, out var value) && value is Params inner)
        {
            return inner;
        }

        var fresh = new Params(Full(name));
        _values[name] = fresh;
        return fresh;
    }

    private string Name(string segment) => segment.Length > 0 ? segment : _values.Count.ToString(CultureInfo.InvariantCulture);

    private string Full(string name) => _path.Length == 0 ? name : $"{_path}[{name}]";
}
