namespace Ami.StripeSimulator.Objects;

/// <summary>Keeping a card for later without a payment.</summary>
internal static class SetupIntents
{
    public const string Kind = "setup_intent";

    public static void Map(Api api)
    {
        api.Post(
            "/v1/setup_intents",
            call =>
            {
                var node = New(call.Tx, Customers.Living(call.Tx, call.Form.Need("customer")).Id());
                call.Metadata(node);
                call.Form.Accept("automatic_payment_methods", "payment_method_types", "usage");
                if (call.Form.Text("payment_method") is { } method && call.Form.Flag("confirm") == true)
                {
                    Succeed(call.Tx, node, PaymentMethods.Of(call.Tx, method, null).Id());
                }

                return node;
            }
        );
        api.Get("/v1/setup_intents/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Get("/v1/setup_intents", call => call.Page(call.Where(call.Tx.All(Kind), "customer", "payment_method"), "/v1/setup_intents"));
    }

    public static JsonObject New(Transaction tx, string customer)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("seti"), tx.NowOf(customer)));
        node["customer"] = customer;
        node["client_secret"] = Ids.Secret(node.Id());
        node["payment_method_types"] = Json.Array(["card"]);
        node["status"] = "requires_payment_method";
        node["usage"] = "off_session";
        tx.Emit("setup_intent.created", node);
        return node;
    }

    /// <exception cref="StripeFault">The card cannot be kept.</exception>
    public static void Succeed(Transaction tx, JsonObject node, string method)
    {
        PaymentMethods.Attach(tx, method, node.Need("customer"))["_set_up"] = true;
        node["payment_method"] = method;
        node["status"] = "succeeded";
        tx.Emit("setup_intent.succeeded", node);
    }
}
