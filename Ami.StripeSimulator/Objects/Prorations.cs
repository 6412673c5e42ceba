using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>What a change in the middle of a period gives back and costs, to the second.</summary>
internal static class Prorations
{
    private const string Kind = "invoiceitem";

    public static void Map(Api api) => api.Get("/v1/invoiceitems", call => call.Page(call.Where(call.Tx.All(Kind), "customer", "invoice"), "/v1/invoiceitems"));

    /// <summary>The unused part of what an item cost is given back.</summary>
    public static void Credit(Transaction tx, JsonObject subscription, JsonObject item, long at) => Add(tx, subscription, item, at, -1, "Unused time on");

    /// <summary>What is left of the period costs its part.</summary>
    public static void Debit(Transaction tx, JsonObject subscription, JsonObject item, long at) => Add(tx, subscription, item, at, 1, "Remaining time on");

    /// <summary>Those that wait for the next invoice of a subscription, as its lines.</summary>
    public static IReadOnlyList<Line> TakeWaiting(Transaction tx, JsonObject subscription, string invoice)
    {
        var waiting = tx.All(Kind).Where(one => one.Text("_subscription") == subscription.Id() && one.Text("invoice") is null).ToList();
        return
        [
            .. waiting.Select(one =>
            {
                var node = tx.Edit(one.Id());
                node["invoice"] = invoice;
                var period = node.In("period");
                var price = tx.Find(node.In("pricing").In("price_details").Need("price"))!;
                return new Line(
                    node.Need("description"),
                    node.Number("amount"),
                    period.Number("start"),
                    period.Number("end"),
                    price,
                    node.Number("quantity"),
                    subscription.Id(),
                    null
                )
                {
                    InvoiceItem = node.Id(),
                };
            }),
        ];
    }

    private static void Add(Transaction tx, JsonObject subscription, JsonObject item, long at, int sign, string words)
    {
        var (start, end) = (item.Number("current_period_start"), item.Number("current_period_end"));
        var line = Line.Of(tx, subscription, item, at, end);
        var amount = sign * (long)Math.Round((decimal)line.Amount * (end - at) / (end - start), MidpointRounding.AwayFromZero);
        var node = tx.Add(Shapes.New(Kind, Ids.New("ii"), at));
        node["amount"] = amount;
        node["net_amount"] = amount;
        node["currency"] = subscription.Text("currency");
        node["customer"] = subscription.Text("customer");
        node["date"] = at;
        node["description"] = $"{words} {line.Description} after {DateTimeOffset.FromUnixTimeSeconds(at):dd MMM yyyy}";
        node["parent"] = new JsonObject
        {
            ["type"] = "subscription_details",
            ["subscription_details"] = new JsonObject { ["subscription"] = subscription.Id(), ["subscription_item"] = item.Id() },
        };
        node["period"] = new JsonObject { ["start"] = at, ["end"] = end };
        node["pricing"] = new JsonObject
        {
            ["type"] = "price_details",
            ["price_details"] = new JsonObject { ["price"] = line.Price.Id(), ["product"] = line.Price.Text("product") },
            ["unit_amount_decimal"] = ((decimal)amount / line.Quantity).Invariant(),
        };
        node["proration"] = true;
        node["quantity"] = line.Quantity;
        node["quantity_decimal"] = ((decimal)line.Quantity).Invariant();
        node["test_clock"] = subscription.Text("test_clock");
        node["_subscription"] = subscription.Id();
        tx.Emit("invoiceitem.created", node);
    }
}
