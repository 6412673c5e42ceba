using System.Net;
using System.Text.Json.Nodes;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Payments;

[TestClass]
[Needs<PaymentsModule>]
public sealed class WebhookTests : ApiTests<WebhookTests>, IApiTests
{
    private static readonly StripeTwin Twin = new();

    static Task<ApiHost> IApiTests.StartHost() => PaymentsHost.Start(Twin);

    [TestCleanup]
    public void Calm() => Twin.Fault = null;

    [TestMethod]
    public async Task Deliver_ForgedStaleFutureOrTruncated_ChangesNothing()
    {
        var json = PaymentsHost.Event("customer.subscription.updated", "sub_forged");
        var before = await Stored();
        foreach (
            var (name, secret, seconds) in ((string, string?, int)[])
                [
                    ("no signature", null, 0),
                    ("somebody else's secret", "whsec_other", 0),
                    ("an empty secret", "", 0),
                    ("too old", PaymentsHost.Secret, -301),
                    // A message takes its time, until it is no longer of the future.
                    ("of the future", PaymentsHost.Secret, 360),
                ]
        )
        {
            using var answer = await Host.Deliver(json, secret, Host.Time.GetUtcNow().AddSeconds(seconds));
            (await answer.Code()).ShouldBe("payments.signature_invalid", name);
        }

        foreach (
            var altered in (string[])[json[..^1], json[..(json.Length / 2)], json + " ", json.Replace("sub_forged", "sub_forgeD", StringComparison.Ordinal), ""]
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments/webhook") { Content = new StringContent(altered) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TryAddWithoutValidation("Stripe-Signature", PaymentsHost.Sign(json, PaymentsHost.Secret, Host.Time.GetUtcNow()));
            using var answer = await Host.Anonymous().SendAsync(request);
            (await answer.Code()).ShouldBe("payments.signature_invalid", altered);
        }

        (await Stored()).ShouldBe(before);
    }

    [TestMethod]
    [DataRow("t=,v1=")]
    [DataRow("t=abc,v1=abc")]
    [DataRow("v1=00")]
    [DataRow("t=99999999999999999999,v1=00")]
    [DataRow(",,,=")]
    [DataRow("t=1,t=1,v1=0,v1=0")]
    public async Task Deliver_HeaderThatIsNone_IsRefused(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments/webhook") { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Stripe-Signature", header);
        using var answer = await Host.Anonymous().SendAsync(request);
        (await answer.Code()).ShouldBe("payments.signature_invalid");
    }

    [TestMethod]
    [DataRow("""{"id":"evt_1"}""")]
    [DataRow("[]")]
    [DataRow("""{"id":1,"type":2,"data":{"object":{}}}""")]
    [DataRow("""{"id":"","type":"x","data":{"object":{}}}""")]
    public async Task Deliver_SignedButNoEvent_IsRefused(string json)
    {
        using var answer = await Host.Deliver(json);
        (await answer.Code()).ShouldBe("payments.event_malformed");
    }

    [TestMethod]
    public async Task Deliver_EitherSecretAndEitherEndpoint_IsTakenOnce()
    {
        var json = PaymentsHost.Event("customer.subscription.updated", "sub_nobody", id: "evt_once");
        foreach (
            var (secret, path) in ((string, string)[])
                [(PaymentsHost.FormerSecret, "/api/payments/webhook"), (PaymentsHost.Secret, "/api/payments/webhook/next")]
        )
        {
            using var answer = await Host.Deliver(json, secret, path: path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await Events("evt_once")).Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Deliver_UnknownKind_IsKeptAndShown()
    {
        await Host.Tell("issuing_dispute.spoken_of", "idp_1", id: "evt_unknown");
        (await Events("evt_unknown")).Single().State.ShouldBe(EventState.Kept);
    }

    [TestMethod]
    public async Task Handle_ProviderAwayOrTalkingNonsense_GrantsNothingAndHealsByItself()
    {
        var (person, customer) = await Host.Customer();
        var id = $"sub_{person.UserId:N}";
        Twin.Put($"/v1/subscriptions/{id}", PaymentsHost.Subscription(id, customer, "active"));
        var faults = new (string Name, Func<HttpRequestMessage, Task<HttpResponseMessage>> Fault)[]
        {
            ("away", _ => throw new HttpRequestException("refused")),
            ("broken", _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.InternalServerError, "{}"))),
            ("a page", _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.OK, "<html>Welcome</html>"))),
            ("nothing", _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.OK, ""))),
            ("an empty thing", _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.OK, "{}"))),
            ("a list", _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.OK, "[1,2]"))),
            (
                "somebody else's",
                _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.OK, PaymentsHost.Subscription("sub_other", customer, "active").ToJsonString()))
            ),
            ("without a key", _ => Task.FromResult(StripeTwin.Answer(HttpStatusCode.Unauthorized, """{"error":{"type":"invalid_request_error"}}"""))),
        };
        foreach (var (name, fault) in faults)
        {
            Twin.Fault = fault;
            var event_ = $"evt_{name.Replace(' ', '_')}";
            await Host.Tell("customer.subscription.created", id, customer, event_);
            (await PlanOf(person)).ShouldBe("free", name);
            (await Events(event_)).Single().State.ShouldBe(EventState.Failed, name);
        }

        Twin.Fault = null;
        Host.Time.Advance(TimeSpan.FromMinutes(3));
        await Heal();
        (await PlanOf(person)).ShouldBe("pro");
        (await Events("evt_away")).Single().State.ShouldBe(EventState.Handled);
    }

    [TestMethod]
    public async Task Heal_EventThatNeverArrived_IsFoundInTheProvidersList()
    {
        var (person, customer) = await Host.Customer();
        var id = $"sub_{person.UserId:N}";
        Twin.Put($"/v1/subscriptions/{id}", PaymentsHost.Subscription(id, customer, "active", "premium"));
        Twin.Put("/v1/events/evt_lost", (JsonObject)JsonNode.Parse(PaymentsHost.Event("customer.subscription.created", id, customer, "evt_lost"))!);
        await Heal();
        await Host.DispatchEvents();
        (await PlanOf(person)).ShouldBe("premium");
        (await Events("evt_lost")).Single().State.ShouldBe(EventState.Handled);
    }

    [TestMethod]
    public async Task Erase_PersonWithASubscription_IsForgottenByTheProviderToo()
    {
        var (person, customer) = await Host.Customer();
        var id = $"sub_{person.UserId:N}";
        Twin.Put($"/v1/subscriptions/{id}", PaymentsHost.Subscription(id, customer, "active"));
        await Host.Tell("customer.subscription.created", id, customer, "evt_leaver");
        await Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(ct => services.GetServices<IPersonalData>().OfType<PaymentsPersonalData>().Single().Erase(person.UserId, ct));
            return true;
        });
        (await Events("evt_leaver")).Single().Payload.ShouldBeNull();
        Twin.Put(
            $"/v1/customers/{customer}",
            new JsonObject
            {
                ["id"] = customer,
                ["object"] = "customer",
                ["deleted"] = true,
            }
        );
        await Heal();
        Twin.Asked.ShouldContain(one => one.Method == "DELETE" && one.Path == $"/v1/customers/{customer}");
        await Host.InScope(async services =>
        {
            (await services.GetRequiredService<PaymentsDb>().Departures.CountAsync()).ShouldBe(0);
            return true;
        });
    }

    private static async Task Heal() =>
        await Host
            .Services.GetRequiredService<HealPayments>()
            .Run(new JobRun("heal", Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance), CancellationToken.None);

    private static async Task<string?> PlanOf(SignedIn person) =>
        JsonNode.Parse(await person.Client.GetStringAsync("/api/payments/subscription"))!["plan"]!.GetValue<string>();

    private static Task<int> Stored() => Host.InScope(services => services.GetRequiredService<PaymentsDb>().StripeEvents.CountAsync());

    private static Task<List<StripeEventRow>> Events(string stripeId) =>
        Host.InScope(services => services.GetRequiredService<PaymentsDb>().StripeEvents.AsNoTracking().Where(e => e.StripeId == stripeId).ToListAsync());
}
