using System.Globalization;

namespace Ami.StripeSimulator.Wire;

/// <summary>Short words for reading and writing the nodes that every object of Stripe is kept as.</summary>
internal static class Json
{
    public static string Id(this JsonObject node) => node.Text("id") ?? throw new InvalidOperationException("The object has no id.");

    public static string Kind(this JsonObject node) => node.Text("object") ?? throw new InvalidOperationException("The object has no kind.");

    public static string? Text(this JsonObject node, string field) => node[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static string Need(this JsonObject node, string field) =>
        node.Text(field) ?? throw new InvalidOperationException($"{node.Text("object")} has no {field}.");

    public static long Number(this JsonObject node, string field) => node.NumberOrNull(field) ?? 0;

    /// <summary>A node that was made of an int does not read as a long by itself.</summary>
    public static long? NumberOrNull(this JsonObject node, string field) =>
        node[field] is not JsonValue value ? null
        : value.TryGetValue<long>(out var number) ? number
        : value.TryGetValue<int>(out var small) ? small
        : null;

    public static decimal? Decimal(this JsonObject node, string field) =>
        node[field] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    public static bool Flag(this JsonObject node, string field) => node[field] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>An object within it; where there is none, an empty one that belongs to nobody.</summary>
    public static JsonObject In(this JsonObject node, string field) => node[field] as JsonObject ?? [];

    public static IEnumerable<JsonObject> Each(this JsonObject node, string field) => (node[field] as JsonArray ?? []).OfType<JsonObject>();

    public static IEnumerable<string> Texts(this JsonObject node, string field) =>
        (node[field] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.GetValue<string>());

    /// <summary>The elements of a list object of Stripe's.</summary>
    public static IEnumerable<JsonObject> Data(this JsonObject node, string field) => node.In(field).Each("data");

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    public static JsonArray Array(IEnumerable<JsonObject> objects) => [.. objects];

    public static JsonObject Copy(this JsonObject node) => (JsonObject)node.DeepClone();

    public static JsonObject? CopyOrNull(this JsonNode? node) => (node as JsonObject)?.Copy();

    public static string Invariant(this decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
