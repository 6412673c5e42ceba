namespace Ami.StripeSimulator.Objects;

/// <summary>What was taken from a card, or was not.</summary>
internal static class Charges
{
    public const string Kind = "charge";

    public static void Map(Api api)
    {
        api.Get("/v1/charges", call => call.Page(call.Where(call.Tx.All(Kind), "customer", "payment_intent"), "/v1/charges"));
        api.Get("/v1/charges/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post(
            "/v1/charges/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                call.Texts(node, "description", "receipt_email");
                call.Metadata(node);
                if (call.Form.In("fraud_details").Text("user_report") is { } report)
                {
                    node["fraud_details"] = new JsonObject { ["user_report"] = report };
                }

                call.Tx.Emit("charge.updated", node);
                return node;
            }
        );
    }

    public static JsonObject Succeeded(Transaction tx, JsonObject intent, JsonObject method, bool authenticated)
    {
        var node = New(tx, intent, method, authenticated);
        var amount = node.Number("amount");
        node["status"] = "succeeded";
        node["paid"] = true;
        node["captured"] = true;
        node["amount_captured"] = amount;
        node["receipt_url"] = $"{intent.Text("_public_url")}/receipts/{node.Id()}";
        node["outcome"] = Outcome("authorized", "approved_by_network", "Payment complete.", null);
        node["balance_transaction"] = BalanceTransactions
            .New(tx, "charge", "charge", node.Id(), amount, BalanceTransactions.Fee(amount), node.Need("currency"), node.Number("created"))
            .Id();
        tx.Emit("charge.succeeded", node);
        return node;
    }

    public static JsonObject Failed(Transaction tx, JsonObject intent, JsonObject method, string code, string message)
    {
        var node = New(tx, intent, method, authenticated: false);
        node["status"] = "failed";
        node["failure_code"] = code;
        node["failure_message"] = message;
        node["outcome"] = Outcome("issuer_declined", "declined_by_network", "The bank did not return any further details with this decline.", code);
        tx.Emit("charge.failed", node);
        return node;
    }

    /// <summary>What some test cards bring about after they paid.</summary>
    public static void Consequences(Transaction tx, JsonObject charge, TestCard card)
    {
        if (card.Dispute is { } reason)
        {
            Disputes.Open(tx, tx.Edit(charge.Id()), reason == "inquiry" ? "fraudulent" : reason, reason == "inquiry");
        }

        if (card.EarlyFraudWarning)
        {
            FraudWarnings.Warn(tx, charge);
        }
    }

    private static JsonObject New(Transaction tx, JsonObject intent, JsonObject method, bool authenticated)
    {
        var node = tx.Add(Shapes.New(Kind, method.Text("type") == "sepa_debit" ? Ids.New("py") : Ids.New("ch"), tx.NowOf(intent.Text("customer"))));
        node["amount"] = intent.Number("amount");
        node["currency"] = intent.Text("currency");
        node["customer"] = intent.Text("customer");
        node["description"] = intent.Text("description");
        node["metadata"] = intent["metadata"]?.DeepClone();
        node["payment_intent"] = intent.Id();
        node["payment_method"] = method.Id();
        node["receipt_email"] = intent.Text("receipt_email");
        node["statement_descriptor"] = intent.Text("statement_descriptor");
        node["calculated_statement_descriptor"] = "AMI";
        node["billing_details"] = method["billing_details"]?.DeepClone();
        node["fraud_details"] = new JsonObject();
        node["radar_options"] = new JsonObject();
        node["payment_method_details"] = Details(intent, method, authenticated);
        return node;
    }

    private static JsonObject Details(JsonObject intent, JsonObject method, bool authenticated)
    {
        var type = method.Need("type");
        var source = method.In(type);
        var details = new JsonObject();
        foreach (
            var field in type == "card"
                ? new[] { "brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "regulated_status", "wallet" }
                : ["bank_code", "branch_code", "country", "fingerprint", "last4"]
        )
        {
            details[field] = source[field]?.DeepClone();
        }

        details["mandate"] = null;
        if (type == "card")
        {
            details["amount_authorized"] = intent.Number("amount");
            details["authorization_code"] = "123456";
            details["electronic_commerce_indicator"] = authenticated ? "05" : null;
            details["network_transaction_id"] = null;
            details["transaction_link_id"] = null;
            details["network"] = source.Text("brand");
            details["installments"] = null;
            details["three_d_secure"] = authenticated
                ? new JsonObject
                {
                    ["authentication_flow"] = "challenge",
                    ["electronic_commerce_indicator"] = "05",
                    ["exemption_indicator"] = null,
                    ["result"] = "authenticated",
                    ["result_reason"] = null,
                    ["transaction_id"] = intent.Id(),
                    ["version"] = "2.2.0",
                }
                : null;
        }

        return new JsonObject { ["type"] = type, [type] = details };
    }

    private static JsonObject Outcome(string type, string network, string message, string? reason) =>
        new()
        {
            ["advice_code"] = null,
            ["network_advice_code"] = null,
            ["network_decline_code"] = null,
            ["network_status"] = network,
            ["reason"] = reason,
            ["risk_level"] = "normal",
            ["risk_score"] = 12,
            ["seller_message"] = message,
            ["type"] = type,
        };
}
