using Ami.StripeSimulator.Webhooks;

namespace Ami.StripeSimulator.Wire;

/// <summary>Objects as clients see them: without what the simulator keeps for itself (fields that begin with an underscore), and with what they asked to expand.</summary>
internal static class Rendering
{
    /// <summary>Fields that only appear when they are asked for.</summary>
    private static readonly Dictionary<(string Kind, string Field), Func<Transaction, JsonObject, JsonNode?>> OnDemand = new()
    {
        [("customer", "tax_ids")] = (tx, node) =>
            List(tx, tx.All("tax_id").Where(one => one.Text("customer") == node.Id() && !one.Flag("_deleted")), $"/v1/customers/{node.Id()}/tax_ids"),
        [("customer", "subscriptions")] = (tx, node) =>
            List(
                tx,
                tx.All("subscription").Where(one => one.Text("customer") == node.Id() && one.Text("status") != "canceled").Reverse(),
                $"/v1/customers/{node.Id()}/subscriptions"
            ),
        [("price", "currency_options")] = (_, node) => node["_currency_options"]?.DeepClone(),
        [("checkout.session", "line_items")] = (_, node) => node["_line_items"]?.DeepClone(),
        [("charge", "refunds")] = (tx, node) =>
            List(tx, tx.All("refund").Where(one => one.Text("charge") == node.Id()).Reverse(), $"/v1/charges/{node.Id()}/refunds"),
        [("invoice", "payments")] = (tx, node) =>
            List(tx, tx.All("invoice_payment").Where(one => one.Text("invoice") == node.Id()), $"/v1/invoice_payments?invoice={node.Id()}"),
        [("invoice", "confirmation_secret")] = (tx, node) =>
            tx.Find(node.Text("_payment_intent")) is { } intent
                ? new JsonObject { ["client_secret"] = intent.Text("client_secret"), ["type"] = "payment_intent" }
                : null,
    };

    public static JsonObject Public(JsonObject node)
    {
        var shown = node.Copy();
        foreach (var field in shown.Select(pair => pair.Key).Where(key => key[0] == '_').ToList())
        {
            shown.Remove(field);
        }

        return shown;
    }

    public static JsonObject List(Transaction tx, IEnumerable<JsonObject> nodes, string url, bool hasMore = false) =>
        new()
        {
            ["object"] = "list",
            ["data"] = Json.Array(nodes.Select(node => Public(Events.Refresh(tx, node)))),
            ["has_more"] = hasMore,
            ["url"] = url,
        };

    /// <exception cref="StripeFault">The path names nothing that can be expanded.</exception>
    public static void Expand(Transaction tx, JsonObject shown, string path) => Expand(tx, shown, path.Split('.'), path);

    private static void Expand(Transaction tx, JsonObject node, ReadOnlySpan<string> path, string whole)
    {
        var field = path[0];
        if (node.Text("object") is { } kind && OnDemand.TryGetValue((kind, field), out var make) && node[field] is null)
        {
            node[field] = make(tx, tx.Find(node.Id()) ?? node);
        }
        else if (!node.ContainsKey(field))
        {
            throw StripeFault.Invalid($"This property cannot be expanded ({whole}).", "expand");
        }

        if (node[field] is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++)
            {
                array[i] = Expanded(tx, array[i], path[1..], whole);
            }
        }
        else
        {
            node[field] = Expanded(tx, node[field], path[1..], whole);
        }
    }

    private static JsonNode? Expanded(Transaction tx, JsonNode? value, ReadOnlySpan<string> rest, string whole)
    {
        var shown = value switch
        {
            JsonValue text when text.TryGetValue<string>(out var id) && tx.Find(id) is { } found => Public(found),
            JsonObject node => node.Copy(),
            _ => value?.DeepClone(),
        };
        if (rest.Length > 0 && shown is JsonObject inner)
        {
            Expand(tx, inner, rest, whole);
        }

        return shown;
    }
}
