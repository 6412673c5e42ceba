namespace Ami.StripeSimulator.Webhooks;

/// <summary>What happened, each with its object as it was then.</summary>
internal static class Events
{
    public const string Kind = "event";

    public static void Map(Api api)
    {
        api.Get("/v1/events/{id}", call => Refresh(call.Tx, call.Tx.Get(Kind, call.Id)));
        api.Get(
            "/v1/events",
            call =>
            {
                var types = call.Form.Texts("types");
                var type = call.Form.Text("type");
                var delivered = call.Form.Flag("delivery_success");
                return call.Page(
                    call.Tx.All(Kind)
                        .Where(one => types.Count == 0 || types.Contains(one.Need("type")))
                        .Where(one => type is null || Matches(type, one.Need("type")))
                        .Where(one => delivered is null || Pending(call.Tx, one) == 0 == delivered),
                    "/v1/events"
                );
            }
        );
    }

    public static void Add(Transaction tx, string type, JsonObject about, JsonObject? before)
    {
        var node = Shapes.New(Kind, Ids.New("evt"), tx.Wall);
        node["api_version"] = StripeVersion.Pinned;
        node["type"] = type;
        node["request"] = new JsonObject { ["id"] = tx.Request, ["idempotency_key"] = tx.IdempotencyKey };
        var data = new JsonObject { ["object"] = Rendering.Public(about) };
        if (before is not null && type.EndsWith(".updated", StringComparison.Ordinal))
        {
            data["previous_attributes"] = Changes(before, about);
        }

        node["data"] = data;
        tx.Add(node);
        foreach (var endpoint in WebhookEndpoints.For(tx, type))
        {
            Deliveries.Add(tx, node, endpoint);
        }
    }

    /// <summary>An event says how many of its deliveries have not succeeded; other objects are what they are.</summary>
    public static JsonObject Refresh(Transaction tx, JsonObject node)
    {
        if (node.Kind() != Kind)
        {
            return node;
        }

        var current = node.Copy();
        current["pending_webhooks"] = Pending(tx, node);
        return current;
    }

    public static bool Matches(string pattern, string type) =>
        pattern == "*" || pattern == type || pattern.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(pattern[..^1], StringComparison.Ordinal);

    private static long Pending(Transaction tx, JsonObject node) =>
        node.Texts("_deliveries").Count(id => tx.Find(id) is { } delivery && !delivery.Flag("done"));

    private static JsonObject Changes(JsonObject before, JsonObject after)
    {
        var changes = new JsonObject();
        foreach (var (field, value) in before)
        {
            if (field[0] != '_' && !JsonNode.DeepEquals(value, after[field]))
            {
                changes[field] = value?.DeepClone();
            }
        }

        return changes;
    }
}
