using Ami.StripeSimulator.Objects;
using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator.Pages;

/// <summary>The bank that asks whether it is you.</summary>
internal static class ThreeDSecurePage
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/3ds/{id}", (string id, StripeStore store) => store.Try(tx => Show(tx, id)));
        endpoints.MapPost(
            "/3ds/{id}",
            async (string id, HttpContext context, StripeStore store, IOptions<SimulatorOptions> options) =>
            {
                var typed = await context.Request.ReadFormAsync(context.RequestAborted);
                return store.Run(tx =>
                {
                    tx.PublicUrl = Api.PublicUrl(context, options.Value);
                    return Answer(tx, id, typed.ContainsKey("approve"));
                });
            }
        );
    }

    private static IResult Answer(Transaction tx, string id, bool proved)
    {
        var intent = tx.Edit(Asking(tx, id).Id());
        if (intent.Text("status") != "requires_action")
        {
            return Show(tx, id);
        }

        var refused = intent.Kind() == SetupIntents.Kind ? SetupIntents.Authenticated(tx, intent, proved) : Payments.Authenticated(tx, intent, proved);
        return Results.Redirect(
            tx.Find(intent.Text("_session")) is { } session
                ? refused is null
                    ? CheckoutPage.Success(session)
                    : $"/c/pay/{session.Id()}?error={refused.Code}"
                : intent.Text("_invoice") is { } invoice
                    ? $"/i/{invoice}"
                    : intent.Text("_return_url") ?? $"/3ds/{id}"
        );
    }

    /// <summary>What asks: a payment, or a card that is kept for one.</summary>
    private static JsonObject Asking(Transaction tx, string id) =>
        tx.Find(id) is { } node && node.Kind() == SetupIntents.Kind ? node : tx.Get(PaymentIntents.Kind, id);

    private static IResult Show(Transaction tx, string id)
    {
        var intent = Asking(tx, id);
        var texts = PageTexts.For(
            tx.Find(intent.Text("_session"))?.Text("locale") ?? tx.Find(intent.Text("customer"))?.Texts("preferred_locales").FirstOrDefault()
        );
        return intent.Text("status") == "requires_action"
            ? Html.Page(
                texts,
                texts.Prove,
                $"""
                <p>{Html.Safe(texts.ProveExplained)} {Html.Safe(
                    intent.Kind() == SetupIntents.Kind ? "" : Html.Money(intent.Number("amount"), intent.Need("currency"), texts)
                )}</p>
                <form method="post">{Html.Button("approve", "1", texts.Approve)} {Html.Button("refuse", "1", texts.Refuse, "quiet")}</form>
                """
            )
            : Html.Page(texts, texts.Prove, Html.Error(texts.NotOpen), 410);
    }
}
