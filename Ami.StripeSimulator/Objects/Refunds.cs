namespace Ami.StripeSimulator.Objects;

/// <summary>Money that goes back, in whole or in part.</summary>
internal static class Refunds
{
    public const string Kind = "refund";

    public static void Map(Api api)
    {
        api.Post(
            "/v1/refunds",
            call =>
            {
                var intent = call.Form.Text("payment_intent");
                var id =
                    call.Form.Text("charge")
                    ?? (
                        intent is null ? throw StripeFault.Missing("charge") : call.Tx.Get(PaymentIntents.Kind, intent, "payment_intent").Text("latest_charge")
                    );
                var charge = call.Tx.Edit(Charges.Kind, id ?? "", "charge");
                var node = Refund(call.Tx, charge, call.Form.Number("amount"), call.Form.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer"));
                call.Metadata(node);
                return node;
            }
        );
        api.Get("/v1/refunds", call => call.Page(call.Where(call.Tx.All(Kind), "charge", "payment_intent"), "/v1/refunds"));
        api.Get("/v1/refunds/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post(
            "/v1/refunds/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                call.Metadata(node);
                call.Tx.Emit("refund.updated", node);
                return node;
            }
        );
    }

    public static JsonObject Refund(Transaction tx, JsonObject charge, long? asked, string? reason)
    {
        var left = charge.Number("amount") - charge.Number("amount_refunded");
        var amount = asked ?? left;
        if (!charge.Flag("paid"))
        {
            throw StripeFault.Invalid($"Charge {charge.Id()} has not been paid.", "charge");
        }

        if (left == 0)
        {
            throw StripeFault.Invalid($"Charge {charge.Id()} has already been refunded.", null, "charge_already_refunded");
        }

        if (charge.Flag("disputed") && charge.Flag("_charged_back"))
        {
            throw StripeFault.Invalid($"Charge {charge.Id()} has been charged back; cannot issue a refund.", null, "charge_disputed");
        }

        if (amount < 1 || amount > left)
        {
            throw StripeFault.Invalid($"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", "amount", "amount_too_large");
        }

        var at = tx.NowOf(charge.Text("customer"));
        var node = tx.Add(Shapes.New(Kind, Ids.New("re"), at));
        node["amount"] = amount;
        node["charge"] = charge.Id();
        node["currency"] = charge.Text("currency");
        node["customer"] = charge.Text("customer");
        node["payment_intent"] = charge.Text("payment_intent");
        node["payment_method"] = charge.Text("payment_method");
        node["reason"] = reason;
        node["destination_details"] = new JsonObject
        {
            ["type"] = "card",
            ["card"] = new JsonObject
            {
                ["reference"] = null,
                ["reference_status"] = "pending",
                ["reference_type"] = "acquirer_reference_number",
                ["type"] = "refund",
            },
        };
        node["balance_transaction"] = BalanceTransactions.New(tx, "refund", "refund", node.Id(), -amount, 0, charge.Need("currency"), at).Id();
        var how = tx.Find(charge.Text("payment_method")) is { } method ? PaymentMethods.CardOf(method).Refund : null;
        node["status"] = how == "pending" ? "pending" : "succeeded";
        node["_then"] = how;
        node["_due"] = how is null ? null : at + 86_400;
        charge["amount_refunded"] = charge.Number("amount_refunded") + amount;
        charge["refunded"] = charge.Number("amount_refunded") == charge.Number("amount");
        tx.Emit("refund.created", node);
        tx.Emit("charge.refunded", charge);
        return node;
    }

    /// <summary>A refund that was not final becomes so.</summary>
    public static void Settle(Transaction tx, JsonObject node)
    {
        node["_due"] = null;
        if (node.Text("_then") == "pending")
        {
            node["status"] = "succeeded";
            tx.Emit("refund.updated", node);
            tx.Emit("charge.refund.updated", node);
            return;
        }

        var charge = tx.Edit(node.Need("charge"));
        node["status"] = "failed";
        node["failure_reason"] = "expired_or_canceled_card";
        node["failure_balance_transaction"] = BalanceTransactions
            .New(tx, "refund_failure", "refund_failure", node.Id(), node.Number("amount"), 0, node.Need("currency"), tx.NowOf(node.Text("customer")))
            .Id();
        charge["amount_refunded"] = charge.Number("amount_refunded") - node.Number("amount");
        charge["refunded"] = false;
        tx.Emit("refund.failed", node);
        tx.Emit("charge.refund.updated", node);
    }
}
