using System.Text.Json;

namespace Ami.StripeSimulator.Wire;

/// <summary>
/// Every field of every kind of object, with what it holds when nothing was said. The table is made from the types of the official Stripe.net (a test compares
/// the two), so an object begins with all that a client expects and nothing that it does not know.
/// </summary>
internal static class Shapes
{
    private static readonly Dictionary<string, string> Templates = Load();

    public static JsonObject New(string kind, string id, long created)
    {
        var shape = (JsonObject)JsonNode.Parse(Templates[kind])!;
        var node = new JsonObject { ["id"] = id, ["object"] = kind };
        foreach (var (field, value) in shape.ToList())
        {
            shape.Remove(field);
            node[field] = value;
        }

        if (node.ContainsKey("created"))
        {
            node["created"] = created;
        }

        return node;
    }

    private static Dictionary<string, string> Load()
    {
        using var stream = typeof(Shapes).Assembly.GetManifestResourceStream("shapes.json")!;
        return JsonSerializer
            .Deserialize<Dictionary<string, JsonElement>>(stream)!
            .ToDictionary(pair => pair.Key, pair => pair.Value.GetRawText(), StringComparer.Ordinal);
    }
}
