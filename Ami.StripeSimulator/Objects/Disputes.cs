namespace Ami.StripeSimulator.Objects;

/// <summary>Disputes, and the inquiries that may come before them and take no money.</summary>
internal static class Disputes
{
    public const string Kind = "dispute";

    private const long Fee = 1500;
    private const long DaysToAnswer = 9;

    private static readonly string[] EvidenceFields =
    [
        "access_activity_log",
        "billing_address",
        "cancellation_policy",
        "cancellation_policy_disclosure",
        "cancellation_rebuttal",
        "customer_communication",
        "customer_email_address",
        "customer_name",
        "customer_purchase_ip",
        "customer_signature",
        "duplicate_charge_documentation",
        "duplicate_charge_explanation",
        "duplicate_charge_id",
        "enhanced_evidence",
        "product_description",
        "receipt",
        "refund_policy",
        "refund_policy_disclosure",
        "refund_refusal_explanation",
        "service_date",
        "service_documentation",
        "shipping_address",
        "shipping_carrier",
        "shipping_date",
        "shipping_documentation",
        "shipping_tracking_number",
        "uncategorized_file",
        "uncategorized_text",
    ];

    public static void Map(Api api)
    {
        api.Get("/v1/disputes", call => call.Page(call.Where(call.Tx.All(Kind), "charge", "payment_intent"), "/v1/disputes"));
        api.Get("/v1/disputes/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post(
            "/v1/disputes/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                call.Metadata(node);
                var evidence = node.In("evidence");
                foreach (var (field, text) in call.Form.Map("evidence"))
                {
                    evidence[field] = text.Length == 0 ? null : text;
                }

                node.In("evidence_details")["has_evidence"] = true;
                if (call.Form.Flag("submit") ?? true)
                {
                    Submit(call.Tx, node);
                }

                call.Tx.Emit("charge.dispute.updated", node);
                return node;
            }
        );
        api.Post("/v1/disputes/{id}/close", call => Close(call.Tx, call.Tx.Edit(Kind, call.Id), won: false));
    }

    public static JsonObject Open(Transaction tx, JsonObject charge, string reason, bool inquiry)
    {
        var at = tx.NowOf(charge.Text("customer"));
        var node = tx.Add(Shapes.New(Kind, Ids.New("du"), at));
        node["amount"] = charge.Number("amount") - charge.Number("amount_refunded");
        node["charge"] = charge.Id();
        node["currency"] = charge.Text("currency");
        node["payment_intent"] = charge.Text("payment_intent");
        node["reason"] = reason;
        node["is_charge_refundable"] = inquiry;
        node["status"] = inquiry ? "warning_needs_response" : "needs_response";
        node["evidence"] = NoEvidence();
        node["evidence_details"] = new JsonObject
        {
            ["due_by"] = at + DaysToAnswer * 86_400,
            ["enhanced_eligibility"] = new JsonObject(),
            ["has_evidence"] = false,
            ["past_due"] = false,
            ["submission_count"] = 0,
            ["submission_method"] = "not_submitted",
        };
        node["payment_method_details"] = new JsonObject
        {
            ["type"] = "card",
            ["card"] = new JsonObject
            {
                ["brand"] = "visa",
                ["case_type"] = inquiry ? "inquiry" : "chargeback",
                ["network_reason_code"] = "10.4",
            },
        };
        charge["disputed"] = true;
        tx.Emit("charge.dispute.created", node);
        if (!inquiry)
        {
            Withdraw(tx, node, charge);
        }

        return node;
    }

    /// <summary>The bank turns an inquiry into a dispute.</summary>
    public static JsonObject Escalate(Transaction tx, JsonObject node)
    {
        node["status"] = "needs_response";
        node["is_charge_refundable"] = false;
        node.In("payment_method_details").In("card")["case_type"] = "chargeback";
        tx.Emit("charge.dispute.updated", node);
        Withdraw(tx, node, tx.Edit(node.Need("charge")));
        return node;
    }

    public static JsonObject Close(Transaction tx, JsonObject node, bool won)
    {
        if (node.Need("status") is "won" or "lost" or "warning_closed")
        {
            throw StripeFault.Invalid("This dispute is already closed.", null, "dispute_closed");
        }

        var inquiry = node.Need("status").StartsWith("warning", StringComparison.Ordinal);
        node["status"] =
            inquiry ? "warning_closed"
            : won ? "won"
            : "lost";
        node["is_charge_refundable"] = inquiry;
        tx.Emit("charge.dispute.closed", node);
        if (won && !inquiry)
        {
            var back = BalanceTransactions.New(
                tx,
                "adjustment",
                "dispute_reversal",
                node.Id(),
                node.Number("amount"),
                -Fee,
                node.Need("currency"),
                At(tx, node)
            );
            (node["balance_transactions"] as JsonArray)!.Add(Rendering.Public(back));
            tx.Edit(node.Need("charge"))["_charged_back"] = false;
            tx.Emit("charge.dispute.funds_reinstated", node);
        }

        return node;
    }

    private static JsonObject NoEvidence()
    {
        var evidence = new JsonObject();
        foreach (var field in EvidenceFields)
        {
            evidence[field] = null;
        }

        evidence["enhanced_evidence"] = new JsonObject();
        return evidence;
    }

    private static void Submit(Transaction tx, JsonObject node)
    {
        var details = node.In("evidence_details");
        details["submission_count"] = details.Number("submission_count") + 1;
        details["submission_method"] = "manual";
        var said = node.In("evidence").Text("uncategorized_text");
        node["status"] = node.Need("status").StartsWith("warning", StringComparison.Ordinal) ? "warning_under_review" : "under_review";
        // Stripe's test evidence that decides the case.
        if (said is "winning_evidence" or "losing_evidence")
        {
            Close(tx, node, said == "winning_evidence");
        }
    }

    private static void Withdraw(Transaction tx, JsonObject node, JsonObject charge)
    {
        charge["_charged_back"] = true;
        var taken = BalanceTransactions.New(tx, "adjustment", "dispute", node.Id(), -node.Number("amount"), Fee, node.Need("currency"), At(tx, node));
        (node["balance_transactions"] as JsonArray)!.Add(Rendering.Public(taken));
        tx.Emit("charge.dispute.funds_withdrawn", node);
    }

    private static long At(Transaction tx, JsonObject node) => tx.NowOf(tx.Find(node.Text("charge"))?.Text("customer"));
}
