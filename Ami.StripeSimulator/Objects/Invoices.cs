using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>An invoice's life: draft, open, and paid, void or uncollectible.</summary>
internal static class Invoices
{
    public const string Kind = "invoice";

    /// <summary>The draft becomes final: it gets its number, uses the customer's credit, and asks for what is left.</summary>
    public static void Finalize(Transaction tx, JsonObject node)
    {
        if (node.Text("status") != "draft")
        {
            throw StripeFault.Invalid("This invoice is already finalized.", null, "invoice_not_editable");
        }

        if (Unlocated(node))
        {
            throw NoLocation();
        }

        var at = Now(tx, node);
        var customer = tx.Edit(node.Need("customer"));
        node["number"] = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{customer.Text("invoice_prefix")}-{customer.Number("next_invoice_sequence"):D4}"
        );
        customer["next_invoice_sequence"] = customer.Number("next_invoice_sequence") + 1;
        customer["currency"] ??= node.Text("currency");
        node["status"] = "open";
        node["effective_at"] = at;
        node["_finalize"] = null;
        node["automatically_finalizes_at"] = null;
        node["hosted_invoice_url"] = $"{tx.PublicUrl}/i/{node.Id()}";
        node["invoice_pdf"] = $"{tx.PublicUrl}/i/{node.Id()}/pdf";
        node.In("status_transitions")["finalized_at"] = at;
        var total = node.Number("total");
        var balance = customer.Number("balance");
        node["starting_balance"] = balance;
        // Credit (below zero) is used up first; what a negative total gives back becomes credit.
        var used =
            total < 0 ? total
            : balance < 0 ? Math.Max(balance, -total)
            : Math.Min(balance, long.MaxValue);
        if (total < 0)
        {
            Customers.AddBalance(tx, customer, total, "applied_to_invoice", node.Id());
        }
        else if (used != 0)
        {
            Customers.AddBalance(tx, customer, -used, "applied_to_invoice", node.Id());
        }

        node["ending_balance"] = tx.Find(customer.Id())!.Number("balance");
        var due = total < 0 ? 0 : total + used;
        node["amount_due"] = due;
        node["amount_remaining"] = due;
        tx.Emit("invoice.finalized", node);
        if (due == 0)
        {
            MarkPaid(tx, node, 0);
        }
    }

    /// <summary>Taxes are to be computed and nobody knows where the customer is.</summary>
    public static bool Unlocated(JsonObject node) => node.In("automatic_tax").Text("status") == "requires_location_inputs";

    /// <summary>The draft cannot become final by itself; somebody has to see to it.</summary>
    public static void FailToFinalize(Transaction tx, JsonObject node)
    {
        node["_finalize"] = null;
        node["automatically_finalizes_at"] = null;
        node["last_finalization_error"] = NoLocation().Body()["error"]!.DeepClone();
        tx.Emit("invoice.finalization_failed", node);
    }

    private static StripeFault NoLocation() =>
        StripeFault.Invalid(
            "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
            null,
            "customer_tax_location_invalid"
        );

    /// <summary>Tries to have an open invoice paid by what is named, or else by default.</summary>
    public static StripeFault? Pay(Transaction tx, JsonObject node, string? method, bool offSession, string? session = null)
    {
        if (node.Text("status") != "open")
        {
            throw StripeFault.Invalid(
                $"Invoice is {node.Text("status")}.",
                null,
                node.Text("status") == "paid" ? "invoice_already_paid" : "invoice_not_payable"
            );
        }

        var intent = Intent(tx, node);
        intent["_session"] = session;
        method ??= PaymentMethods.Default(tx, tx.Find(SubscriptionOf(node)), node.Need("customer"));
        if (method is null)
        {
            Failed(tx, node, intent);
            return StripeFault.Invalid("There is no default payment method set on this Customer or Invoice.", "payment_method", "resource_missing");
        }

        var declined = Payments.Confirm(tx, intent, method, offSession);
        if (intent.Text("status") == "requires_action")
        {
            node["attempted"] = true;
            node["attempt_count"] = node.Number("attempt_count") + 1;
            tx.Emit("invoice.payment_action_required", node);
        }

        return declined;
    }

    /// <summary>The payment of an open invoice has come to something.</summary>
    public static void PaymentEnded(Transaction tx, JsonObject node, JsonObject intent)
    {
        if (intent.Text("status") == "succeeded")
        {
            var payment = tx.Edit(node.Need("_payment"));
            payment["amount_paid"] = intent.Number("amount");
            payment["status"] = "paid";
            payment["status_transitions"] = new JsonObject { ["canceled_at"] = null, ["paid_at"] = Now(tx, node) };
            tx.Emit("invoice_payment.paid", payment);
            MarkPaid(tx, node, intent.Number("amount"));
        }
        else
        {
            Failed(tx, node, intent);
        }
    }

    public static void MarkPaid(Transaction tx, JsonObject node, long amount)
    {
        node["status"] = "paid";
        node["attempted"] = true;
        node["amount_paid"] = amount;
        node["amount_remaining"] = 0;
        node["auto_advance"] = false;
        node["next_payment_attempt"] = null;
        if (amount > 0)
        {
            node["attempt_count"] = node.Number("attempt_count") + 1;
        }

        node.In("status_transitions")["paid_at"] = Now(tx, node);
        tx.Emit("invoice.paid", node);
        tx.Emit("invoice.payment_succeeded", node);
        if (SubscriptionOf(node) is { } subscription)
        {
            Subscriptions.InvoicePaid(tx, tx.Edit(subscription));
        }
    }

    public static void Void(Transaction tx, JsonObject node)
    {
        if (node.Text("status") is not ("open" or "uncollectible"))
        {
            throw StripeFault.Invalid($"You can only void open invoices; this one is {node.Text("status")}.", null, "invoice_not_editable");
        }

        node["status"] = "void";
        Close(tx, node, "voided_at");
        tx.Emit("invoice.voided", node);
        if (tx.Find(node.Text("_payment_intent")) is { } intent && intent.Text("status") is not ("succeeded" or "canceled"))
        {
            PaymentIntents.Cancel(tx, tx.Edit(intent.Id()), "void_invoice");
        }
    }

    public static void MarkUncollectible(Transaction tx, JsonObject node)
    {
        node["status"] = "uncollectible";
        Close(tx, node, "marked_uncollectible_at");
        tx.Emit("invoice.marked_uncollectible", node);
    }

    public static string? SubscriptionOf(JsonObject node) => node.In("parent").In("subscription_details").Text("subscription");

    private static void Close(Transaction tx, JsonObject node, string transition)
    {
        node["auto_advance"] = false;
        node["next_payment_attempt"] = null;
        node.In("status_transitions")[transition] = Now(tx, node);
    }

    private static void Failed(Transaction tx, JsonObject node, JsonObject intent)
    {
        node["attempted"] = true;
        node["attempt_count"] = node.Number("attempt_count") + 1;
        var first = node.NumberOrNull("_first_failure") ?? Now(tx, node);
        node["_first_failure"] = first;
        var retry = (int)node.Number("_retries");
        var cycle = node.Text("billing_reason") is "subscription_cycle" or "subscription_update" && node.Flag("auto_advance");
        var last = cycle && retry >= tx.Options.RetryDays.Length;
        node["next_payment_attempt"] = cycle && !last ? first + tx.Options.RetryDays[retry] * Periods.Day : null;
        tx.Emit("invoice.payment_failed", node);
        if (intent.In("last_payment_error").Text("code") == "authentication_required")
        {
            tx.Emit("invoice.payment_action_required", node);
        }

        if (SubscriptionOf(node) is { } subscription)
        {
            Subscriptions.InvoiceFailed(tx, tx.Edit(subscription), last);
        }
    }

    private static JsonObject Intent(Transaction tx, JsonObject node)
    {
        if (node.Text("_payment_intent") is { } known)
        {
            return tx.Edit(known);
        }

        var intent = PaymentIntents.New(tx, node.Number("amount_remaining"), node.Need("currency"), node.Text("customer"));
        intent["_invoice"] = node.Id();
        intent["_public_url"] = tx.PublicUrl;
        intent["description"] =
            SubscriptionOf(node) is null ? "Payment for Invoice"
            : node.Text("billing_reason") == "subscription_create" ? "Subscription creation"
            : "Subscription update";
        intent["setup_future_usage"] = "off_session";
        node["_payment_intent"] = intent.Id();
        var payment = tx.Add(Shapes.New("invoice_payment", Ids.New("inpay"), Now(tx, node)));
        payment["amount_requested"] = intent.Number("amount");
        payment["currency"] = node.Text("currency");
        payment["invoice"] = node.Id();
        payment["is_default"] = true;
        payment["payment"] = new JsonObject { ["type"] = "payment_intent", ["payment_intent"] = intent.Id() };
        payment["status"] = "open";
        payment["status_transitions"] = new JsonObject { ["canceled_at"] = null, ["paid_at"] = null };
        node["_payment"] = payment.Id();
        tx.Emit("payment_intent.created", intent);
        return intent;
    }

    private static long Now(Transaction tx, JsonObject node) => tx.Now(node.Text("test_clock"));
}
