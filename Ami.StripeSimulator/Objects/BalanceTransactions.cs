namespace Ami.StripeSimulator.Objects;

/// <summary>Every change of the balance: charges with their fees, refunds, disputes, payouts.</summary>
internal static class BalanceTransactions
{
    public const string Kind = "balance_transaction";

    private const long DaysUntilAvailable = 2;

    public static void Map(Api api)
    {
        api.Get(
            "/v1/balance_transactions",
            call =>
            {
                var payout = call.Form.Text("payout");
                return call.Page(
                    call.Where(call.Tx.All(Kind).Where(one => payout is null || one.Text("_payout") == payout), "type", "source", "currency"),
                    "/v1/balance_transactions"
                );
            }
        );
        api.Get("/v1/balance_transactions/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Get(
            "/v1/balance",
            call =>
            {
                var all = call.Tx.All(Kind).ToList();
                var node = new JsonObject { ["object"] = "balance", ["livemode"] = false };
                node["available"] = Amounts(all.Where(one => one.Number("available_on") <= call.Tx.Wall));
                node["pending"] = Amounts(all.Where(one => one.Number("available_on") > call.Tx.Wall));
                return node;
            }
        );
    }

    /// <summary>2.9 % and 30 cents.</summary>
    public static long Fee(long amount) => (long)Math.Round(amount * 0.029m, MidpointRounding.AwayFromZero) + 30;

    public static JsonObject New(Transaction tx, string type, string category, string source, long amount, long fee, string currency, long at)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("txn"), at));
        node["amount"] = amount;
        node["available_on"] = at + (type is "charge" or "payment" ? DaysUntilAvailable * 86_400 : 0);
        node["balance_type"] = "payments";
        node["currency"] = currency;
        node["net"] = amount - fee;
        node["reporting_category"] = category;
        node["source"] = source;
        node["status"] = type is "charge" or "payment" ? "pending" : "available";
        node["type"] = type;
        Charge(node, fee);
        return node;
    }

    public static void Charge(JsonObject node, long fee)
    {
        node["fee"] = fee;
        node["net"] = node.Number("amount") - fee;
        node["fee_details"] =
            fee == 0
                ? new JsonArray()
                : Json.Array([
                    new JsonObject
                    {
                        ["amount"] = fee,
                        ["application"] = null,
                        ["currency"] = node.Text("currency"),
                        ["description"] = "Stripe processing fees",
                        ["type"] = "stripe_fee",
                    },
                ]);
    }

    private static JsonArray Amounts(IEnumerable<JsonObject> transactions)
    {
        var sums = transactions
            .GroupBy(one => one.Need("currency"))
            .Select(group => (Currency: group.Key, Amount: group.Sum(one => one.Number("net"))))
            .ToList();
        return Json.Array(
            (sums.Count > 0 ? sums : [("usd", 0L)]).Select(sum => new JsonObject
            {
                ["amount"] = sum.Amount,
                ["currency"] = sum.Currency,
                ["source_types"] = new JsonObject { ["card"] = sum.Amount },
            })
        );
    }
}
