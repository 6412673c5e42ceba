using Ami.StripeSimulator.Billing;

namespace Ami.StripeSimulator.Objects;

/// <summary>Coupons, the codes that people type for them, and the discounts that they become.</summary>
internal static class Coupons
{
    public const string Kind = "coupon";
    public const string Code = "promotion_code";

    public static void Map(Api api)
    {
        api.Post("/v1/coupons", Create);
        api.Get("/v1/coupons", call => call.Page(call.Tx.All(Kind).Where(one => !one.Flag("deleted")), "/v1/coupons"));
        api.Get("/v1/coupons/{id}", call => call.Tx.Get(Kind, call.Id));
        api.Delete(
            "/v1/coupons/{id}",
            call =>
            {
                var node = call.Tx.Edit(Kind, call.Id);
                node["deleted"] = true;
                node["valid"] = false;
                call.Tx.Emit("coupon.deleted", node);
                return new JsonObject
                {
                    ["id"] = call.Id,
                    ["object"] = Kind,
                    ["deleted"] = true,
                };
            }
        );
        api.Post("/v1/promotion_codes", CreateCode);
        api.Get("/v1/promotion_codes", call => call.Page(call.Where(call.Tx.All(Code), "code", "active", "customer"), "/v1/promotion_codes"));
        api.Get("/v1/promotion_codes/{id}", call => call.Tx.Get(Code, call.Id));
        api.Post(
            "/v1/promotion_codes/{id}",
            call =>
            {
                var node = call.Tx.Edit(Code, call.Id);
                node["active"] = call.Form.Flag("active") ?? node.Flag("active");
                call.Metadata(node);
                return node;
            }
        );
    }

    /// <summary>Redeems a coupon, or the code for one.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="coupon">The coupon's id, or null.</param>
    /// <param name="code">The promotion code's id, or null.</param>
    /// <param name="customer">Who redeems it.</param>
    public static JsonObject Redeem(Transaction tx, string? coupon, string? code, string? customer)
    {
        var promotion = code is null ? null : tx.Edit(Code, code, "promotion_code");
        if (promotion is not null && !Usable(tx, promotion, customer))
        {
            throw StripeFault.Invalid("This promotion code is not valid.", "promotion_code", "promotion_code_invalid");
        }

        var found = tx.Edit(Kind, promotion?.In("promotion").Text("coupon") ?? coupon ?? throw StripeFault.Missing("coupon"), "coupon");
        if (!found.Flag("valid"))
        {
            throw StripeFault.Invalid("This coupon is not valid.", "coupon", "coupon_expired");
        }

        foreach (var counted in new[] { found, promotion }.OfType<JsonObject>())
        {
            counted["times_redeemed"] = counted.Number("times_redeemed") + 1;
            if (counted.NumberOrNull("max_redemptions") <= counted.Number("times_redeemed"))
            {
                counted[counted == found ? "valid" : "active"] = false;
            }
        }

        var start = tx.NowOf(customer);
        var node = tx.Add(Shapes.New("discount", Ids.New("di"), start));
        node["customer"] = customer;
        node["promotion_code"] = code;
        node["start"] = start;
        node["end"] = found.Text("duration") == "repeating" ? Periods.Add(start, "month", found.Number("duration_in_months")) : null;
        node["source"] = new JsonObject { ["coupon"] = found.Id(), ["type"] = "coupon" };
        return node;
    }

    /// <summary>The code that somebody typed, if it works for them.</summary>
    public static JsonObject? Typed(Transaction tx, string text, string? customer) =>
        tx.All(Code).FirstOrDefault(one => string.Equals(one.Text("code"), text, StringComparison.OrdinalIgnoreCase) && Usable(tx, one, customer));

    /// <summary>What a coupon takes from an amount.</summary>
    public static long Off(JsonObject coupon, long amount, string currency) =>
        coupon.Decimal("percent_off") is { } percent ? (long)Math.Round(amount * percent / 100, MidpointRounding.AwayFromZero)
        : coupon.Text("currency") == currency ? Math.Min(amount, coupon.Number("amount_off"))
        : Math.Min(amount, coupon.In("_currency_options").In(currency).Number("amount_off"));

    private static bool Usable(Transaction tx, JsonObject code, string? customer) =>
        code.Flag("active")
        && !(code.NumberOrNull("expires_at") <= tx.NowOf(customer))
        && (code.Text("customer") is not { } only || only == customer)
        && tx.Find(code.In("promotion").Text("coupon")) is { } coupon
        && coupon.Flag("valid")
        && (
            !code.In("restrictions").Flag("first_time_transaction")
            || customer is null
            || !tx.All(Charges.Kind).Any(one => one.Text("customer") == customer && one.Flag("paid"))
        );

    private static JsonObject Create(Call call)
    {
        var node = call.Tx.Add(Shapes.New(Kind, call.Form.Text("id") ?? Ids.New("co"), call.Tx.Wall));
        call.Texts(node, "name");
        node["duration"] = call.Form.OneOf("duration", "once", "forever", "repeating") ?? "once";
        node["duration_in_months"] = call.Form.Number("duration_in_months");
        node["percent_off"] = call.Form.Decimal("percent_off");
        node["amount_off"] = call.Form.Number("amount_off");
        node["currency"] = call.Form.Text("currency")?.ToLowerInvariant();
        node["max_redemptions"] = call.Form.Number("max_redemptions");
        node["redeem_by"] = call.Form.Number("redeem_by");
        node["valid"] = true;
        if (node["percent_off"] is null && (node["amount_off"] is null || node["currency"] is null))
        {
            throw StripeFault.Invalid("You must pass either `percent_off`, or `amount_off` and `currency`.");
        }

        var options = new JsonObject();
        foreach (var currency in call.Form.In("currency_options").Names.ToList())
        {
            options[currency] = new JsonObject { ["amount_off"] = call.Form.In("currency_options").In(currency).Number("amount_off") };
        }

        node["_currency_options"] = options;
        call.Metadata(node);
        call.Tx.Emit("coupon.created", node);
        return node;
    }

    private static JsonObject CreateCode(Call call)
    {
        var promotion = call.Form.In("promotion");
        promotion.Accept("type");
        var coupon = call.Tx.Get(Kind, promotion.Need("coupon"), "promotion[coupon]").Id();
        var node = call.Tx.Add(Shapes.New(Code, Ids.New("promo"), call.Tx.Wall));
        node["code"] = call.Form.Text("code") ?? Ids.New("C")[2..10].ToUpperInvariant();
        node["active"] = call.Form.Flag("active") ?? true;
        node["promotion"] = new JsonObject { ["coupon"] = coupon, ["type"] = "coupon" };
        node["customer"] = call.Form.Text("customer");
        node["expires_at"] = call.Form.Number("expires_at");
        node["max_redemptions"] = call.Form.Number("max_redemptions");
        var restrictions = call.Form.In("restrictions");
        node["restrictions"] = new JsonObject
        {
            ["first_time_transaction"] = restrictions.Flag("first_time_transaction") ?? false,
            ["minimum_amount"] = restrictions.Number("minimum_amount"),
            ["minimum_amount_currency"] = restrictions.Text("minimum_amount_currency"),
        };
        call.Metadata(node);
        call.Tx.Emit("promotion_code.created", node);
        return node;
    }
}
