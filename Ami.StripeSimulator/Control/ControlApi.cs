using Ami.StripeSimulator.Objects;
using Ami.StripeSimulator.Webhooks;
using Microsoft.Extensions.Options;

namespace Ami.StripeSimulator.Control;

/// <summary>
/// What Stripe has no call for: things that banks and networks do, and things that go wrong. Under <c>/simulator</c>, in JSON, with the secret key.
/// </summary>
internal static class ControlApi
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var control = endpoints
            .MapGroup("/simulator")
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var options = context.HttpContext.RequestServices.GetRequiredService<IOptions<SimulatorOptions>>().Value;
                    try
                    {
                        Api.Authenticate(context.HttpContext.Request, options);
                        return await next(context);
                    }
                    catch (StripeFault refused)
                    {
                        return Results.Json(refused.Body(), statusCode: refused.Status);
                    }
                }
            );
        Delivery(control);
        Faults(control);
        Banks(control);
        control.MapPost("/bill", (StripeStore store) => SimulatorWork.Bill(store));
        control.MapPost("/differences", (Difference what, StripeStore store) => store.Run(tx => Shown(Differences.Plant(tx, what))));
    }

    private static void Delivery(RouteGroupBuilder control)
    {
        control.MapPost("/delivery", (DeliveryMode mode, StripeStore store) => store.Run(mode.Set));
        control.MapPost("/events/{id}/again", (string id, StripeStore store) => store.Run(tx => Deliveries.Again(tx, id)));
        control.MapPost(
            "/webhook-endpoints/{id}/roll",
            (string id, NewSecret secret, StripeStore store) => store.Run(tx => new NewSecret(WebhookEndpoints.Roll(tx, id, secret.Secret)))
        );
        control.MapPost("/webhook-endpoints/{id}/end-old-secret", (string id, StripeStore store) => store.Run(tx => WebhookEndpoints.EndOldSecret(tx, id)));
    }

    private static void Faults(RouteGroupBuilder control)
    {
        control.MapPost("/faults", (NewFault fault, ApiFaults faults) => faults.Add(fault.Kind, fault.Path, fault.Times, fault.Seconds));
        control.MapDelete("/faults", (ApiFaults faults) => faults.Clear());
    }

    private static void Banks(RouteGroupBuilder control)
    {
        control.MapPost(
            "/disputes",
            (NewDispute dispute, StripeStore store) =>
                store.Run(tx => Shown(Disputes.Open(tx, tx.Edit(Charges.Kind, dispute.Charge), dispute.Reason, dispute.Inquiry)))
        );
        control.MapPost("/disputes/{id}/escalate", (string id, StripeStore store) => store.Run(tx => Shown(Disputes.Escalate(tx, tx.Edit(Disputes.Kind, id)))));
        control.MapPost(
            "/disputes/{id}/close",
            (string id, Verdict verdict, StripeStore store) => store.Run(tx => Shown(Disputes.Close(tx, tx.Edit(Disputes.Kind, id), verdict.Won)))
        );
        control.MapPost("/fraud-warnings", (OfCharge of, StripeStore store) => store.Run(tx => Shown(FraudWarnings.Warn(tx, tx.Get(Charges.Kind, of.Charge)))));
        control.MapPost(
            "/payouts",
            (StripeStore store) => store.Run(tx => Results.Json(new JsonArray([.. Payouts.Pay(tx, all: true).Select(one => Rendering.Public(one))])))
        );
    }

    private static IResult Shown(JsonObject node) => Results.Json(Rendering.Public(node));

    private sealed record NewSecret(string? Secret);

    /// <summary>Kinds are those of <see cref="ApiFaults.Add"/>.</summary>
    private sealed record NewFault(string Kind, string? Path, int Times = 1, double Seconds = 5);

    private sealed record NewDispute(string Charge, string Reason = "fraudulent", bool Inquiry = false);

    private sealed record Verdict(bool Won);

    private sealed record OfCharge(string Charge);
}
