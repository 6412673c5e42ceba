using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>Subscriptions over the API.</summary>
internal static class SubscriptionApi
{
    private const string Kind = Subscriptions.Kind;

    public static void Map(Api api)
    {
        api.Post("/v1/subscriptions", Create);
        api.Get(
            "/v1/subscriptions",
            call =>
            {
                var status = call.Form.Text("status");
                var price = call.Form.Text("price");
                return call.Page(
                    call.Where(
                        call.Tx.All(Kind)
                            .Where(one =>
                                status is null
                                    ? one.Text("status") is not ("canceled" or "incomplete_expired")
                                    : status == "all" || one.Text("status") == status
                            )
                            .Where(one => price is null || one.Data("items").Any(item => item.In("price").Id() == price)),
                        "customer",
                        "test_clock"
                    ),
                    "/v1/subscriptions"
                );
            }
        );
        api.Get("/v1/subscriptions/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post("/v1/subscriptions/{id}", call => SubscriptionChanges.Update(call, call.Tx.Edit(Kind, call.Id)));
        api.Delete("/v1/subscriptions/{id}", Cancel);
        api.Post("/v1/subscriptions/{id}/resume", Resume);
        api.Post("/v1/subscriptions/{id}/pause", Pause);
    }

    /// <summary>The items that a request names.</summary>
    public static IReadOnlyList<(JsonObject Price, long Quantity)> Items(Call call, IReadOnlyList<Params> given)
    {
        if (given.Count == 0)
        {
            throw StripeFault.Missing("items");
        }

        return [.. given.Select(one => (Price(call, one, "items[0][price]"), one.Number("quantity") ?? 1))];
    }

    /// <summary>A price by its id, or one that is described on the spot.</summary>
    public static JsonObject Price(Call call, Params given, string param)
    {
        if (given.Text("price") is { } id)
        {
            var price = call.Tx.Get(Prices.Kind, id, param);
            return price.Flag("active") ? price : throw StripeFault.Invalid("The price specified is inactive. This field only accepts active prices.", param);
        }

        var data = given.In("price_data");
        var product = data.In("product_data");
        product.Accept("description", "images", "tax_code");
        var made = data.Text("product") ?? Products.New(call.Tx, null, product.Need("name")).Id();
        if (product.In("metadata").Names.Any())
        {
            Call.Merge(product, call.Tx.Edit(made));
        }

        var node = Prices.New(call.Tx, made, data);
        node["_inline"] = true;
        node["active"] = false;
        return node;
    }

    private static JsonObject Create(Call call)
    {
        var customer = Customers.Living(call.Tx, call.Form.Need("customer")).Id();
        var items = Items(call, call.Form.Each("items"));
        var behavior =
            call.Form.OneOf("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete") ?? "allow_incomplete";
        call.Form.Accept("payment_settings", "off_session", "collection_method", "proration_behavior", "billing_mode");
        var terms = new SubscriptionTerms(customer, call.Form.Text("currency") ?? items[0].Price.Need("currency"), items)
        {
            TrialEnd = TrialEnd(call.Form, call.Tx.NowOf(customer)),
            Method = call.Form.Text("default_payment_method") is { } method ? PaymentMethods.Of(call.Tx, method, customer).Id() : null,
            Discounts = Discounts(call, customer),
            AutomaticTax = call.Form.In("automatic_tax").Flag("enabled") ?? false,
            AfterTrial = call.Form.In("trial_settings").In("end_behavior").Text("missing_payment_method") ?? "create_invoice",
            Description = call.Form.Text("description"),
        };
        var node = Subscriptions.New(
            call.Tx,
            terms,
            blank =>
            {
                call.Metadata(blank);
                blank["cancel_at_period_end"] = call.Form.Flag("cancel_at_period_end") ?? false;
            }
        );
        var invoice = call.Tx.Edit(node.Need("latest_invoice"));
        if (invoice.Text("status") == "open" && behavior != "default_incomplete")
        {
            var declined = Invoices.Pay(call.Tx, invoice, null, offSession: call.Form.Flag("off_session") ?? false);
            if (declined is not null && behavior == "error_if_incomplete")
            {
                throw new StripeFault(declined.Status, "card_error", declined.Message) { Code = declined.Code };
            }
        }

        return node;
    }

    public static long? TrialEnd(Params form, long now) =>
        form.Text("trial_end") is { } end && end != "now" ? form.Number("trial_end")
        : form.Number("trial_period_days") is { } days ? now + days * Periods.Day
        : null;

    public static IReadOnlyList<string> Discounts(Call call, string? customer) =>
        [
            .. call
                .Form.Each("discounts")
                .Select(one => one.Text("discount") ?? Coupons.Redeem(call.Tx, one.Text("coupon"), one.Text("promotion_code"), customer).Id()),
        ];

    private static JsonObject Cancel(Call call)
    {
        var node = call.Tx.Edit(Kind, call.Id);
        if (node.Text("status") is "canceled" or "incomplete_expired")
        {
            throw StripeFault.NotFound(Kind, call.Id);
        }

        var details = call.Form.In("cancellation_details");
        var said = node.In("cancellation_details").Copy();
        said["comment"] = details.Text("comment");
        said["feedback"] = details.Text("feedback");
        node["cancellation_details"] = said;
        if (call.Form.Flag("prorate") == true && node.Text("status") == "active")
        {
            foreach (var item in node.Data("items").ToList())
            {
                Prorations.Credit(call.Tx, node, item, call.Tx.Now(node.Text("test_clock")));
            }
        }

        if (call.Form.Flag("invoice_now") == true)
        {
            Subscriptions.Bill(call.Tx, node, "subscription_update", [], finalize: true);
        }

        Subscriptions.End(call.Tx, node, "cancellation_requested");
        return node;
    }

    private static JsonObject Pause(Call call)
    {
        var node = call.Tx.Edit(Kind, call.Id);
        call.Form.OneOf("type", "subscription");
        call.Form.Accept("bill_for", "invoicing_behavior");
        if (node.Text("status") is not ("active" or "trialing"))
        {
            throw StripeFault.Invalid($"A subscription that is {node.Text("status")} cannot be paused.");
        }

        SubscriptionCycle.Pause(call.Tx, node, "pause_requested");
        return node;
    }

    private static JsonObject Resume(Call call)
    {
        var node = call.Tx.Edit(Kind, call.Id);
        call.Form.Accept("billing_cycle_anchor", "proration_behavior", "payment_behavior", "proration_date");
        if (node.Text("status") != "paused")
        {
            throw StripeFault.Invalid("This subscription is not paused.", null, "subscription_not_paused");
        }

        node["status"] = "active";
        node.Remove("status_details");
        call.Tx.Emit("customer.subscription.resumed", node);
        SubscriptionCycle.Restart(call.Tx, node, "subscription_cycle");
        return node;
    }
}
