using Ami.StripeSimulator.Objects;
using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator.Pages;

/// <summary>Where an invoice that could not be paid by itself is paid: with another card, or by proving who one is.</summary>
internal static class InvoicePage
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/i/{id}", (string id, StripeStore store) => store.Try(tx => Show(tx, id, null, null)));
        endpoints.MapPost(
            "/i/{id}",
            async (string id, HttpContext context, StripeStore store, IOptions<SimulatorOptions> options) =>
            {
                var typed = await context.Request.ReadFormAsync(context.RequestAborted);
                try
                {
                    return store.Run(tx =>
                    {
                        tx.PublicUrl = Api.PublicUrl(context, options.Value);
                        return Pay(tx, id, typed);
                    });
                }
                catch (StripeFault refused)
                {
                    return store.Try(tx => Show(tx, id, refused, typed));
                }
            }
        );
    }

    private static IResult Pay(Transaction tx, string id, IFormCollection typed)
    {
        var invoice = tx.Edit(Invoices.Kind, id);
        var customer = invoice.Need("customer");
        var method = Cards.Typed(tx, typed, customer);
        Cards.MakeDefault(tx, customer, method.Id());
        if (Invoices.Pay(tx, invoice, method.Id(), offSession: false) is { } declined)
        {
            throw declined;
        }

        return Results.Redirect(tx.Find(invoice.Text("_payment_intent"))?.In("next_action").In("redirect_to_url").Text("url") ?? $"/i/{id}");
    }

    private static IResult Show(Transaction tx, string id, StripeFault? refused, IFormCollection? typed)
    {
        var invoice = tx.Get(Invoices.Kind, id);
        var texts = PageTexts.For(tx.Find(invoice.Text("customer"))?.Texts("preferred_locales").FirstOrDefault());
        var title = $"{invoice.Text("number")} · {Html.Money(invoice.Number("total"), invoice.Need("currency"), texts)}";
        return invoice.Text("status") switch
        {
            "paid" => Html.Page(texts, title, $"<p>{Html.Safe(texts.Paid)}</p>"),
            "open" => Html.Page(
                texts,
                title,
                $"""
                {Html.Error(refused is null ? null : texts.Error(refused))}
                <form method="post">
                  {Html.CardFields(texts, typed)}
                  {Html.Button("pay", "1", $"{texts.Pay} · {Html.Money(invoice.Number("amount_remaining"), invoice.Need("currency"), texts)}")}
                </form>
                """,
                refused is null ? 200 : 402
            ),
            _ => Html.Page(texts, title, Html.Error(texts.NotOpen), 410),
        };
    }
}
