namespace Ami.StripeSimulator.Objects;

/// <summary>Cards and accounts that pay. Only the last four digits are shown; which test number it is stays within.</summary>
internal static class PaymentMethods
{
    public const string Kind = "payment_method";

    public static void Map(Api api)
    {
        api.Post(
            "/v1/payment_methods",
            call =>
            {
                var card = call.Form.In("card");
                card.Accept("exp_month", "exp_year", "cvc", "token");
                call.Form.Need("type");
                var found = TestCards.ByNumber(card.Text("number") ?? call.Form.In("sepa_debit").Text("iban") ?? "") ?? TestCards.All[0];
                var node = New(call.Tx, found, call.Form.In("billing_details").Text("name"), call.Form.In("billing_details").Text("email"), null);
                call.Form.In("billing_details").Accept("address", "phone");
                call.Metadata(node);
                return node;
            }
        );
        api.Get("/v1/payment_methods/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Get("/v1/payment_methods", call => call.Page(call.Where(call.Tx.All(Kind), "customer", "type"), "/v1/payment_methods"));
        api.Post("/v1/payment_methods/{id}/attach", call => Attach(call.Tx, call.Id, Customers.Living(call.Tx, call.Form.Need("customer")).Id()));
        api.Post(
            "/v1/payment_methods/{id}/detach",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                node["customer"] = null;
                call.Tx.Emit("payment_method.detached", node);
                return node;
            }
        );
    }

    public static JsonObject New(Transaction tx, TestCard card, string? name, string? email, JsonNode? address, int month = 12, int year = 2034)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("pm"), tx.Wall));
        node["type"] = card.Delayed ? "sepa_debit" : "card";
        node["allow_redisplay"] = "unspecified";
        node["_number"] = card.Number;
        node["billing_details"] = new JsonObject
        {
            ["address"] = address?.DeepClone() ?? NoAddress(),
            ["email"] = email,
            ["name"] = name,
            ["phone"] = null,
            ["tax_id"] = null,
        };
        var fingerprint = Fingerprints.Of(tx, card.Number);
        node[node.Need("type")] = card.Delayed
            ? new JsonObject
            {
                ["bank_code"] = card.Number[4..12],
                ["branch_code"] = "",
                ["country"] = card.Number[..2],
                ["fingerprint"] = fingerprint,
                ["generated_from"] = null,
                ["last4"] = card.Last4,
            }
            : Card(card, fingerprint, month, year);
        return node;
    }

    public static TestCard CardOf(JsonObject method) => TestCards.ByNumber(method.Need("_number"))!;

    /// <summary>A payment method by its id, or by one of the names of Stripe's tests, which makes one of the customer's.</summary>
    public static JsonObject Of(Transaction tx, string id, string? customer)
    {
        if (TestCards.ByName(id) is not { } named)
        {
            return tx.Get(Kind, id, "payment_method");
        }

        var fresh = New(tx, named, null, null, null);
        fresh["customer"] = customer;
        return fresh;
    }

    /// <exception cref="StripeFault">The card cannot even be kept.</exception>
    public static JsonObject Attach(Transaction tx, string id, string customer)
    {
        var node = tx.Edit(Of(tx, id, null).Id());
        if (CardOf(node) is { Code: { } code, DeclinesOnlyCharges: false, Delayed: false, Authentication: Authentication.None } card)
        {
            throw Payments.Declined(card, code);
        }

        node["customer"] = customer;
        tx.Emit("payment_method.attached", node);
        return node;
    }

    /// <summary>What pays for a customer: what is named, or what their subscription or they have set.</summary>
    public static string? Default(Transaction tx, JsonObject? subscription, string customer) =>
        subscription?.Text("default_payment_method") ?? tx.Find(customer)?.In("invoice_settings").Text("default_payment_method");

    public static JsonObject NoAddress() =>
        new()
        {
            ["city"] = null,
            ["country"] = null,
            ["line1"] = null,
            ["line2"] = null,
            ["postal_code"] = null,
            ["state"] = null,
        };

    private static JsonObject Card(TestCard card, string fingerprint, int month, int year) =>
        new()
        {
            ["brand"] = card.Brand,
            ["checks"] = new JsonObject
            {
                ["address_line1_check"] = null,
                ["address_postal_code_check"] = null,
                ["cvc_check"] = "pass",
            },
            ["country"] = "US",
            ["display_brand"] = card.Brand,
            ["exp_month"] = month,
            ["exp_year"] = year,
            ["fingerprint"] = fingerprint,
            ["funding"] = "credit",
            ["generated_from"] = null,
            ["last4"] = card.Last4,
            ["networks"] = new JsonObject { ["available"] = Json.Array([card.Brand]), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        };
}
