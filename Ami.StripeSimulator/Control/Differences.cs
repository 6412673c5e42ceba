using Ami.StripeSimulator.Objects;

namespace Ami.StripeSimulator.Control;

/// <summary>A difference between Stripe's books and ours, for whoever reconciles to find.</summary>
/// <param name="Kind">extra_charge, cent_off, lost_payout or double_fee.</param>
/// <param name="Id">The charge (cent_off, double_fee) or the payout (lost_payout) that it is about.</param>
internal sealed record Difference(string Kind, string? Id = null);

/// <summary>Plants them: nobody is told, as nobody would be.</summary>
internal static class Differences
{
    public static JsonObject Plant(Transaction tx, Difference what)
    {
        switch (what.Kind)
        {
            case "extra_charge":
                return Charge(tx);
            case "cent_off":
                var charge = tx.Edit(Charges.Kind, what.Id ?? "");
                charge["amount"] = charge.Number("amount") + 1;
                charge["amount_captured"] = charge.Number("amount");
                var transaction = tx.Edit(charge.Need("balance_transaction"));
                transaction["amount"] = transaction.Number("amount") + 1;
                transaction["net"] = transaction.Number("net") + 1;
                return charge;
            case "lost_payout":
                var payout = tx.Edit(Payouts.Kind, what.Id ?? "");
                payout["_lost"] = true;
                return payout;
            case "double_fee":
                var charged = tx.Edit(tx.Get(Charges.Kind, what.Id ?? "").Need("balance_transaction"));
                BalanceTransactions.Charge(charged, 2 * charged.Number("fee"));
                return charged;
            default:
                throw StripeFault.Invalid($"Unknown difference: {what.Kind}", "kind");
        }
    }

    /// <summary>A charge of which nobody heard.</summary>
    private static JsonObject Charge(Transaction tx)
    {
        var intent = PaymentIntents.New(tx, 1234, "usd", null);
        var method = PaymentMethods.New(tx, TestCards.All[0], null, null, null);
        tx.Quiet = true;
        Payments.Confirm(tx, intent, method.Id(), offSession: false);
        return tx.Find(intent.Text("latest_charge"))!;
    }
}
