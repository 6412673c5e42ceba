namespace Ami.StripeSimulator.Webhooks;

/// <summary>Events that are to reach an endpoint: tried until it answers 2xx, for three days.</summary>
internal static class Deliveries
{
    public const string Kind = "_delivery";

    private const long GiveUpAfter = 3 * 86_400;

    /// <summary>Stripe waits hours; whoever develops would not.</summary>
    private static readonly Backoff Retries = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10));

    public static void Add(Transaction tx, JsonObject @event, JsonObject endpoint)
    {
        var mode = DeliveryMode.Of(tx);
        for (var copy = 0; copy < (mode.Duplicate ? 2 : 1); copy++)
        {
            var delivery = tx.Add(
                new JsonObject
                {
                    ["id"] = Ids.New("_del"),
                    ["object"] = Kind,
                    ["event"] = @event.Id(),
                    ["endpoint"] = endpoint.Id(),
                    ["created"] = tx.Wall,
                    ["next"] = tx.Wall,
                    ["attempts"] = 0,
                    ["done"] = mode.Drop,
                }
            );
            var known = @event["_deliveries"] as JsonArray ?? [];
            @event["_deliveries"] = known;
            known.Add((JsonNode)delivery.Id());
        }
    }

    /// <summary>What is to be sent now. In the order in which it happened, unless disorder is asked for; nothing while deliveries are held.</summary>
    public static IReadOnlyList<Due> Due(Transaction tx)
    {
        var mode = DeliveryMode.Of(tx);
        if (mode.Hold)
        {
            return [];
        }

        var due = tx.All(Kind).Where(one => !one.Flag("done") && one.Number("next") <= tx.Wall).ToList();
        if (mode.Shuffle is { } seed)
        {
            var order = new Random(seed);
            due = [.. due.OrderBy(_ => order.Next())];
        }

        return
        [
            .. due.Where(one => tx.Find(one.Text("endpoint")) is { } endpoint && !endpoint.Flag("_deleted"))
                .Select(one =>
                {
                    var endpoint = tx.Find(one.Text("endpoint"))!;
                    var body = Rendering.Public(Events.Refresh(tx, tx.Find(one.Text("event"))!)).ToJsonString();
                    return new Due(one.Id(), endpoint.Need("url"), body, Signature.Of(body, tx.Wall, endpoint.Texts("_secrets")));
                }),
        ];
    }

    public static void Tried(Transaction tx, string id, bool accepted)
    {
        var delivery = tx.Edit(id);
        var attempts = delivery.Number("attempts") + 1;
        delivery["attempts"] = attempts;
        delivery["next"] = tx.Wall + (long)Retries.After((int)attempts).TotalSeconds;
        delivery["done"] = accepted || tx.Wall - delivery.Number("created") > GiveUpAfter;
        delivery["accepted"] = accepted;
    }

    /// <summary>Sends an event once more, whatever became of it.</summary>
    public static void Again(Transaction tx, string eventId)
    {
        var node = tx.Edit(Events.Kind, eventId);
        foreach (var endpoint in WebhookEndpoints.For(tx, node.Need("type")))
        {
            Add(tx, node, endpoint);
        }
    }
}

/// <summary>One request that is to be sent.</summary>
internal sealed record Due(string Id, string Url, string Body, string Signature);

/// <summary>How deliveries go wrong, because somebody asked for it.</summary>
/// <param name="Duplicate">Each event is sent twice.</param>
/// <param name="Shuffle">Not in order, but in one drawn with this seed.</param>
/// <param name="Hold">Nothing is sent until that ends.</param>
/// <param name="Drop">What happens meanwhile is never sent.</param>
internal sealed record DeliveryMode(bool Duplicate, int? Shuffle, bool Hold, bool Drop)
{
    private const string Id = "_delivery_mode";

    public static DeliveryMode Of(Transaction tx) =>
        tx.Find(Id) is { } node
            ? new DeliveryMode(node.Flag("duplicate"), (int?)node.NumberOrNull("shuffle"), node.Flag("hold"), node.Flag("drop"))
            : new DeliveryMode(false, null, false, false);

    public void Set(Transaction tx)
    {
        var node = tx.Find(Id) is null ? tx.Add(new JsonObject { ["id"] = Id, ["object"] = Id }) : tx.Edit(Id);
        node["duplicate"] = Duplicate;
        node["shuffle"] = Shuffle;
        node["hold"] = Hold;
        node["drop"] = Drop;
    }
}
