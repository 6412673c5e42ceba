using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>Checkout sessions over the API: what is to be paid on a page of ours.</summary>
internal static class CheckoutSessions
{
    public const string Kind = "checkout.session";

    public static void Map(Api api)
    {
        api.Post("/v1/checkout/sessions", Create);
        api.Get(
            "/v1/checkout/sessions",
            call => call.Page(call.Where(call.Tx.All(Kind), "customer", "payment_intent", "subscription", "status"), "/v1/checkout/sessions")
        );
        api.Get("/v1/checkout/sessions/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Get("/v1/checkout/sessions/{id}/line_items", call => (JsonObject)call.Tx.Get(Kind, call.Id)["_line_items"]!.DeepClone());
        api.Post(
            "/v1/checkout/sessions/{id}/expire",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                if (node.Text("status") != "open")
                {
                    throw StripeFault.Invalid(
                        $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {node.Text("status")}."
                    );
                }

                Expire(call.Tx, node);
                return node;
            }
        );
    }

    public static void Expire(Transaction tx, JsonObject node)
    {
        node["status"] = "expired";
        node["url"] = null;
        if (tx.Find(node.Text("_subscription")) is { } begun && begun.Text("status") == "incomplete")
        {
            SubscriptionCycle.Expire(tx, tx.Edit(begun.Id()));
        }

        tx.Emit("checkout.session.expired", node);
    }

    /// <summary>Lines, discount and total as they are now.</summary>
    public static void Total(Transaction tx, JsonObject node)
    {
        var lines = node.Each("_lines").ToList();
        var currency = node.Need("currency");
        var customer = tx.Find(node.Text("customer"));
        var subtotal = lines.Sum(line => Prices.In(tx.Find(line.Text("price"))!, currency) * line.Number("quantity"));
        var coupon = node.Text("_coupon") is { } id ? tx.Find(id) : null;
        var off = coupon is null ? 0 : Coupons.Off(coupon, subtotal, currency);
        var country = node.In("automatic_tax").Flag("enabled") ? node.Text("_country") ?? customer?.In("address").Text("country") : null;
        long taxes = 0,
            inclusive = 0;
        var items = new JsonArray();
        foreach (var line in lines)
        {
            var price = tx.Find(line.Text("price"))!;
            var amount = Prices.In(price, currency) * line.Number("quantity");
            var share = subtotal == 0 ? 0 : off * amount / subtotal;
            var included = price.Text("tax_behavior") == "inclusive";
            var (tax, _) = Taxes.On(tx, country, amount - share, included);
            taxes += tax;
            inclusive += included ? tax : 0;
            var item = Shapes.New("item", Ids.New("li"), tx.Wall);
            item["amount_subtotal"] = amount;
            item["amount_discount"] = share;
            item["amount_tax"] = tax;
            item["amount_total"] = amount - share + (included ? 0 : tax);
            item["currency"] = currency;
            item["description"] = tx.Find(price.Text("product"))?.Text("name");
            item["price"] = Rendering.Public(price);
            item["quantity"] = line.Number("quantity");
            items.Add(item);
        }

        node["_line_items"] = new JsonObject
        {
            ["object"] = "list",
            ["data"] = items,
            ["has_more"] = false,
            ["url"] = $"/v1/checkout/sessions/{node.Id()}/line_items",
        };
        node["amount_subtotal"] = subtotal;
        node["amount_total"] = subtotal - off + taxes - inclusive;
        node["_due"] = node.NumberOrNull("_trial_end") > tx.NowOf(node.Text("customer")) ? 0 : node.Number("amount_total");
        node["total_details"] = new JsonObject
        {
            ["amount_discount"] = off,
            ["amount_shipping"] = 0,
            ["amount_tax"] = taxes,
        };
        node["discounts"] = coupon is null ? [] : Json.Array([new JsonObject { ["coupon"] = coupon.Id(), ["promotion_code"] = node.Text("_promotion_code") }]);
    }

    private static JsonObject Create(Call call)
    {
        var form = call.Form;
        var mode = form.OneOf("mode", "payment", "subscription", "setup") ?? throw StripeFault.Missing("mode");
        var customer = form.Text("customer") is { } named ? Customers.Living(call.Tx, named).Id() : null;
        var now = call.Tx.NowOf(customer);
        var node = call.Tx.Add(Shapes.New(Kind, Ids.New("cs_test"), now));
        node["mode"] = mode;
        node["customer"] = customer;
        node["customer_creation"] = customer is not null
            ? null
            : form.OneOf("customer_creation", "always", "if_required") ?? (mode == "payment" ? "if_required" : "always");
        call.Texts(
            node,
            "cancel_url",
            "client_reference_id",
            "customer_email",
            "locale",
            "success_url",
            "return_url",
            "submit_type",
            "billing_address_collection",
            "origin_context"
        );
        call.Metadata(node);
        node["automatic_tax"] = new JsonObject
        {
            ["enabled"] = form.In("automatic_tax").Flag("enabled") ?? false,
            ["liability"] = null,
            ["provider"] = null,
            ["status"] = form.In("automatic_tax").Flag("enabled") == true ? "complete" : null,
        };
        node["custom_text"] = new JsonObject
        {
            ["after_submit"] = null,
            ["shipping_address"] = null,
            ["submit"] = null,
            ["terms_of_service_acceptance"] = null,
        };
        node["allow_promotion_codes"] = form.Flag("allow_promotion_codes");
        node["phone_number_collection"] = new JsonObject { ["enabled"] = false };
        node["tax_id_collection"] = new JsonObject { ["enabled"] = form.In("tax_id_collection").Flag("enabled") ?? false, ["required"] = "never" };
        node["payment_method_collection"] = mode == "payment" ? "if_required" : form.OneOf("payment_method_collection", "always", "if_required") ?? "always";
        node["payment_method_types"] = form.Texts("payment_method_types") is { Count: > 0 } types
            ? Json.Array(types)
            : Json.Array(mode == "payment" ? ["card", "sepa_debit"] : ["card"]);
        node["payment_status"] = "unpaid";
        node["status"] = "open";
        node["ui_mode"] = "hosted_page";
        node["expires_at"] = form.Number("expires_at") ?? now + Periods.Day;
        if (node.Number("expires_at") < now + 30 * 60 - 5 || node.Number("expires_at") > now + Periods.Day + 60)
        {
            throw StripeFault.Invalid(
                "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.",
                "expires_at"
            );
        }

        form.Accept(
            "ui_mode",
            "customer_update",
            "consent_collection",
            "custom_text",
            "phone_number_collection",
            "tax_id_collection",
            "invoice_creation",
            "payment_method_options",
            "saved_payment_method_options",
            "redirect_on_completion",
            "adaptive_pricing"
        );
        form.Need("success_url");
        Lines(call, node, mode);
        Later(call, node, mode, now);
        Total(call.Tx, node);
        node["url"] = $"{call.PublicUrl}/c/pay/{node.Id()}";
        return node;
    }

    private static void Lines(Call call, JsonObject node, string mode)
    {
        var lines = new JsonArray();
        foreach (var one in call.Form.Each("line_items"))
        {
            one.Accept("adjustable_quantity", "dynamic_tax_rates", "tax_rates");
            var price = SubscriptionApi.Price(call, one, "line_items[0][price]");
            if (mode == "payment" && price.Text("type") == "recurring")
            {
                throw StripeFault.Invalid(
                    "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
                    "line_items[0][price]"
                );
            }

            lines.Add(new JsonObject { ["price"] = price.Id(), ["quantity"] = one.Number("quantity") ?? 1 });
        }

        if (lines.Count == 0 && mode != "setup")
        {
            throw StripeFault.Missing("line_items");
        }

        node["_lines"] = lines;
        var first = lines.Count > 0 ? call.Tx.Find(((JsonObject)lines[0]!).Text("price")) : null;
        node["currency"] = call.Form.Text("currency")?.ToLowerInvariant() ?? first?.Text("currency") ?? "usd";
        if (call.Form.Each("discounts") is [var discount, ..])
        {
            node["_promotion_code"] = discount.Text("promotion_code");
            node["_coupon"] =
                discount.Text("coupon")
                ?? (discount.Text("promotion_code") is { } code ? call.Tx.Get(Coupons.Code, code, "discounts").In("promotion").Text("coupon") : null);
        }
    }

    /// <summary>What the payment or the subscription will bear.</summary>
    private static void Later(Call call, JsonObject node, string mode, long now)
    {
        var data = call.Form.In(
            mode == "subscription" ? "subscription_data"
            : mode == "payment" ? "payment_intent_data"
            : "setup_intent_data"
        );
        data.Accept("capture_method", "billing_mode", "proration_behavior", "invoice_settings");
        var later = new JsonObject { ["metadata"] = new JsonObject() };
        Call.Merge(data, later);
        later["description"] = data.Text("description");
        if (mode == "payment")
        {
            later["receipt_email"] = data.Text("receipt_email");
            later["setup_future_usage"] = data.Text("setup_future_usage");
            later["statement_descriptor"] = data.Text("statement_descriptor");
            later["statement_descriptor_suffix"] = data.Text("statement_descriptor_suffix");
        }
        else if (mode == "subscription")
        {
            node["_trial_end"] = SubscriptionApi.TrialEnd(data, now);
            later["after_trial"] = data.In("trial_settings").In("end_behavior").Text("missing_payment_method");
        }

        node["_later"] = later;
    }
}
