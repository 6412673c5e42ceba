using Ami.StripeSimulator.Objects;
using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator.Pages;

/// <summary>Where customers look after their subscription: card, end, plan, invoices.</summary>
internal static class PortalPage
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/p/session/{id}", (string id, StripeStore store) => store.Try(tx => Show(tx, id, null, null)));
        endpoints.MapPost(
            "/p/session/{id}",
            async (string id, HttpContext context, StripeStore store, IOptions<SimulatorOptions> options) =>
            {
                var typed = await context.Request.ReadFormAsync(context.RequestAborted);
                try
                {
                    return store.Run(tx =>
                    {
                        tx.PublicUrl = Api.PublicUrl(context, options.Value);
                        Act(tx, id, typed);
                        return Results.Redirect($"/p/session/{id}");
                    });
                }
                catch (StripeFault refused)
                {
                    return store.Try(tx => Show(tx, id, refused, typed));
                }
            }
        );
    }

    private static void Act(Transaction tx, string id, IFormCollection typed)
    {
        var session = Open(tx, id) ?? throw StripeFault.Invalid(PageTexts.For(null).NotOpen);
        var customer = session.Need("customer");
        var features = tx.Find(session.Text("configuration"))!.In("features");
        if (typed.ContainsKey("card") && features.In("payment_method_update").Flag("enabled"))
        {
            Cards.MakeDefault(tx, customer, Cards.Typed(tx, typed, customer).Id());
        }
        else if (typed["cancel"].ToString() is { Length: > 0 } ending && features.In("subscription_cancel").Flag("enabled"))
        {
            var node = Of(tx, ending, customer);
            if (features.In("subscription_cancel").Text("mode") == "immediately")
            {
                Subscriptions.End(tx, node, "cancellation_requested");
            }
            else
            {
                SubscriptionChanges.EndWithPeriod(tx, node, end: true);
                tx.Emit("customer.subscription.updated", node);
            }
        }
        else if (typed["resume"].ToString() is { Length: > 0 } kept)
        {
            var node = Of(tx, kept, customer);
            SubscriptionChanges.EndWithPeriod(tx, node, end: false);
            tx.Emit("customer.subscription.updated", node);
        }
        else if (typed["switch"].ToString().Split(' ') is [var subscription, var price] && features.In("subscription_update").Flag("enabled"))
        {
            Switch(tx, Of(tx, subscription, customer), price, features.In("subscription_update").Text("proration_behavior") ?? "none");
        }
    }

    private static void Switch(Transaction tx, JsonObject node, string price, string behavior)
    {
        var change = Params.Of([new("items[0][id]", node.Data("items").First().Id()), new("items[0][price]", price)]);
        var invoice = SubscriptionChanges.Items(
            tx,
            node,
            change.Each("items"),
            one => tx.Get(Prices.Kind, one.Need("price"), "price"),
            behavior,
            tx.Now(node.Text("test_clock"))
        );
        tx.Emit("customer.subscription.updated", node);
        if (invoice?.Text("status") == "open" && Invoices.Pay(tx, invoice, null, offSession: true) is { } declined)
        {
            // A plan that is not paid for is not switched to.
            throw new StripeFault(declined.Status, "card_error", declined.Message) { Code = declined.Code, More = declined.More };
        }
    }

    private static JsonObject? Open(Transaction tx, string id) =>
        tx.Get(Portal.Kind, id) is var session && session.Number("_expires") > tx.Wall ? session : null;

    private static JsonObject Of(Transaction tx, string id, string customer) =>
        tx.Edit(Subscriptions.Kind, id) is var node && node.Text("customer") == customer ? node : throw StripeFault.NotFound(Subscriptions.Kind, id);

    private static IResult Show(Transaction tx, string id, StripeFault? refused, IFormCollection? typed)
    {
        var known = tx.Get(Portal.Kind, id);
        var texts = PageTexts.For(known.Text("locale"));
        if (Open(tx, id) is not { } session)
        {
            return Html.Page(texts, texts.Portal, Html.Error(texts.NotOpen), 410);
        }

        var customer = session.Need("customer");
        var features = tx.Find(session.Text("configuration"))!.In("features");
        var living = tx.All(Subscriptions.Kind)
            .Where(one => one.Text("customer") == customer && one.Text("status") is not ("canceled" or "incomplete" or "incomplete_expired"))
            .ToList();
        var invoices = tx.All(Invoices.Kind).Where(one => one.Text("customer") == customer && one.Text("status") is not "draft").Reverse().ToList();
        var method = tx.Find(PaymentMethods.Default(tx, living.FirstOrDefault(), customer));
        return Html.Page(
            texts,
            texts.Portal,
            $"""
            {Html.Error(refused is null ? null : texts.Error(refused))}
            {string.Concat(living.Select(one => Subscription(tx, one, features, texts)))}
            <h2>{Html.Safe(texts.Card)}</h2>
            {(method is null ? "" : $"<p>{Html.Safe(method.In("card").Text("brand"))} ···· {Html.Safe(method.In("card").Text("last4"))}</p>")}
            <form method="post">{Html.CardFields(texts, typed)}{Html.Button("card", "1", texts.ChangeCard)}</form>
            <h2>{Html.Safe(texts.Invoices)}</h2>
            <table>{string.Concat(invoices.Select(one => Invoice(one, texts)))}</table>
            {(session.Text("return_url") is { } back ? $"<p><a href=\"{Html.Safe(back)}\">{Html.Safe(texts.Back)}</a></p>" : "")}
            """,
            refused is null ? 200 : 402
        );
    }

    private static string Subscription(Transaction tx, JsonObject node, JsonObject features, PageTexts texts)
    {
        var item = node.Data("items").First();
        var price = item.In("price");
        var currency = node.Need("currency");
        var ends = node.Flag("cancel_at_period_end");
        var act =
            ends ? Html.Button("resume", node.Id(), texts.Resume)
            : features.In("subscription_cancel").Flag("enabled") ? Html.Button("cancel", node.Id(), texts.Cancel, "quiet")
            : "";
        var others = features.In("subscription_update").Flag("enabled") ? Choices(tx, features, price.Id(), currency) : [];
        var switches = others.Select(other =>
            $"""<p>{Html.Safe(Named(tx, other))} · {Html.Safe(Html.Money(Prices.In(other, currency), currency, texts))} {Html.Button("switch", $"{node.Id()} {other.Id()}", texts.Switch, "quiet")}</p>"""
        );
        return $"""
            <h2>{Html.Safe(Named(tx, price))} · {Html.Safe(Html.Money(Prices.In(tx.Find(price.Id())!, currency), currency, texts))}</h2>
            <p>{Html.Safe(ends ? texts.EndsOn : texts.RenewsOn)} {Html.Safe(Html.Date(item.Number("current_period_end"), texts))}</p>
            <form method="post">{act}{string.Concat(switches)}</form>
            """;
    }

    /// <summary>The prices that the configuration names; without any, all that are sold again and again.</summary>
    private static List<JsonObject> Choices(Transaction tx, JsonObject features, string current, string currency)
    {
        var named = features.In("subscription_update").Each("products").SelectMany(product => product.Texts("prices")).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. tx.All(Prices.Kind)
                .Where(one => one.Flag("active") && one.Text("type") == "recurring" && one.Id() != current && (named.Count == 0 || named.Contains(one.Id())))
                .Where(one => one.Text("currency") == currency || one.In("_currency_options").ContainsKey(currency)),
        ];
    }

    private static string Named(Transaction tx, JsonObject price) => $"{tx.Find(price.Text("product"))?.Text("name")} {price.Text("nickname")}".Trim();

    private static string Invoice(JsonObject node, PageTexts texts)
    {
        var open = node.Text("status") == "open" ? $""" · <a href="/i/{node.Id()}">{Html.Safe(texts.Pay)}</a>""" : "";
        return $"""<tr><th scope="row">{Html.Safe(Html.Date(node.Number("created"), texts))} {Html.Safe(node.Text("number"))}{open}</th><td>{Html.Safe(Html.Money(node.Number("total"), node.Need("currency"), texts))}</td></tr>""";
    }
}
