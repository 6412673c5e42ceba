namespace Ami.StripeSimulator.Objects;

/// <summary>Keeping a card for later without a payment: the bank may ask who one is.</summary>
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
                node["_public_url"] = call.PublicUrl;
                node["_return_url"] = call.Form.Text("return_url");
                call.Metadata(node);
                call.Form.Accept("automatic_payment_methods", "payment_method_types", "usage");
                if (call.Form.Text("payment_method") is { } method && call.Form.Flag("confirm") == true)
                {
                    Confirm(call.Tx, node, PaymentMethods.Of(call.Tx, method, null).Id());
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

    /// <summary>Keeps a card, or asks first who one is.</summary>
    /// <returns>Null when it is kept; else where the person proves who they are.</returns>
    /// <exception cref="StripeFault">The card cannot be kept.</exception>
    public static string? Confirm(Transaction tx, JsonObject node, string method)
    {
        node["payment_method"] = method;
        node["last_setup_error"] = null;
        if (PaymentMethods.CardOf(tx.Find(method)!).Authentication == Authentication.None)
        {
            Succeed(tx, node, method);
            return null;
        }

        var page = $"{node.Text("_public_url")}/3ds/{node.Id()}";
        node["status"] = "requires_action";
        node["next_action"] = new JsonObject
        {
            ["type"] = "redirect_to_url",
            ["redirect_to_url"] = new JsonObject { ["url"] = page, ["return_url"] = node.Text("_return_url") },
        };
        tx.Emit("setup_intent.requires_action", node);
        return page;
    }

    /// <summary>The person was asked by their bank, and was who they said they were, or not.</summary>
    public static StripeFault? Authenticated(Transaction tx, JsonObject node, bool proved)
    {
        node["next_action"] = null;
        if (proved)
        {
            Succeed(tx, node, node.Need("payment_method"));
            if (tx.Find(node.Text("_session")) is { } waiting)
            {
                CheckoutCompletion.SetUp(tx, tx.Edit(waiting.Id()), node);
            }

            return null;
        }

        var refused = new StripeFault(
            402,
            "card_error",
            "We are unable to authenticate your payment method. Please choose a different payment method and try again."
        )
        {
            Code = "setup_intent_authentication_failure",
        };
        node["status"] = "requires_payment_method";
        node["last_setup_error"] = Payments.ErrorOf(refused, tx.Find(node.Need("payment_method"))!);
        node["payment_method"] = null;
        tx.Emit("setup_intent.setup_failed", node);
        return refused;
    }

    private static void Succeed(Transaction tx, JsonObject node, string method)
    {
        PaymentMethods.Attach(tx, method, node.Need("customer"))["_set_up"] = true;
        node["status"] = "succeeded";
        tx.Emit("setup_intent.succeeded", node);
    }
}
