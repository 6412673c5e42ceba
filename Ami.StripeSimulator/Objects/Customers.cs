namespace Ami.StripeSimulator.Objects;

/// <summary>Customers, their tax ids and their balance.</summary>
internal static class Customers
{
    public const string Kind = "customer";

    public static void Map(Api api)
    {
        api.Post("/v1/customers", Create);
        api.Get("/v1/customers", call => call.Page(call.Where(call.Tx.All(Kind).Where(one => !one.Flag("deleted")), "email", "test_clock"), "/v1/customers"));
        api.Get("/v1/customers/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post("/v1/customers/{id}", Update);
        api.Delete("/v1/customers/{id}", Delete);
        api.Post("/v1/customers/{id}/tax_ids", AddTaxId);
        api.Get(
            "/v1/customers/{id}/tax_ids",
            call => call.Page(call.Tx.All("tax_id").Where(one => one.Text("customer") == call.Id && !one.Flag("_deleted")), $"/v1/customers/{call.Id}/tax_ids")
        );
        api.Delete(
            "/v1/customers/{id}/tax_ids/{tax}",
            call =>
            {
                call.Tx.Edit("tax_id", call.Route["tax"])["_deleted"] = true;
                return new JsonObject
                {
                    ["id"] = call.Route["tax"],
                    ["object"] = "tax_id",
                    ["deleted"] = true,
                };
            }
        );
        api.Get(
            "/v1/customers/{id}/payment_methods",
            call =>
                call.Page(
                    call.Where(call.Tx.All(PaymentMethods.Kind).Where(one => one.Text("customer") == call.Id), "type"),
                    $"/v1/customers/{call.Id}/payment_methods"
                )
        );
        api.Post(
            "/v1/customers/{id}/balance_transactions",
            call =>
            {
                var customer = Living(call.Tx, call.Id);
                var node = AddBalance(call.Tx, customer, call.Form.Number("amount") ?? throw StripeFault.Missing("amount"), "adjustment", null);
                node["currency"] = call.Form.Need("currency");
                call.Texts(node, "description");
                call.Metadata(node);
                return node;
            }
        );
        api.Get(
            "/v1/customers/{id}/balance_transactions",
            call =>
                call.Page(
                    call.Tx.All("customer_balance_transaction").Where(one => one.Text("customer") == call.Id),
                    $"/v1/customers/{call.Id}/balance_transactions"
                )
        );
    }

    public static JsonObject New(Transaction tx, string? email, string? name, string? clock = null)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("cus"), tx.Now(clock)));
        node["email"] = email;
        node["name"] = name;
        node["test_clock"] = clock;
        node["invoice_prefix"] = node.Id()[^8..].ToUpperInvariant();
        node["next_invoice_sequence"] = 1;
        node["tax_exempt"] = "none";
        node["invoice_settings"] = new JsonObject
        {
            ["custom_fields"] = null,
            ["default_payment_method"] = null,
            ["footer"] = null,
            ["rendering_options"] = null,
        };
        return node;
    }

    /// <exception cref="StripeFault">There is no such customer, or it was deleted.</exception>
    public static JsonObject Living(Transaction tx, string id, string param = "customer") =>
        tx.Get(Kind, id, param) is var node && !node.Flag("deleted") ? node : throw StripeFault.NotFound(Kind, id, param);

    /// <summary>A balance below zero is credit that the next invoice uses.</summary>
    public static JsonObject AddBalance(Transaction tx, JsonObject customer, long amount, string type, string? invoice)
    {
        var current = tx.Edit(customer.Id());
        current["balance"] = current.Number("balance") + amount;
        var node = tx.Add(Shapes.New("customer_balance_transaction", Ids.New("cbtxn"), tx.NowOf(customer.Id())));
        node["amount"] = amount;
        node["customer"] = customer.Id();
        node["currency"] = current.Text("currency") ?? "usd";
        node["ending_balance"] = current.Number("balance");
        node["type"] = type;
        node["invoice"] = invoice;
        tx.Emit("customer.updated", current);
        return node;
    }

    private static JsonObject Create(Call call)
    {
        var clock = call.Form.Text("test_clock");
        if (clock is not null)
        {
            call.Tx.Get(TestClocks.Kind, clock, "test_clock");
        }

        var node = New(call.Tx, null, null, clock);
        Change(call, node);
        foreach (var tax in call.Form.Each("tax_id_data"))
        {
            NewTaxId(call.Tx, node.Id(), tax.Need("type"), tax.Need("value"));
        }

        call.Tx.Emit("customer.created", node);
        return node;
    }

    private static JsonObject Update(Call call)
    {
        Living(call.Tx, call.Id, "id");
        var node = call.Tx.Edit(call.Id);
        Change(call, node);
        call.Tx.Emit("customer.updated", node);
        return node;
    }

    private static void Change(Call call, JsonObject node)
    {
        call.Texts(node, "email", "name", "phone", "description");
        call.Metadata(node);
        if (call.Form.Has("address"))
        {
            node["address"] = call.Address("address");
        }

        if (call.Form.Has("preferred_locales"))
        {
            node["preferred_locales"] = Json.Array(call.Form.Texts("preferred_locales"));
        }

        node["tax_exempt"] = call.Form.OneOf("tax_exempt", "none", "exempt", "reverse") ?? node.Text("tax_exempt");
        node["balance"] = call.Form.Number("balance") ?? node.Number("balance");
        call.Form.In("tax").Accept("ip_address", "validate_location");
        if (call.Form.Text("payment_method") is { } attached)
        {
            PaymentMethods.Attach(call.Tx, attached, node.Id());
        }

        var settings = call.Form.In("invoice_settings");
        settings.Accept("footer", "custom_fields", "rendering_options");
        if (settings.Text("default_payment_method") is { } method)
        {
            node.In("invoice_settings")["default_payment_method"] = PaymentMethods.Of(call.Tx, method, node.Id()).Id();
        }
    }

    private static JsonObject Delete(Call call)
    {
        Living(call.Tx, call.Id, "id");
        foreach (var subscription in call.Tx.All(Subscriptions.Kind).Where(one => one.Text("customer") == call.Id && one.Text("status") != "canceled").ToList())
        {
            Subscriptions.End(call.Tx, call.Tx.Edit(subscription.Id()), "cancellation_requested");
        }

        var node = call.Tx.Edit(call.Id);
        node["deleted"] = true;
        call.Tx.Emit("customer.deleted", node);
        return new JsonObject
        {
            ["id"] = call.Id,
            ["object"] = Kind,
            ["deleted"] = true,
        };
    }

    private static JsonObject AddTaxId(Call call)
    {
        Living(call.Tx, call.Id, "id");
        return NewTaxId(call.Tx, call.Id, call.Form.Need("type"), call.Form.Need("value"));
    }

    private static JsonObject NewTaxId(Transaction tx, string customer, string type, string value)
    {
        var node = tx.Add(Shapes.New("tax_id", Ids.New("txi"), tx.NowOf(customer)));
        node["customer"] = customer;
        node["country"] = type[..2].ToUpperInvariant();
        node["type"] = type;
        node["value"] = value;
        node["owner"] = new JsonObject
        {
            ["type"] = "customer",
            ["customer"] = customer,
            ["customer_account"] = null,
            ["account"] = null,
            ["application"] = null,
        };
        node["verification"] = new JsonObject
        {
            ["status"] = "pending",
            ["verified_address"] = null,
            ["verified_name"] = null,
        };
        tx.Emit("customer.tax_id.created", node);
        return node;
    }
}
