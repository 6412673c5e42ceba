namespace Ami.StripeSimulator.Objects;

/// <summary>What something costs, in each currency, once or again and again.</summary>
internal static class Prices
{
    public const string Kind = "price";

    public static void Map(Api api)
    {
        api.Post(
            "/v1/prices",
            call =>
            {
                var inline = call.Form.In("product_data");
                var product = call.Form.Text("product") is { } named
                    ? call.Tx.Get(Products.Kind, named, "product").Id()
                    : Products.New(call.Tx, inline.Text("id"), inline.Need("name")).Id();
                var node = New(call.Tx, product, call.Form);
                call.Tx.Emit("price.created", node);
                return node;
            }
        );
        api.Get(
            "/v1/prices",
            call =>
            {
                var keys = call.Form.Texts("lookup_keys");
                return call.Page(
                    call.Where(
                        call.Tx.All(Kind).Where(one => !one.Flag("_inline") && (keys.Count == 0 || keys.Contains(one.Text("lookup_key")))),
                        "active",
                        "product",
                        "currency",
                        "type"
                    ),
                    "/v1/prices"
                );
            }
        );
        api.Get("/v1/prices/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Post(
            "/v1/prices/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                call.Texts(node, "nickname", "lookup_key");
                call.Metadata(node);
                node["active"] = call.Form.Flag("active") ?? node.Flag("active");
                if (Options(call.Form) is { } more)
                {
                    var all = node["_currency_options"] as JsonObject ?? [];
                    foreach (var (currency, option) in more.ToList())
                    {
                        all[currency] = option?.DeepClone();
                    }
                }

                call.Tx.Emit("price.updated", node);
                return node;
            }
        );
    }

    public static JsonObject New(Transaction tx, string product, Params form)
    {
        var node = Shapes.New(Kind, Ids.New("price"), tx.Wall);
        node["product"] = product;
        node["active"] = form.Flag("active") ?? true;
        node["billing_scheme"] = form.OneOf("billing_scheme", "per_unit") ?? "per_unit";
        node["currency"] = form.Need("currency").ToLowerInvariant();
        var amount = form.Number("unit_amount") ?? (long?)form.Decimal("unit_amount_decimal") ?? throw StripeFault.Missing("unit_amount");
        node["unit_amount"] = amount;
        node["unit_amount_decimal"] = ((decimal)amount).Invariant();
        node["nickname"] = form.Text("nickname");
        node["tax_behavior"] = form.OneOf("tax_behavior", "inclusive", "exclusive", "unspecified") ?? "unspecified";
        var recurring = form.In("recurring");
        node["type"] = recurring.Names.Any() ? "recurring" : "one_time";
        if (recurring.Names.Any())
        {
            node["recurring"] = new JsonObject
            {
                ["interval"] = recurring.OneOf("interval", "day", "week", "month", "year") ?? throw StripeFault.Missing("recurring[interval]"),
                ["interval_count"] = recurring.Number("interval_count") ?? 1,
                ["meter"] = null,
                ["trial_period_days"] = recurring.Number("trial_period_days"),
                ["usage_type"] = recurring.OneOf("usage_type", "licensed") ?? "licensed",
            };
        }

        Key(tx, node, form);
        node["_currency_options"] = Options(form) ?? [];
        node.In("_currency_options")[node.Need("currency")] = Option(amount, node.Need("tax_behavior"));
        Call.Merge(form, node);
        return tx.Add(node);
    }

    /// <summary>What it costs in a currency.</summary>
    /// <exception cref="StripeFault">It is not sold in that currency.</exception>
    public static long In(JsonObject price, string currency) =>
        price.Text("currency") == currency
            ? price.Number("unit_amount")
            : price.In("_currency_options").In(currency).NumberOrNull("unit_amount")
                ?? throw StripeFault.Invalid(
                    $"The price specified only supports `{price.Text("currency")}`. This doesn't match the expected currency: `{currency}`.",
                    "currency"
                );

    private static void Key(Transaction tx, JsonObject node, Params form)
    {
        if (form.Text("lookup_key") is not { } key)
        {
            form.Accept("transfer_lookup_key");
            return;
        }

        var transfer = form.Flag("transfer_lookup_key") ?? false;
        if (tx.All(Kind).FirstOrDefault(one => one.Text("lookup_key") == key) is { } other)
        {
            if (!transfer)
            {
                throw StripeFault.Invalid($"A price with lookup key `{key}` already exists. Use `transfer_lookup_key` to move it.", "lookup_key");
            }

            tx.Edit(other.Id())["lookup_key"] = null;
        }

        node["lookup_key"] = key;
    }

    private static JsonObject? Options(Params form)
    {
        var given = form.In("currency_options");
        if (!given.Names.Any())
        {
            return null;
        }

        var options = new JsonObject();
        foreach (var currency in given.Names.ToList())
        {
            var one = given.In(currency);
            options[currency] = Option(one.Number("unit_amount") ?? throw StripeFault.Missing("unit_amount"), one.Text("tax_behavior") ?? "unspecified");
        }

        return options;
    }

    private static JsonObject Option(long amount, string taxBehavior) =>
        new()
        {
            ["custom_unit_amount"] = null,
            ["tax_behavior"] = taxBehavior,
            ["unit_amount"] = amount,
            ["unit_amount_decimal"] = ((decimal)amount).Invariant(),
        };
}
