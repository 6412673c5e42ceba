using System.Globalization;
using Ami.StripeSimulator.Objects;

namespace Ami.StripeSimulator.Pages;

/// <summary>A card that was typed on a page of somebody who is a customer already.</summary>
internal static class Cards
{
    /// <exception cref="StripeFault">It is no test number, or cannot be kept.</exception>
    public static JsonObject Typed(Transaction tx, IFormCollection typed, string customer)
    {
        var (month, year) = Expiry(typed, tx.Wall);
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
        foreach (
            var one in tx.All(Subscriptions.Kind).Where(one => one.Text("customer") == customer && one.Text("default_payment_method") is not null).ToList()
        )
        {
            var subscription = tx.Edit(one.Id());
            subscription["default_payment_method"] = method;
            tx.Emit("customer.subscription.updated", subscription);
        }
    }

    /// <summary>Month and year, once they and the security code look like a card's.</summary>
    /// <exception cref="StripeFault">The month is past, or there is no such month; the code is no code.</exception>
    public static (int Month, int Year) Expiry(IFormCollection typed, long wall)
    {
        if (typed["cvc"].ToString() is not { Length: 3 or 4 } code || !code.All(char.IsAsciiDigit))
        {
            throw new StripeFault(402, "card_error", "Your card's security code is invalid.") { Code = "incorrect_cvc", Param = "cvc" };
        }

        var now = DateTimeOffset.FromUnixTimeSeconds(wall);
        var parts = typed["expiry"].ToString().Split('/', StringSplitOptions.TrimEntries);
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && month is >= 1 and <= 12
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && 12 * (year < 100 ? 2000 + year : year) + month >= 12 * now.Year + now.Month
            ? (month, year < 100 ? 2000 + year : year)
            : throw new StripeFault(402, "card_error", "Your card's expiration date is invalid.") { Code = "expired_card", Param = "exp_month" };
    }
}
