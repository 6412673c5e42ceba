using Ami.StripeSimulator.Webhooks;

namespace Ami.StripeSimulator.Store;

/// <summary>What one request, or one step of billing, reads and changes. What <see cref="Find"/> gives is only read; what is changed comes from
/// <see cref="Edit(string)"/>.</summary>
internal sealed class Transaction(StripeStore store, long wall, SimulatorOptions options)
{
    private readonly Dictionary<string, JsonObject> _changed = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public SimulatorOptions Options { get; } = options;

    /// <summary>Seconds since 1970 by the clock on the wall.</summary>
    public long Wall { get; } = wall;

    /// <summary>While something that was due earlier is made up for: when it was due.</summary>
    public long? At { get; set; }

    /// <summary>The id of the request that caused it, for the events.</summary>
    public string? Request { get; set; }

    public string? IdempotencyKey { get; set; }

    /// <summary>Where people reach the pages.</summary>
    public string PublicUrl { get; set; } = options.PublicUrl ?? "";

    /// <summary>Only asked what would happen: nothing is paid, and nothing is kept.</summary>
    public bool Preview { get; set; }

    /// <summary>Nobody is told of what happens.</summary>
    public bool Quiet { get; set; }

    internal IReadOnlyList<JsonObject> Changed => Preview ? [] : [.. _order.Select(id => _changed[id])];

    public JsonObject? Find(string? id) => id is null ? null : _changed.GetValueOrDefault(id) ?? store.Find(id);

    /// <exception cref="StripeFault">There is none of that kind.</exception>
    public JsonObject Get(string kind, string id, string param = "id") =>
        Find(id) is { } node && node.Kind() == kind ? node : throw StripeFault.NotFound(kind, id, param);

    public JsonObject Edit(string id)
    {
        if (_changed.TryGetValue(id, out var node))
        {
            return node;
        }

        var copy = (store.Find(id) ?? throw new InvalidOperationException($"There is no {id}.")).Copy();
        _order.Add(id);
        return _changed[id] = copy;
    }

    public JsonObject Edit(string kind, string id, string param = "id") => Edit(Get(kind, id, param).Id());

    public JsonObject Add(JsonObject node)
    {
        if (Find(node.Id()) is not null)
        {
            throw StripeFault.Invalid($"{node.Kind()} already exists.", "id", "resource_already_exists");
        }

        _order.Add(node.Id());
        return _changed[node.Id()] = node;
    }

    /// <summary>All of a kind, oldest first.</summary>
    public IEnumerable<JsonObject> All(string kind)
    {
        foreach (var id in store.OfKind(kind))
        {
            yield return Find(id)!;
        }

        foreach (var node in _order.Where(id => store.Find(id) is null).Select(id => _changed[id]).Where(node => node.Kind() == kind).ToList())
        {
            yield return node;
        }
    }

    /// <summary>The time of what belongs to a test clock is the clock's; of the rest, the wall's.</summary>
    public long Now(string? clock) => Find(clock)?.Number("frozen_time") ?? At ?? Wall;

    /// <summary>The time for what is a customer's.</summary>
    public long NowOf(string? customer) => Now(Find(customer)?.Text("test_clock"));

    /// <summary>Tells everybody who registered for it, with the object as it is now.</summary>
    public void Emit(string type, JsonObject about)
    {
        if (!Quiet)
        {
            Events.Add(this, type, about, store.Find(about.Id()));
        }
    }
}
