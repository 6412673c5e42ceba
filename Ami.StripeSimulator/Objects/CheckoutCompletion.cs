namespace Ami.StripeSimulator.Objects;

/// <summary>What was typed on the page of a checkout session.</summary>
internal sealed record Payer(string Number, int Month, int Year, string Name, string Email, string Country);

/// <summary>A checkout session is paid: by a payment, a subscription's first invoice, or with nothing due at all.</summary>
internal static class CheckoutCompletion
{
    /// <returns>Null when it is complete; else where the person proves who they are.</returns>
    /// <exception cref="StripeFault">Why it was not taken.</exception>
    public static string? Pay(Transaction tx, JsonObject session, Payer payer)
    {
        if (session.Text("status") != "open")
        {
            throw StripeFault.Invalid("This Checkout Session is no longer open.");
        }

        var card =
            TestCards.ByNumber(payer.Number)
            ?? throw new StripeFault(402, "card_error", "Your card number is incorrect.") { Code = "incorrect_number", Param = "number" };
        if (card.Delayed && !session.Texts("payment_method_types").Contains("sepa_debit"))
        {
            throw new StripeFault(402, "card_error", "Your card number is incorrect.") { Code = "incorrect_number", Param = "number" };
        }

        session["_country"] = payer.Country;
        if (session.Text("_subscription") is null)
        {
            CheckoutSessions.Total(tx, session);
        }

        session["customer_details"] = Details(session, payer);
        var method = PaymentMethods.New(tx, card, payer.Name, payer.Email, Address(payer), payer.Month, payer.Year);
        var customer = CustomerOf(tx, session, payer);
        return session.Text("mode") switch
        {
            "payment" => PayOnce(tx, session, method, customer),
            "subscription" => Subscribe(tx, session, method, customer!),
            _ => Setup(tx, session, method, customer!),
        };
    }

    /// <summary>The card that a session waits for is kept: what it is kept for begins.</summary>
    public static void SetUp(Transaction tx, JsonObject session, JsonObject intent)
    {
        if (session.Text("status") != "open")
        {
            return;
        }

        if (session.Text("mode") == "subscription")
        {
            Begin(tx, session, tx.Find(intent.Need("payment_method"))!, intent.Need("customer"));
        }

        Complete(tx, session, "no_payment_required");
    }

    /// <summary>The payment that a session waits for came to something.</summary>
    public static void PaymentEnded(Transaction tx, JsonObject session, JsonObject intent)
    {
        var paid = intent.Text("status") == "succeeded";
        if (session.Text("status") == "open" && paid)
        {
            Complete(tx, session, "paid");
        }
        else if (session.Text("status") == "complete" && session.Text("payment_status") == "unpaid")
        {
            session["payment_status"] = paid ? "paid" : "unpaid";
            tx.Emit(paid ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed", session);
        }
    }

    private static string? PayOnce(Transaction tx, JsonObject session, JsonObject method, string? customer)
    {
        if (session.Number("amount_total") == 0)
        {
            Complete(tx, session, "no_payment_required");
            return null;
        }

        var later = session.In("_later");
        var intent = session.Text("payment_intent") is { } known
            ? tx.Edit(known)
            : PaymentIntents.New(tx, session.Number("amount_total"), session.Need("currency"), customer);
        intent["amount"] = session.Number("amount_total");
        intent["_session"] = session.Id();
        intent["_public_url"] = tx.PublicUrl;
        intent["metadata"] = later["metadata"]?.DeepClone();
        foreach (var field in new[] { "description", "receipt_email", "setup_future_usage", "statement_descriptor", "statement_descriptor_suffix" })
        {
            intent[field] = later.Text(field);
        }

        if (session.Text("payment_intent") is null)
        {
            session["payment_intent"] = intent.Id();
            tx.Emit("payment_intent.created", intent);
        }

        if (Payments.Confirm(tx, intent, method.Id(), offSession: false) is { } declined)
        {
            throw declined;
        }

        if (intent.Text("status") == "processing")
        {
            Complete(tx, session, "unpaid");
        }

        return ProofOf(intent);
    }

    private static string? Subscribe(Transaction tx, JsonObject session, JsonObject method, string customer)
    {
        if (session.Number("_due") == 0 && session.Text("_subscription") is null)
        {
            // Nothing is paid yet: the card is set up for what will be.
            return Setup(tx, session, method, customer);
        }

        PaymentMethods.Attach(tx, method.Id(), customer);
        var node = session.Text("_subscription") is { } begun ? tx.Edit(begun) : Begin(tx, session, method, customer);
        node["default_payment_method"] = method.Id();
        var invoice = tx.Edit(node.Need("latest_invoice"));
        if (invoice.Text("status") == "paid")
        {
            Complete(tx, session, "paid");
            return null;
        }

        if (Invoices.Pay(tx, invoice, method.Id(), offSession: false, session.Id()) is { } declined)
        {
            throw declined;
        }

        return ProofOf(tx.Find(invoice.Text("_payment_intent"))!);
    }

    private static JsonObject Begin(Transaction tx, JsonObject session, JsonObject method, string customer)
    {
        var lines = session.Each("_lines").Select(line => (Price: tx.Find(line.Text("price"))!, Quantity: line.Number("quantity"))).ToList();
        var later = session.In("_later");
        var terms = new SubscriptionTerms(customer, session.Need("currency"), lines)
        {
            TrialEnd = session.NumberOrNull("_trial_end"),
            Method = method.Id(),
            Discounts = session.Text("_coupon") is { } coupon ? [Coupons.Redeem(tx, coupon, session.Text("_promotion_code"), customer).Id()] : [],
            AutomaticTax = session.In("automatic_tax").Flag("enabled"),
            AfterTrial = later.Text("after_trial") ?? "create_invoice",
            Description = later.Text("description"),
        };
        var node = Subscriptions.New(tx, terms, blank => blank["metadata"] = later["metadata"]?.DeepClone());
        session["_subscription"] = node.Id();
        return node;
    }

    private static string? Setup(Transaction tx, JsonObject session, JsonObject method, string customer)
    {
        var intent = tx.Find(session.Text("_setup_intent")) is { } begun ? tx.Edit(begun.Id()) : SetupIntents.New(tx, customer);
        session["_setup_intent"] = intent.Id();
        intent["_session"] = session.Id();
        intent["_public_url"] = tx.PublicUrl;
        if (session.Text("mode") == "setup")
        {
            intent["metadata"] = session.In("_later")["metadata"]?.DeepClone();
            session["setup_intent"] = intent.Id();
        }

        if (SetupIntents.Confirm(tx, intent, method.Id()) is { } proof)
        {
            return proof;
        }

        SetUp(tx, session, intent);
        return null;
    }

    private static string? ProofOf(JsonObject intent) => intent.In("next_action").In("redirect_to_url").Text("url");

    private static void Complete(Transaction tx, JsonObject session, string payment)
    {
        session["status"] = "complete";
        session["payment_status"] = payment;
        session["url"] = null;
        if (tx.Find(session.Text("_subscription")) is { } subscription)
        {
            session["subscription"] = subscription.Id();
            session["invoice"] = subscription.Text("latest_invoice");
        }

        if (session.Text("mode") == "payment" && session.Text("_coupon") is { } coupon)
        {
            Coupons.Redeem(tx, coupon, session.Text("_promotion_code"), session.Text("customer"));
        }

        tx.Emit("checkout.session.completed", session);
    }

    private static string? CustomerOf(Transaction tx, JsonObject session, Payer payer)
    {
        if (session.Text("customer") is null && session.Text("customer_creation") == "always")
        {
            var made = Customers.New(tx, payer.Email, payer.Name);
            made["address"] = Address(payer);
            tx.Emit("customer.created", made);
            session["customer"] = made.Id();
        }
        else if (tx.Find(session.Text("customer")) is { } known && known["address"] is null && session.In("automatic_tax").Flag("enabled"))
        {
            // Taxes of later invoices go by where the customer is.
            var customer = tx.Edit(known.Id());
            customer["address"] = Address(payer);
            tx.Emit("customer.updated", customer);
        }

        return session.Text("customer");
    }

    private static JsonObject Details(JsonObject session, Payer payer) =>
        new()
        {
            ["address"] = Address(payer),
            ["business_name"] = null,
            ["email"] = session.Text("customer_email") ?? payer.Email,
            ["individual_name"] = null,
            ["name"] = payer.Name,
            ["phone"] = null,
            ["tax_exempt"] = "none",
            ["tax_ids"] = new JsonArray(),
        };

    private static JsonObject Address(Payer payer)
    {
        var address = PaymentMethods.NoAddress();
        address["country"] = payer.Country;
        return address;
    }
}
