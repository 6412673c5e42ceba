using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>Writes invoices: lines, discounts, taxes, totals.</summary>
internal static class InvoiceDrafts
{
    /// <param name="tx">The transaction.</param>
    /// <param name="subscription">Whose invoice it is.</param>
    /// <param name="reason">subscription_create, subscription_cycle or subscription_update.</param>
    /// <param name="lines">The periods; prorations that wait are added.</param>
    public static JsonObject New(Transaction tx, JsonObject subscription, string reason, IReadOnlyList<Line> lines)
    {
        var at = tx.Now(subscription.Text("test_clock"));
        var customer = tx.Find(subscription.Need("customer"))!;
        var node = tx.Add(Shapes.New(Invoices.Kind, Ids.New("in"), at));
        node["account_country"] = Accounts.Country;
        node["account_name"] = Accounts.Name;
        node["auto_advance"] = true;
        node["billing_reason"] = reason;
        node["collection_method"] = "charge_automatically";
        node["currency"] = subscription.Text("currency");
        node["customer"] = customer.Id();
        node["customer_address"] = customer["address"]?.DeepClone();
        node["customer_email"] = customer.Text("email");
        node["customer_name"] = customer.Text("name");
        node["customer_phone"] = customer.Text("phone");
        node["customer_tax_exempt"] = customer.Text("tax_exempt");
        node["customer_tax_ids"] = Json.Array(
            tx.All("tax_id")
                .Where(one => one.Text("customer") == customer.Id() && !one.Flag("_deleted"))
                .Select(one => new JsonObject { ["type"] = one.Text("type"), ["value"] = one.Text("value") })
        );
        node["issuer"] = new JsonObject { ["type"] = "self" };
        node["parent"] = new JsonObject
        {
            ["type"] = "subscription_details",
            ["quote_details"] = null,
            ["subscription_details"] = new JsonObject { ["metadata"] = subscription["metadata"]?.DeepClone(), ["subscription"] = subscription.Id() },
        };
        node["payment_settings"] = new JsonObject
        {
            ["default_mandate"] = null,
            ["payment_method_options"] = null,
            ["payment_method_types"] = null,
        };
        node["status"] = "draft";
        node["status_transitions"] = new JsonObject
        {
            ["finalized_at"] = null,
            ["marked_uncollectible_at"] = null,
            ["paid_at"] = null,
            ["voided_at"] = null,
        };
        node["test_clock"] = subscription.Text("test_clock");
        node["starting_balance"] = customer.Number("balance");
        node["period_start"] = lines.Count > 0 ? lines.Min(line => line.Start) : at;
        node["period_end"] = reason == "subscription_cycle" || lines.Count == 0 ? at : lines.Max(line => line.Start);
        Total(tx, node, subscription, customer, [.. Prorations.TakeWaiting(tx, subscription, node.Id()), .. lines]);
        tx.Emit("invoice.created", node);
        return node;
    }

    private static void Total(Transaction tx, JsonObject node, JsonObject subscription, JsonObject customer, IReadOnlyList<Line> lines)
    {
        var currency = node.Need("currency");
        var taxed = subscription.In("automatic_tax").Flag("enabled") && customer.Text("tax_exempt") == "none";
        var country = taxed ? customer.In("address").Text("country") : null;
        var subtotal = lines.Sum(line => line.Amount);
        var discounts = Discounts(tx, subscription, subtotal, currency, tx.Now(node.Text("test_clock")));
        var discounted = subtotal - discounts.Sum(one => one.Amount);
        long inclusiveTax = 0,
            exclusiveTax = 0;
        var written = new JsonArray();
        var taxes = new Dictionary<string, (long Tax, long Taxable, bool Inclusive)>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            // The last line takes what rounding leaves over.
            var shares = discounts.Select(one => (one.Discount, Amount: Share(one.Amount, lines, i, subtotal))).ToList();
            var taxable = line.Amount - shares.Sum(one => one.Amount);
            var inclusive = line.Price.Text("tax_behavior") == "inclusive";
            var (tax, rate) = Taxes.On(tx, country, taxable, inclusive);
            var entries = new JsonArray();
            if (rate is not null)
            {
                entries.Add(Taxes.Entry(tax, rate, taxable, inclusive));
                var sum = taxes.GetValueOrDefault(rate);
                taxes[rate] = (sum.Tax + tax, sum.Taxable + taxable, inclusive);
                (inclusiveTax, exclusiveTax) = inclusive ? (inclusiveTax + tax, exclusiveTax) : (inclusiveTax, exclusiveTax + tax);
            }

            written.Add(line.Write(node.Id(), currency, shares.Where(one => one.Amount != 0), entries));
        }

        var total = discounted + exclusiveTax;
        node["lines"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = written,
            ["has_more"] = false,
            ["url"] = $"/v1/invoices/{node.Id()}/lines",
        };
        node["discounts"] = Json.Array(discounts.Select(one => one.Discount));
        node["total_discount_amounts"] = Json.Array(discounts.Select(one => new JsonObject { ["amount"] = one.Amount, ["discount"] = one.Discount }));
        node["total_taxes"] = Json.Array(taxes.Select(pair => Taxes.Entry(pair.Value.Tax, pair.Key, pair.Value.Taxable, pair.Value.Inclusive)));
        node["automatic_tax"] = new JsonObject
        {
            ["disabled_reason"] = null,
            ["enabled"] = subscription.In("automatic_tax").Flag("enabled"),
            ["liability"] = null,
            ["provider"] = null,
            ["status"] = taxed
                ? country is null
                    ? "requires_location_inputs"
                    : "complete"
                : null,
        };
        node["subtotal"] = subtotal;
        node["subtotal_excluding_tax"] = subtotal - inclusiveTax;
        node["total"] = total;
        node["total_excluding_tax"] = total - exclusiveTax - inclusiveTax;
        var due = Math.Max(0, total + Math.Min(0, Math.Max(node.Number("starting_balance"), -Math.Max(0, total))));
        node["amount_due"] = due;
        node["amount_remaining"] = due;
    }

    private static long Share(long amount, IReadOnlyList<Line> lines, int place, long subtotal) =>
        subtotal == 0 ? 0
        : place < lines.Count - 1 ? amount * lines[place].Amount / subtotal
        : amount - Enumerable.Range(0, place).Sum(i => amount * lines[i].Amount / subtotal);

    private static List<(string Discount, long Amount)> Discounts(Transaction tx, JsonObject subscription, long subtotal, string currency, long at)
    {
        var taken = new List<(string, long)>();
        var left = subtotal;
        foreach (var id in subscription.Texts("discounts"))
        {
            var discount = tx.Find(id)!;
            if (left <= 0 || discount.NumberOrNull("end") <= at || discount.Flag("_used"))
            {
                continue;
            }

            var coupon = tx.Find(discount.In("source").Need("coupon"))!;
            var off = Coupons.Off(coupon, left, currency);
            left -= off;
            taken.Add((id, off));
            if (coupon.Text("duration") == "once")
            {
                tx.Edit(id)["_used"] = true;
            }
        }

        return taken;
    }
}
