namespace Ami.StripeSimulator.Objects;

/// <summary>A bank's word that a payment may be fraud, before anybody disputes it.</summary>
internal static class FraudWarnings
{
    public const string Kind = "radar.early_fraud_warning";

    public static void Map(Api api)
    {
        api.Get(
            "/v1/radar/early_fraud_warnings",
            call => call.Page(call.Where(call.Tx.All(Kind), "charge", "payment_intent"), "/v1/radar/early_fraud_warnings")
        );
        api.Get("/v1/radar/early_fraud_warnings/{id}", call => call.Tx.Get(Kind, call.Id));
    }

    public static JsonObject Warn(Transaction tx, JsonObject charge)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("issfr"), tx.NowOf(charge.Text("customer"))));
        node["actionable"] = !charge.Flag("refunded") && !charge.Flag("disputed");
        node["charge"] = charge.Id();
        node["payment_intent"] = charge.Text("payment_intent");
        node["fraud_type"] = "made_with_stolen_card";
        tx.Emit("radar.early_fraud_warning.created", node);
        return node;
    }
}
