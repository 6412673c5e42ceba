using Ami.StripeSimulator.Objects;

namespace Ami.StripeSimulator.Billing;

/// <summary>One line of an invoice before it is written.</summary>
internal sealed record Line(string Description, long Amount, long Start, long End, JsonObject Price, long Quantity, string? Subscription, string? Item)
{
    /// <summary>The id of the invoice item that it comes from, which makes it a proration.</summary>
    public string? InvoiceItem { get; init; }

    public static Line Of(Transaction tx, JsonObject subscription, JsonObject item, long start, long end)
    {
        var price = tx.Get(Prices.Kind, item.In("price").Id());
        var unit = Prices.In(price, subscription.Need("currency"));
        var quantity = item.Number("quantity");
        var name = tx.Find(price.Text("product"))?.Text("name") ?? price.Id();
        return new Line($"{quantity} × {name}", unit * quantity, start, end, price, quantity, subscription.Id(), item.Id());
    }

    /// <summary>During a trial a period costs nothing.</summary>
    public Line Free() => this with { Amount = 0, Description = $"Trial period for {Description[(Description.IndexOf('×', StringComparison.Ordinal) + 2)..]}" };

    public JsonObject Write(string invoice, string currency, IEnumerable<(string Discount, long Amount)> discounts, JsonArray taxes)
    {
        var node = Shapes.New("line_item", Ids.New("il"), Start);
        node["amount"] = Amount;
        node["subtotal"] = Amount;
        node["currency"] = currency;
        node["description"] = Description;
        node["discountable"] = true;
        node["discount_amounts"] = Json.Array(discounts.Select(one => new JsonObject { ["amount"] = one.Amount, ["discount"] = one.Discount }));
        node["invoice"] = invoice;
        node["period"] = new JsonObject { ["start"] = Start, ["end"] = End };
        node["pricing"] = new JsonObject
        {
            ["type"] = "price_details",
            ["price_details"] = new JsonObject { ["price"] = Price.Id(), ["product"] = Price.Text("product") },
            ["unit_amount_decimal"] = (Quantity == 0 ? 0m : (decimal)Amount / Quantity).Invariant(),
        };
        node["quantity"] = Quantity;
        node["quantity_decimal"] = ((decimal)Quantity).Invariant();
        node["subscription"] = Subscription;
        node["taxes"] = taxes;
        node["parent"] = InvoiceItem is null
            ? new JsonObject
            {
                ["type"] = "subscription_item_details",
                ["invoice_item_details"] = null,
                ["subscription_item_details"] = new JsonObject
                {
                    ["invoice_item"] = null,
                    ["proration"] = false,
                    ["proration_details"] = new JsonObject { ["credited_items"] = null },
                    ["subscription"] = Subscription,
                    ["subscription_item"] = Item,
                },
            }
            : new JsonObject
            {
                ["type"] = "invoice_item_details",
                ["subscription_item_details"] = null,
                ["invoice_item_details"] = new JsonObject
                {
                    ["invoice_item"] = InvoiceItem,
                    ["proration"] = true,
                    ["proration_details"] = new JsonObject { ["credited_items"] = null },
                    ["subscription"] = Subscription,
                },
            };
        return node;
    }
}
