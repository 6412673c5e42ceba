using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>What a new subscription begins with.</summary>
internal sealed record SubscriptionTerms(string Customer, string Currency, IReadOnlyList<(JsonObject Price, long Quantity)> Items)
{
    public long? TrialEnd { get; init; }

    public string? Method { get; init; }

    public IReadOnlyList<string> Discounts { get; init; } = [];

    public bool AutomaticTax { get; init; }

    /// <summary>What happens when a trial ends and nothing can pay: create_invoice, cancel or pause.</summary>
    public string AfterTrial { get; init; } = "create_invoice";

    public string? Description { get; init; }
}

/// <summary>Subscriptions: how they begin, and how invoices change what they are.</summary>
internal static class Subscriptions
{
    public const string Kind = "subscription";

    /// <summary>Makes one with its first invoice, which is final and not yet paid unless it costs nothing.</summary>
    public static JsonObject New(Transaction tx, SubscriptionTerms terms, Action<JsonObject>? before = null)
    {
        var now = tx.NowOf(terms.Customer);
        var node = Blank(tx, terms, now);
        before?.Invoke(node);
        var trial = terms.TrialEnd > now;
        node["status"] = trial ? "trialing" : "incomplete";
        if (trial)
        {
            node["trial_start"] = now;
            node["trial_end"] = terms.TrialEnd;
            node["billing_cycle_anchor"] = terms.TrialEnd;
        }

        var recurring = terms.Items[0].Price.In("recurring");
        var end = trial ? terms.TrialEnd!.Value : Periods.Next(now, recurring.Need("interval"), recurring.Number("interval_count"), now);
        node["items"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = Json.Array(terms.Items.Select(item => Item(tx, node.Id(), item.Price, item.Quantity, now, end))),
            ["has_more"] = false,
            ["url"] = $"/v1/subscription_items?subscription={node.Id()}",
        };
        tx.Emit("customer.subscription.created", node);
        var lines = node.Data("items").Select(item => Line.Of(tx, node, item, now, end)).ToList();
        Bill(tx, node, "subscription_create", trial ? [.. lines.Select(line => line.Free())] : lines, finalize: true);
        return node;
    }

    /// <summary>A line of the subscription for a price.</summary>
    public static JsonObject Item(Transaction tx, string subscription, JsonObject price, long quantity, long start, long end)
    {
        if (price.Text("type") != "recurring")
        {
            throw StripeFault.Invalid(
                $"The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
                "items[0][price]"
            );
        }

        var item = Shapes.New("subscription_item", Ids.New("si"), start);
        item["subscription"] = subscription;
        item["quantity"] = quantity;
        item["current_period_start"] = start;
        item["current_period_end"] = end;
        Reprice(item, price);
        return item;
    }

    public static void Reprice(JsonObject item, JsonObject price)
    {
        item["price"] = Rendering.Public(price);
        var recurring = price.In("recurring");
        var plan = Shapes.New("plan", price.Id(), price.Number("created"));
        foreach (var field in new[] { "active", "billing_scheme", "currency", "metadata", "nickname", "product" })
        {
            plan[field] = price[field]?.DeepClone();
        }

        plan["amount"] = price.Number("unit_amount");
        plan["amount_decimal"] = price.Text("unit_amount_decimal");
        plan["interval"] = recurring.Text("interval");
        plan["interval_count"] = recurring.Number("interval_count");
        plan["usage_type"] = "licensed";
        item["plan"] = plan;
    }

    /// <summary>Writes an invoice and makes it the latest.</summary>
    public static JsonObject Bill(Transaction tx, JsonObject node, string reason, IReadOnlyList<Line> lines, bool finalize)
    {
        var invoice = InvoiceDrafts.New(tx, node, reason, lines);
        node["latest_invoice"] = invoice.Id();
        if (finalize && !tx.Preview)
        {
            Invoices.Finalize(tx, invoice);
        }

        return invoice;
    }

    /// <summary>An invoice was paid: what waited for it goes on.</summary>
    public static void InvoicePaid(Transaction tx, JsonObject node)
    {
        var open = tx.All(Invoices.Kind).Any(one => Invoices.SubscriptionOf(one) == node.Id() && one.Text("status") == "open" && one.Flag("attempted"));
        var next = node.Text("status") switch
        {
            "incomplete" => "active",
            "past_due" or "unpaid" when !open => "active",
            var same => same,
        };
        Become(tx, node, next!);
    }

    /// <summary>An attempt to have an invoice paid failed.</summary>
    public static void InvoiceFailed(Transaction tx, JsonObject node, bool last)
    {
        if (node.Text("status") is "active" or "trialing")
        {
            Become(tx, node, "past_due");
        }

        if (last && node.Text("status") == "past_due")
        {
            if (tx.Options.AfterRetries == "canceled")
            {
                End(tx, node, "payment_failed");
            }
            else
            {
                Become(tx, node, tx.Options.AfterRetries);
            }
        }
    }

    public static void Become(Transaction tx, JsonObject node, string status)
    {
        if (node.Text("status") != status)
        {
            node["status"] = status;
            tx.Emit("customer.subscription.updated", node);
        }
    }

    /// <summary>It is over, now.</summary>
    public static void End(Transaction tx, JsonObject node, string reason)
    {
        var at = tx.Now(node.Text("test_clock"));
        node["status"] = "canceled";
        node["canceled_at"] ??= at;
        node["ended_at"] = at;
        var details = node.In("cancellation_details").Copy();
        details["reason"] ??= reason;
        node["cancellation_details"] = details;
        foreach (
            var invoice in tx.All(Invoices.Kind).Where(one => Invoices.SubscriptionOf(one) == node.Id() && one.Text("status") is ("open" or "draft")).ToList()
        )
        {
            var left = tx.Edit(invoice.Id());
            left["auto_advance"] = false;
            left["next_payment_attempt"] = null;
            left["_finalize"] = null;
        }

        tx.Emit("customer.subscription.deleted", node);
    }

    private static JsonObject Blank(Transaction tx, SubscriptionTerms terms, long now)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("sub"), now));
        node["automatic_tax"] = new JsonObject
        {
            ["disabled_reason"] = null,
            ["enabled"] = terms.AutomaticTax,
            ["liability"] = null,
        };
        node["billing_cycle_anchor"] = now;
        node["billing_mode"] = new JsonObject
        {
            ["type"] = "flexible",
            ["flexible"] = new JsonObject { ["proration_discounts"] = "itemized" },
            ["updated_at"] = now,
        };
        node["cancellation_details"] = new JsonObject
        {
            ["comment"] = null,
            ["feedback"] = null,
            ["feedback_option"] = null,
            ["reason"] = null,
        };
        node["collection_method"] = "charge_automatically";
        node["currency"] = terms.Currency;
        node["customer"] = terms.Customer;
        node["default_payment_method"] = terms.Method;
        node["description"] = terms.Description;
        node["discounts"] = Json.Array(terms.Discounts);
        node["invoice_settings"] = new JsonObject
        {
            ["account_tax_ids"] = null,
            ["custom_fields"] = null,
            ["description"] = null,
            ["footer"] = null,
            ["issuer"] = new JsonObject { ["type"] = "self" },
        };
        node["payment_settings"] = new JsonObject
        {
            ["payment_method_options"] = null,
            ["payment_method_types"] = null,
            ["save_default_payment_method"] = "off",
        };
        node["start_date"] = now;
        node["test_clock"] = tx.Find(terms.Customer)?.Text("test_clock");
        node["trial_settings"] = new JsonObject
        {
            ["end_behavior"] = new JsonObject { ["billing_cycle_anchor"] = "now", ["missing_payment_method"] = terms.AfterTrial },
        };
        return node;
    }
}
