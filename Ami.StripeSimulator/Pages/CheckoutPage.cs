using Ami.StripeSimulator.Objects;
using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator.Pages;

/// <summary>Where people pay for a checkout session.</summary>
internal static class CheckoutPage
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(
            "/c/pay/{id}",
            (string id, string? error, StripeStore store) =>
                store.Try(tx => Show(tx, id, error is null ? null : new StripeFault(402, "card_error", "") { Code = error }, null))
        );
        endpoints.MapPost(
            "/c/pay/{id}",
            async (string id, HttpContext context, StripeStore store, IOptions<SimulatorOptions> options) =>
            {
                var typed = await context.Request.ReadFormAsync(context.RequestAborted);
                var url = Api.PublicUrl(context, options.Value);
                return typed.ContainsKey("apply") ? store.Run(tx => Apply(tx, id, typed)) : Pay(store, id, typed, url);
            }
        );
    }

    /// <summary>Where a session sends people who paid.</summary>
    public static string Success(JsonObject session) => session.Need("success_url").Replace("{CHECKOUT_SESSION_ID}", session.Id(), StringComparison.Ordinal);

    private static IResult Pay(StripeStore store, string id, IFormCollection typed, string url)
    {
        try
        {
            return store.Run(tx =>
            {
                tx.PublicUrl = url;
                var session = tx.Edit(CheckoutSessions.Kind, id);
                var proof = CheckoutCompletion.Pay(tx, session, Payer(typed, session, tx.Wall));
                return Results.Redirect(proof ?? Success(session));
            });
        }
        catch (StripeFault refused)
        {
            return store.Try(tx => Show(tx, id, refused, typed));
        }
    }

    private static IResult Apply(Transaction tx, string id, IFormCollection typed)
    {
        var session = tx.Edit(CheckoutSessions.Kind, id);
        var code = session.Flag("allow_promotion_codes") ? Coupons.Typed(tx, typed["promotion"].ToString().Trim(), session.Text("customer")) : null;
        if (code is null || session.Text("_subscription") is not null)
        {
            return Show(tx, id, null, typed, PageTexts.For(session.Text("locale")).CodeInvalid);
        }

        session["_promotion_code"] = code.Id();
        session["_coupon"] = code.In("promotion").Text("coupon");
        CheckoutSessions.Total(tx, session);
        return Show(tx, id, null, typed);
    }

    private static IResult Show(Transaction tx, string id, StripeFault? refused, IFormCollection? typed, string? message = null)
    {
        var session = tx.Get(CheckoutSessions.Kind, id);
        var texts = PageTexts.For(session.Text("locale"));
        var currency = session.Need("currency");
        var lines = session.In("_line_items").Each("data").ToList();
        var title = lines.Count > 0 ? string.Join(", ", lines.Select(line => line.Text("description"))) : texts.Card;
        if (session.Text("status") != "open")
        {
            return Html.Page(texts, title, Html.Error(texts.NotOpen), 410);
        }

        var due = session.NumberOrNull("_due") ?? 0;
        var totals = session.In("total_details");
        var rows = string.Concat(lines.Select(line => Row($"{line.Number("quantity")} × {line.Text("description")}", line.Number("amount_subtotal"))));
        rows += totals.Number("amount_discount") > 0 ? Row(texts.Discount, -totals.Number("amount_discount")) : "";
        rows += totals.Number("amount_tax") > 0 ? Row(texts.Tax, totals.Number("amount_tax")) : "";
        rows += Row(texts.Total, session.Number("amount_total"), "total") + (due != session.Number("amount_total") ? Row(texts.DueToday, due, "total") : "");
        var promotion = session.Flag("allow_promotion_codes")
            ? $"""<form method="post" class="code"><label>{Html.Safe(texts.PromotionCode)}<input name="promotion"></label>{Html.Button("apply", "1", texts.Apply, "quiet")}</form>"""
            : "";
        var email = tx.Find(session.Text("customer"))?.Text("email") ?? session.Text("customer_email");
        var submit = session.Text("mode") switch
        {
            "subscription" when due == 0 => texts.StartTrial,
            "subscription" => texts.Subscribe,
            _ => texts.Pay,
        };
        return Html.Page(
            texts,
            title,
            $"""
            <table>{rows}</table>
            {promotion}
            {Html.Error(message ?? (refused is null ? null : texts.Error(refused)))}
            <form method="post">
              {(email is null ? Html.Field("email", texts.Email, typed, "", "email", "email") : $"<p class=\"hint\">{Html.Safe(email)}</p>")}
              {Html.CardFields(texts, typed)}
              {Html.Country(texts, typed?["country"])}
              {Html.Button("pay", "1", $"{submit} · {Html.Money(due, currency, texts)}")}
            </form>
            {(session.Text("cancel_url") is { } back ? $"<p><a href=\"{Html.Safe(back)}\">{Html.Safe(texts.Back)}</a></p>" : "")}
            """,
            refused is null ? 200 : 402
        );

        string Row(string label, long amount, string kind = "") =>
            $"""<tr class="{kind}"><th scope="row">{Html.Safe(label)}</th><td>{Html.Safe(Html.Money(amount, currency, texts))}</td></tr>""";
    }

    private static Payer Payer(IFormCollection typed, JsonObject session, long wall)
    {
        var (month, year) = Cards.Expiry(typed, wall);
        var country = typed["country"].ToString();
        return new Payer(
            typed["number"].ToString(),
            month,
            year,
            typed["name"].ToString(),
            typed["email"].ToString() is { Length: > 0 } email ? email : session.Text("customer_email") ?? "",
            country.Length == 2 ? country : "US"
        );
    }
}
