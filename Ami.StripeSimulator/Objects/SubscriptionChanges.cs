namespace Ami.StripeSimulator.Objects;

/// <summary>Another plan, an end, a pause: what an update may ask for, and what it costs at once.</summary>
internal static class SubscriptionChanges
{
    public static JsonObject Update(Call call, JsonObject node)
    {
        if (node.Text("status") is "canceled" or "incomplete_expired")
        {
            throw StripeFault.Invalid("A canceled subscription can only update its cancellation_details and metadata.", null, "resource_missing");
        }

        var form = call.Form;
        var at = form.Number("proration_date") ?? call.Tx.Now(node.Text("test_clock"));
        call.Texts(node, "description");
        call.Metadata(node);
        form.Accept("payment_settings", "off_session", "collection_method", "trial_from_plan", "automatic_tax", "trial_settings");
        if (form.Text("default_payment_method") is { } method)
        {
            node["default_payment_method"] = PaymentMethods.Of(call.Tx, method, node.Text("customer")).Id();
        }

        if (form.Has("discounts"))
        {
            node["discounts"] = Json.Array(SubscriptionApi.Discounts(call, node.Text("customer")));
        }

        Ending(call, node);
        Pausing(form, node);
        var behavior = form.OneOf("proration_behavior", "create_prorations", "always_invoice", "none") ?? "create_prorations";
        var payment = form.OneOf("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete");
        var invoiced = Items(call.Tx, node, form.Each("items"), one => SubscriptionApi.Price(call, one, "items[0][price]"), behavior, at);
        if (form.Text("trial_end") is { } end)
        {
            if (end == "now" && node.Text("status") == "trialing")
            {
                node["trial_end"] = at;
                node["status"] = "active";
                SubscriptionCycle.Restart(call.Tx, node, "subscription_update");
            }
            else if (end != "now")
            {
                Extend(node, form.Number("trial_end")!.Value);
            }
        }

        if (form.In("billing_cycle_anchor").OneOf("type", "now", "unchanged") == "now" && invoiced is null && node.Text("status") is "active" or "past_due")
        {
            invoiced = SubscriptionCycle.Restart(call.Tx, node, "subscription_update", pay: false);
        }

        call.Tx.Emit("customer.subscription.updated", node);
        if (invoiced is not null && Collect(call.Tx, invoiced) is { } declined && payment == "error_if_incomplete")
        {
            throw new StripeFault(declined.Status, "card_error", declined.Message) { Code = declined.Code };
        }

        return node;
    }

    /// <summary>Changes the items, with credits and debits as asked.</summary>
    /// <returns>The invoice that is due at once, if there is one.</returns>
    public static JsonObject? Items(Transaction tx, JsonObject node, IReadOnlyList<Params> changes, Func<Params, JsonObject> priceOf, string behavior, long at)
    {
        var data = node.In("items")["data"] as JsonArray;
        var newCycle = false;
        var changed = false;
        foreach (var change in changes)
        {
            var item = change.Text("id") is { } id
                ? node.Data("items").FirstOrDefault(one => one.Id() == id) ?? throw StripeFault.NotFound("subscription_item", id, "items[0][id]")
                : null;
            var quantity = change.Number("quantity");
            if (change.Flag("deleted") == true && item is not null)
            {
                Credit(item);
                data!.Remove(item);
                continue;
            }

            var price = change.Has("price") || change.Has("price_data") ? priceOf(change) : null;
            if (item is null)
            {
                var first = node.Data("items").First();
                item = Subscriptions.Item(tx, node.Id(), price!, quantity ?? 1, first.Number("current_period_start"), first.Number("current_period_end"));
                data!.Add(item);
                Debit(item);
                continue;
            }

            if ((price is null || price.Id() == item.In("price").Id()) && (quantity is null || quantity == item.Number("quantity")))
            {
                continue;
            }

            Credit(item);
            newCycle |= price is not null && !Same(price.In("recurring"), item.In("price").In("recurring"));
            item["quantity"] = quantity ?? item.Number("quantity");
            if (price is not null)
            {
                Subscriptions.Reprice(item, price);
            }

            if (!newCycle)
            {
                Debit(item);
            }
        }

        return node.Text("status") is "trialing" or "incomplete" || !changed ? null
            : newCycle ? SubscriptionCycle.Restart(tx, node, "subscription_update", pay: false)
            : behavior == "always_invoice" ? Subscriptions.Bill(tx, node, "subscription_update", [], finalize: true)
            : null;

        void Credit(JsonObject item)
        {
            changed = true;
            if (behavior != "none" && node.Text("status") is "active" or "past_due")
            {
                Prorations.Credit(tx, node, item, at);
            }
        }

        void Debit(JsonObject item)
        {
            changed = true;
            if (behavior != "none" && node.Text("status") is "active" or "past_due")
            {
                Prorations.Debit(tx, node, item, at);
            }
        }
    }

    private static StripeFault? Collect(Transaction tx, JsonObject invoice) =>
        !tx.Preview && invoice.Text("status") == "open" ? Invoices.Pay(tx, invoice, null, offSession: true) : null;

    private static bool Same(JsonObject one, JsonObject other) =>
        one.Text("interval") == other.Text("interval") && one.Number("interval_count") == other.Number("interval_count");

    private static void Extend(JsonObject node, long end)
    {
        node["trial_end"] = end;
        node["billing_cycle_anchor"] = end;
        node["status"] = "trialing";
        node["_warned"] = false;
        foreach (var item in node.Data("items"))
        {
            item["current_period_end"] = end;
        }
    }

    private static void Ending(Call call, JsonObject node)
    {
        var said = call.Form.In("cancellation_details");
        if (said.Names.Any())
        {
            var details = node.In("cancellation_details").Copy();
            details["comment"] = said.Text("comment");
            details["feedback"] = said.Text("feedback");
            node["cancellation_details"] = details;
        }

        if (call.Form.Flag("cancel_at_period_end") is { } end)
        {
            EndWithPeriod(call.Tx, node, end);
        }

        if (call.Form.Has("cancel_at"))
        {
            node["cancel_at"] = call.Form.Number("cancel_at");
            node["canceled_at"] = node["cancel_at"] is null ? null : call.Tx.Now(node.Text("test_clock"));
        }
    }

    /// <summary>Ends it with its period, or takes that back.</summary>
    public static void EndWithPeriod(Transaction tx, JsonObject node, bool end)
    {
        node["cancel_at_period_end"] = end;
        node["cancel_at"] = end ? node.Data("items").Max(item => item.Number("current_period_end")) : null;
        node["canceled_at"] = end ? tx.Now(node.Text("test_clock")) : null;
        var details = node.In("cancellation_details").Copy();
        details["reason"] = end ? "cancellation_requested" : null;
        node["cancellation_details"] = details;
    }

    private static void Pausing(Params form, JsonObject node)
    {
        if (!form.Has("pause_collection"))
        {
            return;
        }

        var pause = form.In("pause_collection");
        node["pause_collection"] = pause.Names.Any()
            ? new JsonObject
            {
                ["behavior"] =
                    pause.OneOf("behavior", "keep_as_draft", "mark_uncollectible", "void") ?? throw StripeFault.Missing("pause_collection[behavior]"),
                ["resumes_at"] = pause.Number("resumes_at"),
            }
            : null;
        form.Text("pause_collection");
    }
}
