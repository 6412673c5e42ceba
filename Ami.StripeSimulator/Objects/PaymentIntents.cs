namespace Ami.StripeSimulator.Objects;

/// <summary>Payment intents over the API, and setup intents, which keep a card for later.</summary>
internal static class PaymentIntents
{
    public const string Kind = "payment_intent";

    public static void Map(Api api)
    {
        api.Post("/v1/payment_intents", Create);
        api.Get("/v1/payment_intents", call => call.Page(call.Where(call.Tx.All(Kind), "customer"), "/v1/payment_intents"));
        api.Get(
            "/v1/payment_intents/{id}",
            call =>
            {
                call.Form.Accept("client_secret");
                return call.Tx.Get(Kind, call.Id);
            }
        );
        api.Post(
            "/v1/payment_intents/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                Change(call, node);
                return node;
            }
        );
        api.Post(
            "/v1/payment_intents/{id}/confirm",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                Change(call, node);
                return Confirm(call, node);
            }
        );
        api.Post(
            "/v1/payment_intents/{id}/cancel",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                if (node.Text("status") is "succeeded" or "canceled" or "processing")
                {
                    throw StripeFault.Invalid(
                        $"You cannot cancel this PaymentIntent because it has a status of {node.Text("status")}.",
                        null,
                        "payment_intent_unexpected_state"
                    );
                }

                Cancel(call.Tx, node, call.Form.Text("cancellation_reason"));
                return node;
            }
        );
    }

    public static JsonObject New(Transaction tx, long amount, string currency, string? customer)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("pi"), tx.NowOf(customer)));
        node["amount"] = amount;
        node["currency"] = currency;
        node["customer"] = customer;
        node["capture_method"] = "automatic_async";
        node["confirmation_method"] = "automatic";
        node["client_secret"] = Ids.Secret(node.Id());
        node["payment_method_types"] = Json.Array(["card"]);
        node["status"] = "requires_payment_method";
        return node;
    }

    public static void Cancel(Transaction tx, JsonObject node, string? reason)
    {
        node["status"] = "canceled";
        node["canceled_at"] = tx.NowOf(node.Text("customer"));
        node["cancellation_reason"] = reason;
        tx.Emit("payment_intent.canceled", node);
    }

    private static JsonObject Create(Call call)
    {
        var customer = call.Form.Text("customer") is { } id ? Customers.Living(call.Tx, id).Id() : null;
        var amount = call.Form.Number("amount") ?? throw StripeFault.Missing("amount");
        if (amount < 1)
        {
            throw StripeFault.Invalid("This value must be greater than or equal to 1.", "amount", "parameter_invalid_integer");
        }

        var node = New(call.Tx, amount, call.Form.Need("currency").ToLowerInvariant(), customer);
        Change(call, node);
        call.Tx.Emit("payment_intent.created", node);
        return call.Form.Flag("confirm") == true ? Confirm(call, node) : node;
    }

    private static void Change(Call call, JsonObject node)
    {
        call.Texts(node, "description", "receipt_email", "setup_future_usage", "statement_descriptor", "statement_descriptor_suffix", "transfer_group");
        call.Metadata(node);
        node["amount"] = call.Form.Number("amount") ?? node.Number("amount");
        node["_public_url"] = call.PublicUrl;
        node["_return_url"] = call.Form.Text("return_url") ?? node.Text("_return_url");
        call.Form.Accept(
            "confirm",
            "automatic_payment_methods",
            "payment_method_options",
            "error_on_requires_action",
            "off_session",
            "use_stripe_sdk",
            "confirmation_method",
            "capture_method"
        );
        if (call.Form.Texts("payment_method_types") is { Count: > 0 } types)
        {
            node["payment_method_types"] = Json.Array(types);
        }

        if (call.Form.Text("payment_method") is { } method)
        {
            node["payment_method"] = PaymentMethods.Of(call.Tx, method, node.Text("customer")).Id();
            node["status"] = "requires_confirmation";
        }
    }

    private static JsonObject Confirm(Call call, JsonObject node)
    {
        if (node.Text("status") is "succeeded" or "canceled")
        {
            throw StripeFault.Invalid(
                $"You cannot confirm this PaymentIntent because it has a status of {node.Text("status")}.",
                null,
                "payment_intent_unexpected_state"
            );
        }

        var method = node.Text("payment_method") ?? throw StripeFault.Missing("payment_method");
        if (Payments.Confirm(call.Tx, node, method, call.Form.Text("off_session") is "true" or "one_off" or "recurring") is { } declined)
        {
            throw declined;
        }

        return node;
    }
}
