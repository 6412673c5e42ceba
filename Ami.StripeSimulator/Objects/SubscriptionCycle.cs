using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>What time does to a subscription: periods end, trials end, pauses end.</summary>
internal static class SubscriptionCycle
{
    /// <summary>The period that was paid for is over: the next one begins with a draft, or the subscription ends.</summary>
    public static JsonObject? Renew(Transaction tx, JsonObject node)
    {
        var at = node.Data("items").Max(item => item.Number("current_period_end"));
        if (node.Flag("cancel_at_period_end") || node.NumberOrNull("cancel_at") <= at)
        {
            Subscriptions.End(tx, node, "cancellation_requested");
            return null;
        }

        if (node.Text("status") == "trialing" && !EndTrial(tx, node))
        {
            return null;
        }

        var invoice = Begin(tx, node, at, "subscription_cycle");
        tx.Emit("customer.subscription.updated", node);
        Treat(tx, node, invoice, at);
        return invoice;
    }

    /// <summary>A new cycle begins now, with an invoice that is due at once.</summary>
    public static JsonObject Restart(Transaction tx, JsonObject node, string reason, bool pay = true)
    {
        var at = tx.Now(node.Text("test_clock"));
        node["billing_cycle_anchor"] = at;
        var invoice = Begin(tx, node, at, reason);
        if (tx.Preview)
        {
            return invoice;
        }

        Invoices.Finalize(tx, invoice);
        if (pay && invoice.Text("status") == "open")
        {
            Invoices.Pay(tx, invoice, null, offSession: true);
        }

        return invoice;
    }

    /// <summary>Three days before a trial ends.</summary>
    public static void Warn(Transaction tx, JsonObject node)
    {
        node["_warned"] = true;
        tx.Emit("customer.subscription.trial_will_end", node);
    }

    /// <summary>A week before the period ends: what the next invoice will be.</summary>
    public static void Announce(Transaction tx, JsonObject node)
    {
        node["_announced"] = node.Data("items").Max(item => item.Number("current_period_end"));
        var latest = tx.Find(node.Text("latest_invoice"));
        if (latest is not null)
        {
            var upcoming = latest.Copy();
            upcoming["id"] = Ids.New("upcoming_in");
            upcoming["status"] = "draft";
            upcoming["number"] = null;
            upcoming["hosted_invoice_url"] = null;
            upcoming["invoice_pdf"] = null;
            upcoming["next_payment_attempt"] = node.Number("_announced") + Periods.Hour;
            tx.Emit("invoice.upcoming", upcoming);
        }
    }

    /// <summary>Nobody completed the first payment within 23 hours.</summary>
    public static void Expire(Transaction tx, JsonObject node)
    {
        node["status"] = "incomplete_expired";
        node["ended_at"] = tx.Now(node.Text("test_clock"));
        if (tx.Find(node.Text("latest_invoice")) is { } invoice && invoice.Text("status") == "open")
        {
            Invoices.Void(tx, tx.Edit(invoice.Id()));
        }

        tx.Emit("customer.subscription.updated", node);
    }

    public static void Unpause(Transaction tx, JsonObject node)
    {
        node["pause_collection"] = null;
        tx.Emit("customer.subscription.updated", node);
    }

    /// <summary>Nothing is billed until it is resumed.</summary>
    public static void Pause(Transaction tx, JsonObject node, string reason)
    {
        node["status"] = "paused";
        node["status_details"] = new JsonObject
        {
            ["paused"] = new JsonObject
            {
                ["subscription"] = new JsonObject { ["type"] = reason },
                ["transitioned_at"] = tx.Now(node.Text("test_clock")),
                ["type"] = "subscription",
            },
        };
        tx.Emit("customer.subscription.paused", node);
    }

    private static JsonObject Begin(Transaction tx, JsonObject node, long at, string reason)
    {
        var recurring = node.Data("items").First().In("price").In("recurring");
        var end = Periods.Next(node.Number("billing_cycle_anchor"), recurring.Need("interval"), recurring.Number("interval_count"), at);
        foreach (var item in node.Data("items"))
        {
            item["current_period_start"] = at;
            item["current_period_end"] = end;
        }

        return Subscriptions.Bill(tx, node, reason, [.. node.Data("items").Select(item => Line.Of(tx, node, item, at, end))], finalize: false);
    }

    /// <returns>Whether it goes on to be billed.</returns>
    private static bool EndTrial(Transaction tx, JsonObject node)
    {
        if (PaymentMethods.Default(tx, node, node.Need("customer")) is null)
        {
            switch (node.In("trial_settings").In("end_behavior").Text("missing_payment_method"))
            {
                case "cancel":
                    Subscriptions.End(tx, node, "payment_failed");
                    return false;
                case "pause":
                    Pause(tx, node, "trial_end_without_payment_method");
                    return false;
            }
        }

        node["status"] = "active";
        return true;
    }

    /// <summary>A draft becomes final after an hour, unless collection is paused or was given up.</summary>
    private static void Treat(Transaction tx, JsonObject node, JsonObject invoice, long at)
    {
        if (tx.Preview)
        {
            return;
        }

        var pause = node.In("pause_collection").Text("behavior");
        if (pause is null && node.Text("status") != "unpaid")
        {
            invoice["_finalize"] = at + Periods.Hour;
            invoice["automatically_finalizes_at"] = at + Periods.Hour;
            return;
        }

        invoice["auto_advance"] = false;
        if (pause is "void" or "mark_uncollectible" && invoice.Number("total") > 0)
        {
            Invoices.Finalize(tx, invoice);
            if (invoice.Text("status") == "open")
            {
                if (pause == "void")
                {
                    Invoices.Void(tx, invoice);
                }
                else
                {
                    Invoices.MarkUncollectible(tx, invoice);
                }
            }
        }
    }
}
