namespace Ami.StripeSimulator.Objects;

/// <summary>Invoices over the API, with what would come next.</summary>
internal static class InvoiceApi
{
    private const string Kind = Invoices.Kind;

    public static void Map(Api api)
    {
        api.Post("/v1/invoices/create_preview", Preview);
        api.Get(
            "/v1/invoices",
            call =>
            {
                var subscription = call.Form.Text("subscription");
                return call.Page(
                    call.Where(
                        call.Tx.All(Kind).Where(one => subscription is null || Invoices.SubscriptionOf(one) == subscription),
                        "customer",
                        "status",
                        "collection_method"
                    ),
                    "/v1/invoices"
                );
            }
        );
        api.Get("/v1/invoices/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Get(
            "/v1/invoices/{id}/lines",
            call => new JsonObject
            {
                ["object"] = "list",
                ["data"] = call.Tx.Get(Kind, call.Id).In("lines")["data"]?.DeepClone(),
                ["has_more"] = false,
                ["url"] = $"/v1/invoices/{call.Id}/lines",
            }
        );
        api.Post(
            "/v1/invoices/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                call.Texts(node, "description", "footer");
                call.Metadata(node);
                node["auto_advance"] = call.Form.Flag("auto_advance") ?? node.Flag("auto_advance");
                call.Tx.Emit("invoice.updated", node);
                return node;
            }
        );
        api.Post("/v1/invoices/{id}/finalize", call => Done(call, node => Invoices.Finalize(call.Tx, node)));
        api.Post("/v1/invoices/{id}/void", call => Done(call, node => Invoices.Void(call.Tx, node)));
        api.Post("/v1/invoices/{id}/mark_uncollectible", call => Done(call, node => Invoices.MarkUncollectible(call.Tx, node)));
        api.Post("/v1/invoices/{id}/pay", Pay);
        api.Get(
            "/v1/invoice_payments",
            call =>
            {
                var payment = call.Form.In("payment");
                payment.Accept("type");
                var intent = payment.Text("payment_intent");
                return call.Page(
                    call.Where(
                        call.Tx.All("invoice_payment").Where(one => intent is null || one.In("payment").Text("payment_intent") == intent),
                        "invoice",
                        "status"
                    ),
                    "/v1/invoice_payments"
                );
            }
        );
        api.Get("/v1/invoice_payments/{id}", call => call.Tx.Get("invoice_payment", call.Id));
    }

    private static JsonObject Done(Call call, Action<JsonObject> act)
    {
        var node = call.Tx.Edit(Kind, call.Id);
        call.Form.Accept("auto_advance");
        act(node);
        return node;
    }

    private static JsonObject Pay(Call call)
    {
        var node = call.Tx.Edit(Kind, call.Id);
        if (node.Text("status") == "draft")
        {
            Invoices.Finalize(call.Tx, node);
        }

        if (call.Form.Flag("paid_out_of_band") == true)
        {
            Invoices.MarkPaid(call.Tx, node, 0);
            return node;
        }

        if (node.Text("status") != "paid" || call.Form.Has("payment_method"))
        {
            if (Invoices.Pay(call.Tx, node, call.Form.Text("payment_method"), call.Form.Flag("off_session") ?? false) is { } declined)
            {
                throw declined;
            }

            if (call.Tx.Find(node.Text("_payment_intent"))?.Text("status") == "requires_action")
            {
                throw new StripeFault(402, "card_error", "This payment requires additional user action before it can be completed successfully.")
                {
                    Code = "invoice_payment_intent_requires_action",
                    KeepsEffects = true,
                };
            }
        }

        return node;
    }

    private static JsonObject Preview(Call call)
    {
        var tx = call.Tx;
        tx.Preview = true;
        var form = call.Form;
        var details = form.In("subscription_details");
        form.Accept("preview_mode", "automatic_tax", "customer_details");
        details.Accept("metadata");
        if (form.Text("subscription") is not { } id)
        {
            var customer = form.Text("customer") is { } named ? Customers.Living(tx, named).Id() : Customers.New(tx, null, null).Id();
            var items = SubscriptionApi.Items(call, details.Each("items"));
            var terms = new SubscriptionTerms(customer, form.Text("currency") ?? items[0].Price.Need("currency"), items)
            {
                Discounts = SubscriptionApi.Discounts(call, customer),
                TrialEnd = SubscriptionApi.TrialEnd(details, tx.NowOf(customer)),
            };
            return Shown(tx.Find(Subscriptions.New(tx, terms).Text("latest_invoice"))!);
        }

        form.Text("customer");
        var node = tx.Edit(Subscriptions.Kind, id, "subscription");
        if (node.Text("status") is "canceled" or "incomplete_expired")
        {
            throw StripeFault.Invalid("No upcoming invoices for customer", null, "invoice_upcoming_none");
        }

        if (form.Has("discounts"))
        {
            node["discounts"] = Json.Array(SubscriptionApi.Discounts(call, node.Text("customer")));
        }

        if (details.Flag("cancel_at_period_end") is { } end)
        {
            SubscriptionChanges.EndWithPeriod(tx, node, end);
        }

        var behavior = details.OneOf("proration_behavior", "create_prorations", "always_invoice", "none") ?? "create_prorations";
        var at = details.Number("proration_date") ?? tx.Now(node.Text("test_clock"));
        var now = SubscriptionChanges.Items(
            tx,
            node,
            details.Each("items"),
            one => SubscriptionApi.Price(call, one, "subscription_details[items][0][price]"),
            behavior,
            at
        );
        return Shown(now ?? SubscriptionCycle.Renew(tx, node) ?? throw StripeFault.Invalid("No upcoming invoices for customer", null, "invoice_upcoming_none"));
    }

    private static JsonObject Shown(JsonObject invoice)
    {
        var shown = invoice.Copy();
        shown["id"] = Ids.New("upcoming_in");
        shown["status"] = "draft";
        return shown;
    }
}
