namespace Ami.StripeSimulator.Objects;

/// <summary>What happens when a payment is tried: the card decides.</summary>
internal static class Payments
{
    /// <summary>Tries to take an intent's amount from a payment method. What came of it is the intent's status; a decline is also given back.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="intent">The payment intent, which is changed.</param>
    /// <param name="methodId">What pays.</param>
    /// <param name="offSession">The person is not there to prove who they are.</param>
    /// <param name="authenticated">They just have.</param>
    public static StripeFault? Confirm(Transaction tx, JsonObject intent, string methodId, bool offSession, bool authenticated = false)
    {
        var method = PaymentMethods.Of(tx, methodId, intent.Text("customer"));
        var card = PaymentMethods.CardOf(method);
        intent["payment_method"] = method.Id();
        intent["last_payment_error"] = null;
        intent["next_action"] = null;
        intent["_off_session"] = offSession;
        var asks = card.Authentication == Authentication.Always || card.Authentication == Authentication.UntilSetUp && !method.Flag("_set_up");
        if (asks && !authenticated)
        {
            return offSession ? Fail(tx, intent, method, "authentication_required", "authentication_required") : Ask(tx, intent);
        }

        if (card.Delayed)
        {
            intent["status"] = "processing";
            intent["_settles"] = tx.NowOf(intent.Text("customer")) + 3 * 86_400;
            tx.Emit("payment_intent.processing", intent);
            return null;
        }

        if (card.Code is { } code)
        {
            return Fail(tx, intent, method, code, card.DeclineCode);
        }

        Succeed(tx, intent, method, authenticated);
        return null;
    }

    /// <summary>The person was asked by their bank, and was who they said they were, or not.</summary>
    public static StripeFault? Authenticated(Transaction tx, JsonObject intent, bool proved)
    {
        var method = tx.Edit(intent.Need("payment_method"));
        intent["next_action"] = null;
        if (!proved)
        {
            intent["status"] = "requires_payment_method";
            var refused = new StripeFault(
                402,
                "card_error",
                "We are unable to authenticate your payment method. Please choose a different payment method and try again."
            )
            {
                Code = "payment_intent_authentication_failure",
                KeepsEffects = true,
            };
            intent["last_payment_error"] = ErrorOf(refused, method);
            tx.Emit("payment_intent.payment_failed", intent);
            Followed(tx, intent);
            return refused;
        }

        method["_set_up"] = true;
        return Confirm(tx, intent, method.Id(), offSession: false, authenticated: true);
    }

    /// <summary>A debit that took days ends.</summary>
    public static void Settle(Transaction tx, JsonObject intent)
    {
        var method = tx.Find(intent.Need("payment_method"))!;
        intent["_settles"] = null;
        if (PaymentMethods.CardOf(method) is { Code: { } code } card)
        {
            Fail(tx, intent, method, code, card.DeclineCode);
        }
        else
        {
            Succeed(tx, intent, method, authenticated: false);
        }
    }

    public static StripeFault Declined(TestCard card, string code) =>
        new(402, "card_error", Message(code, card.DeclineCode))
        {
            Code = code,
            Param = code switch
            {
                "incorrect_cvc" => "cvc",
                "expired_card" => "exp_month",
                _ => null,
            },
            More = card.DeclineCode is null ? [] : new JsonObject { ["decline_code"] = card.DeclineCode },
        };

    private static void Succeed(Transaction tx, JsonObject intent, JsonObject method, bool authenticated)
    {
        if (intent.Text("setup_future_usage") == "off_session")
        {
            tx.Edit(method.Id())["_set_up"] = true;
        }

        if (intent.Text("customer") is { } customer && method.Text("customer") is null && intent.Text("setup_future_usage") is not null)
        {
            PaymentMethods.Attach(tx, method.Id(), customer);
        }

        var charge = Charges.Succeeded(tx, intent, method, authenticated);
        intent["status"] = "succeeded";
        intent["amount_received"] = intent.Number("amount");
        intent["latest_charge"] = charge.Id();
        tx.Emit("payment_intent.succeeded", intent);
        Followed(tx, intent);
        Charges.Consequences(tx, charge, PaymentMethods.CardOf(method));
    }

    private static StripeFault? Ask(Transaction tx, JsonObject intent)
    {
        intent["status"] = "requires_action";
        intent["next_action"] = new JsonObject
        {
            ["type"] = "redirect_to_url",
            ["redirect_to_url"] = new JsonObject { ["url"] = $"{intent.Text("_public_url")}/3ds/{intent.Id()}", ["return_url"] = intent.Text("_return_url") },
        };
        tx.Emit("payment_intent.requires_action", intent);
        return null;
    }

    private static StripeFault Fail(Transaction tx, JsonObject intent, JsonObject method, string code, string? decline)
    {
        var charge = Charges.Failed(tx, intent, method, code, Message(code, decline));
        intent["status"] = "requires_payment_method";
        intent["latest_charge"] = charge.Id();
        var fault = new StripeFault(402, "card_error", Message(code, decline))
        {
            Code = code,
            KeepsEffects = true,
            More = new JsonObject { ["charge"] = charge.Id(), ["decline_code"] = decline },
        };
        var error = ErrorOf(fault, method);
        intent["last_payment_error"] = error;
        // The person has to prove who they are: the payment method stays.
        intent["payment_method"] = code == "authentication_required" ? method.Id() : null;
        fault.More["payment_intent"] = Rendering.Public(intent);
        fault.More["payment_method"] = Rendering.Public(method);
        tx.Emit("payment_intent.payment_failed", intent);
        Followed(tx, intent);
        return fault;
    }

    public static JsonObject ErrorOf(StripeFault fault, JsonObject method)
    {
        var error = (JsonObject)fault.Body()["error"]!.DeepClone();
        error["payment_method"] = Rendering.Public(method);
        return error;
    }

    /// <summary>What waits for a payment learns what came of it.</summary>
    private static void Followed(Transaction tx, JsonObject intent)
    {
        if (intent.Text("_invoice") is { } invoice && tx.Find(invoice) is { } open && open.Text("status") == "open")
        {
            Invoices.PaymentEnded(tx, tx.Edit(invoice), intent);
        }

        if (intent.Text("_session") is { } session)
        {
            CheckoutCompletion.PaymentEnded(tx, tx.Edit(session), intent);
        }
    }

    private static string Message(string code, string? decline) =>
        (code, decline) switch
        {
            (_, "insufficient_funds") => "Your card has insufficient funds.",
            ("expired_card", _) => "Your card has expired.",
            ("incorrect_cvc", _) => "Your card's security code is incorrect.",
            ("processing_error", _) => "An error occurred while processing your card. Try again in a little bit.",
            ("authentication_required", _) => "Your card was declined. This transaction requires authentication.",
            ("debit_not_authorized", _) => "The customer has notified their bank that this payment was unauthorized.",
            _ => "Your card was declined.",
        };
}
