namespace Ami.StripeSimulator.Objects;

/// <summary>What goes from the balance to the bank: once a day, of what is available by then.</summary>
internal static class Payouts
{
    public const string Kind = "payout";

    public static void Map(Api api)
    {
        api.Get(
            "/v1/payouts",
            call =>
            {
                var arrival = call.Form.In("arrival_date");
                var (from, to) = (arrival.Number("gte"), arrival.Number("lte"));
                return call.Page(
                    call.Where(
                        call.Tx.All(Kind).Where(one => !one.Flag("_lost") && !(one.Number("arrival_date") < from) && !(one.Number("arrival_date") > to)),
                        "status"
                    ),
                    "/v1/payouts"
                );
            }
        );
        api.Get("/v1/payouts/{id}", call => call.Tx.Get(Kind, call.Id) is var node && !node.Flag("_lost") ? node : throw StripeFault.NotFound(Kind, call.Id));
    }

    /// <summary>Pays out what is available in each currency, or with <paramref name="all"/> also what is still pending.</summary>
    public static IReadOnlyList<JsonObject> Pay(Transaction tx, bool all = false)
    {
        var now = tx.At ?? tx.Wall;
        var waiting = Available(tx, all ? long.MaxValue : now);
        var made = new List<JsonObject>();
        foreach (var group in waiting)
        {
            var amount = group.Sum(one => one.Number("net"));
            if (amount > 0)
            {
                made.Add(New(tx, group.Key, amount, [.. group], now));
            }
        }

        return made;
    }

    /// <summary>What no payout has taken along yet, by currency.</summary>
    public static IReadOnlyList<IGrouping<string, JsonObject>> Available(Transaction tx, long by) =>
        [
            .. tx.All(BalanceTransactions.Kind)
                .Where(one => one.Text("_payout") is null && one.Text("type") != "payout" && one.Number("available_on") <= by)
                .GroupBy(one => one.Need("currency")),
        ];

    private static JsonObject New(Transaction tx, string currency, long amount, IReadOnlyList<JsonObject> transactions, long now)
    {
        var node = tx.Add(Shapes.New(Kind, Ids.New("po"), now));
        node["amount"] = amount;
        node["arrival_date"] = now + 86_400;
        node["automatic"] = true;
        node["balance_transaction"] = BalanceTransactions.New(tx, "payout", "payout", node.Id(), -amount, 0, currency, now).Id();
        node["currency"] = currency;
        node["description"] = "STRIPE PAYOUT";
        node["destination"] = "ba_simulated";
        node["method"] = "standard";
        node["reconciliation_status"] = "completed";
        node["source_type"] = "card";
        node["status"] = "in_transit";
        node["type"] = "bank_account";
        tx.Edit(node.Need("balance_transaction"))["_payout"] = node.Id();
        foreach (var one in transactions)
        {
            var paid = tx.Edit(one.Id());
            paid["_payout"] = node.Id();
            paid["status"] = "available";
        }

        tx.Emit("payout.created", node);
        return node;
    }

    /// <summary>It has arrived.</summary>
    public static void Arrive(Transaction tx, JsonObject node)
    {
        node["status"] = "paid";
        tx.Emit("payout.paid", node);
        tx.Emit("payout.reconciliation_completed", node);
    }
}
