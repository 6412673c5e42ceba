using Ami.StripeSimulator.Objects;

namespace Ami.StripeSimulator.Pages;

/// <summary>A card that was typed on a page of somebody who is a customer already.</summary>
internal static class Cards
{
    /// <exception cref="StripeFault">It is no test number, or cannot be kept.</exception>
    public static JsonObject Typed(Transaction tx, IFormCollection typed, string customer)
    {
        var (month, year) = CheckoutPage.Expiry(typed["expiry"].ToString());
        var card = TestCards.ByNumber(typed["number"].ToString());
        if (card is null or { Delayed: true })
        {
            throw new StripeFault(402, "card_error", "Your card number is incorrect.") { Code = "incorrect_number", Param = "number" };
        }

        var method = PaymentMethods.New(tx, card, typed["name"].ToString(), tx.Find(customer)?.Text("email"), null, month, year);
        PaymentMethods.Attach(tx, method.Id(), customer);
        return method;
    }

    /// <summary>It pays from now on, also for subscriptions that had another.</summary>
    public static void MakeDefault(Transaction tx, string customer, string method)
    {
        var node = tx.Edit(customer);
        node.In("invoice_settings")["default_payment_method"] = method;
        tx.Emit("customer.updated", node);
        foreach (var one in tx.All(Subscriptions.Kind).Where(one => one.Text("customer") == customer && one.Text("default_payment_method") is not null).ToList())
        {
            var subscription = tx.Edit(one.Id());
            subscription["default_payment_method"] = method;
            tx.Emit("customer.subscription.updated", subscription);
        }
    }
}
