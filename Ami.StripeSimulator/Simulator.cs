using Ami.StripeSimulator.Control;
using Ami.StripeSimulator.Objects;
using Ami.StripeSimulator.Pages;
using Ami.StripeSimulator.Webhooks;

namespace Ami.StripeSimulator;

/// <summary>What the process consists of.</summary>
internal static class Simulator
{
    public static void AddSimulator(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<SimulatorOptions>()
            .Bind(builder.Configuration.GetSection("Simulator"))
            .Validate(options => options.SecretKey.Length > 0, "Simulator:SecretKey is what clients sign their requests with; it must be set.")
            .ValidateOnStart();
        builder.Services.AddSingleton<StripeStore>();
        builder.Services.AddSingleton<ApiFaults>();
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddHttpClient(WebhookSender.Client, client => client.Timeout = TimeSpan.FromSeconds(20));
        builder.Services.AddHostedService<SimulatorWork>();
    }

    public static void MapSimulator(this WebApplication app)
    {
        var api = new Api(app);
        Action<Api>[] objects =
        [
            Accounts.Map,
            BalanceTransactions.Map,
            Charges.Map,
            CheckoutSessions.Map,
            Coupons.Map,
            Customers.Map,
            Disputes.Map,
            Events.Map,
            FraudWarnings.Map,
            InvoiceApi.Map,
            PaymentIntents.Map,
            PaymentMethods.Map,
            Payouts.Map,
            Portal.Map,
            Prices.Map,
            Products.Map,
            Prorations.Map,
            Refunds.Map,
            SetupIntents.Map,
            SubscriptionApi.Map,
            TestClocks.Map,
            WebhookEndpoints.Map,
        ];
        foreach (var map in objects)
        {
            map(api);
        }

        CheckoutPage.Map(app);
        InvoicePage.Map(app);
        PortalPage.Map(app);
        ThreeDSecurePage.Map(app);
        ControlApi.Map(app);
        app.MapGet("/simulator.css", () => Results.Stream(typeof(Simulator).Assembly.GetManifestResourceStream("simulator.css")!, "text/css"));
        app.MapFallback(
            "/v1/{**path}",
            (HttpContext context) =>
                Results.Json(StripeFault.Invalid($"Unrecognized request URL ({context.Request.Method}: {context.Request.Path}).").Body(), statusCode: 404)
        );
    }
}
