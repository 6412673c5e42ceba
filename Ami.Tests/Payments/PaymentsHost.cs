using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace Ami.Tests.Payments;

/// <summary>The API with a payment provider that a test holds in its hands.</summary>
internal static class PaymentsHost
{
    public const string Secret = "whsec_test";
    public const string FormerSecret = "whsec_former";

    public static Task<ApiHost> Start(StripeTwin twin, TestDatabase? database = null) => ApiHost.Start(Settings(), services => Add(services, twin), database);

    public static ApiHost Beside(ApiHost host, StripeTwin twin) => host.StartAnother(Settings(), services => Add(services, twin));

    public static Dictionary<string, string?> Settings() =>
        new()
        {
            ["Stripe:SecretKey"] = "sk_test_twin",
            ["Stripe:ApiBase"] = "http://stripe.test",
            ["Stripe:WebhookSecret"] = $"{Secret}, {FormerSecret}",
        };

    private static void Add(IServiceCollection services, StripeTwin twin)
    {
        services.AddSingleton<HealPayments>();
        // A handler for each client: whoever makes clients anew throws the handlers of the former away.
        services.AddHttpClient(StripeSetup.Client).ConfigurePrimaryHttpMessageHandler(() => new Passing(twin));
    }

    /// <summary>Sends an event as the provider does.</summary>
    public static async Task<HttpResponseMessage> Deliver(
        this ApiHost host,
        string json,
        string? secret = Secret,
        DateTimeOffset? at = null,
        string path = "/api/payments/webhook"
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", Sign(json, secret, at ?? host.Time.GetUtcNow()));
        }

        return await host.Anonymous().SendAsync(request);
    }

    /// <summary>Sends an event that has to be taken, and handles it.</summary>
    public static async Task Tell(this ApiHost host, string type, string objectId, string? customer = null, string? id = null)
    {
        using var answer = await host.Deliver(Event(type, objectId, customer, id));
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
        await host.DispatchEvents();
    }

    public static string Sign(string json, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"t={seconds},v1={EventUtility.ComputeSignature(secret, seconds, json)}";
    }

    public static string Event(string type, string objectId, string? customer = null, string? id = null) =>
        new JsonObject
        {
            ["id"] = id ?? $"evt_{Guid.CreateVersion7():N}",
            ["object"] = "event",
            ["type"] = type,
            ["api_version"] = StripeSetup.Version,
            ["livemode"] = false,
            ["created"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            ["data"] = new JsonObject
            {
                ["object"] = new JsonObject
                {
                    ["id"] = objectId,
                    ["object"] = type.Split('.')[0],
                    ["customer"] = customer,
                },
            },
        }.ToJsonString();

    /// <summary>A person who is a customer of the provider.</summary>
    public static async Task<(SignedIn Person, string Customer)> Customer(this ApiHost host)
    {
        var person = await host.SignUp();
        var customer = $"cus_{person.UserId:N}";
        await host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(async ct =>
            {
                await using var command = unitOfWork.Command("insert into payments.customers (user_id, customer_id, created_at) values ($1, $2, now())");
                command.With(person.UserId).With(customer);
                await command.ExecuteNonQueryAsync(ct);
            });
            return true;
        });
        return (person, customer);
    }

    /// <summary>A subscription as the provider writes it.</summary>
    public static JsonObject Subscription(string id, string customer, string status, string plan = "pro", DateTimeOffset? start = null)
    {
        var begins = (start ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "subscription",
            ["customer"] = customer,
            ["status"] = status,
            ["currency"] = "usd",
            ["created"] = begins,
            ["start_date"] = begins,
            ["cancel_at_period_end"] = false,
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "si_" + id,
                        ["object"] = "subscription_item",
                        ["current_period_start"] = begins,
                        ["current_period_end"] = begins + 30 * 86_400,
                        ["price"] = Price(plan),
                    }
                ),
            },
        };
    }

    public static JsonObject Price(string plan, string interval = "month") =>
        new()
        {
            ["id"] = $"price_{plan}_{interval}",
            ["object"] = "price",
            ["currency"] = "usd",
            ["unit_amount"] = 2_900,
            ["metadata"] = new JsonObject { ["plan"] = plan, ["interval"] = interval },
        };

    private sealed class Passing(HttpMessageHandler to) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _to = new(to, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _to.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _to.Dispose();
            base.Dispose(disposing);
        }
    }
}
