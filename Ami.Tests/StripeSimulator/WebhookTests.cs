using System.Net;
using System.Net.Http.Json;
using Ami.AppHost.Setup;
using Ami.TestKit;
using Stripe;

namespace Ami.Tests.StripeSimulator;

/// <summary>Events of the simulated Stripe arrive signed, at least once, and go wrong as asked.</summary>
[TestClass]
public sealed class WebhookTests : IDisposable
{
    private readonly Listener _listener = new();
    private SimulatedStripe _stripe = null!;

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public void Start()
    {
        _stripe = SimulatedStripe.Start();
        _stripe.DeliverTo(_listener);
    }

    [TestCleanup]
    public async Task Stop() => await _stripe.DisposeAsync();

    public void Dispose() => _listener.Dispose();

    [TestMethod]
    public async Task Delivery_OfAnEvent_IsSignedAsStripeNetExpects()
    {
        await Happen();
        (await _stripe.Deliver()).ShouldBe(1);
        var (body, signature) = _listener.Received.Single();
        var told = EventUtility.ConstructEvent(body, signature, SimulatedStripe.WebhookSecret);
        (told.Type, told.Data.Object.ShouldBeOfType<Customer>().Email).ShouldBe(("customer.created", "1@example.com"));
        Should.Throw<StripeException>(() =>
            EventUtility.ConstructEvent(body.Replace("1@", "2@", StringComparison.Ordinal), signature, SimulatedStripe.WebhookSecret)
        );
        Should.Throw<StripeException>(() => EventUtility.ConstructEvent(body, signature, "whsec_other"));
    }

    [TestMethod]
    public async Task Delivery_OfAnEvent_IsSignedAsNpmStripeExpects()
    {
        await Happen();
        await _stripe.Deliver();
        var (body, signature) = _listener.Received.Single();
        (await Node(SimulatedStripe.WebhookSecret, body, signature)).ShouldContain("customer.created");
        (await Node(SimulatedStripe.WebhookSecret, body + " ", signature)).ShouldContain("StripeSignatureVerificationError");
    }

    [TestMethod]
    public async Task Delivery_NotAccepted_IsTriedAgainLaterUntilItIs()
    {
        _listener.Answer = HttpStatusCode.InternalServerError;
        await Happen();
        (await _stripe.Deliver()).ShouldBe(1);
        (await Only()).PendingWebhooks.ShouldBe(1);
        _stripe.Time.Advance(TimeSpan.FromSeconds(2));
        (await _stripe.Deliver()).ShouldBe(1);
        _listener.Answer = HttpStatusCode.OK;
        (await _stripe.Deliver()).ShouldBe(0);
        _stripe.Time.Advance(TimeSpan.FromSeconds(4));
        (await _stripe.Deliver()).ShouldBe(1);
        (await Only()).PendingWebhooks.ShouldBe(0);
        _stripe.Time.Advance(TimeSpan.FromDays(1));
        (await _stripe.Deliver()).ShouldBe(0);
    }

    [TestMethod]
    public async Task Delivery_InDisorderAndTwice_BringsEachEventTwiceInAnotherOrder()
    {
        await Control("delivery", new { duplicate = true, shuffle = 5 });
        for (var i = 0; i < 8; i++)
        {
            await Happen();
        }

        (await _stripe.Deliver()).ShouldBe(16);
        var order = _listener.Received.Select(one => EventUtility.ParseEvent(one.Body).Id).ToList();
        order.GroupBy(id => id).Select(group => group.Count()).ShouldAllBe(count => count == 2);
        order.Distinct().ShouldNotBe((await _stripe.Client.V1.Events.ListAsync()).Data.Select(one => one.Id).Reverse());
    }

    [TestMethod]
    public async Task Delivery_HeldOrDropped_ComesLaterOrNever()
    {
        await Control("delivery", new { hold = true });
        await Happen();
        (await _stripe.Deliver()).ShouldBe(0);
        await Control("delivery", new { drop = true });
        await Happen();
        await Control("delivery", new { });
        (await _stripe.Deliver()).ShouldBe(1);
        var lost = (await _stripe.Client.V1.Events.ListAsync()).Data[0];
        lost.Id.ShouldNotBe(EventUtility.ParseEvent(_listener.Received.Single().Body).Id);
        await Control($"events/{lost.Id}/again", new { });
        (await _stripe.Deliver()).ShouldBe(1);
    }

    [TestMethod]
    public async Task Secret_WhileRolled_BothAreGoodUntilTheOldEnds()
    {
        using var rolled = await _stripe.Control.PostAsJsonAsync("/simulator/webhook-endpoints/we_configured/roll", new { secret = "whsec_new" });
        rolled.EnsureSuccessStatusCode();
        await Happen();
        await _stripe.Deliver();
        var (body, signature) = _listener.Received.Single();
        signature.Split("v1=").Length.ShouldBe(3);
        EventUtility.ConstructEvent(body, signature, SimulatedStripe.WebhookSecret).Type.ShouldBe("customer.created");
        EventUtility.ConstructEvent(body, signature, "whsec_new").Type.ShouldBe("customer.created");
        await Control("webhook-endpoints/we_configured/end-old-secret", new { });
        await Happen();
        await _stripe.Deliver();
        (body, signature) = _listener.Received[^1];
        Should.Throw<StripeException>(() => EventUtility.ConstructEvent(body, signature, SimulatedStripe.WebhookSecret));
        EventUtility.ConstructEvent(body, signature, "whsec_new").Type.ShouldBe("customer.created");
    }

    [TestMethod]
    public async Task Endpoint_ForOneKindOfEvent_HearsNoOther()
    {
        var made = await _stripe.Client.V1.WebhookEndpoints.CreateAsync(
            new WebhookEndpointCreateOptions { Url = "https://elsewhere/hook", EnabledEvents = ["product.created"] }
        );
        made.Secret.ShouldStartWith("whsec_");
        await Happen();
        await _stripe.Client.V1.Products.CreateAsync(new ProductCreateOptions { Name = "Pro" });
        await _stripe.Deliver();
        _listener.Received.Count.ShouldBe(3);
        var (body, signature) = _listener.At("elsewhere").Single();
        EventUtility.ConstructEvent(body, signature, made.Secret).Type.ShouldBe("product.created");
    }

    [TestMethod]
    public async Task Control_WithoutTheKey_IsRefused()
    {
        using var stranger = new HttpClient { BaseAddress = _stripe.Address };
        using var refused = await stranger.PostAsJsonAsync("/simulator/delivery", new { drop = true });
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Happen();
        (await _stripe.Deliver()).ShouldBe(1);
    }

    private int _happened;

    private Task<Customer> Happen() => _stripe.Client.V1.Customers.CreateAsync(new CustomerCreateOptions { Email = $"{++_happened}@example.com" });

    private async Task<Event> Only() => (await _stripe.Client.V1.Events.ListAsync()).Data.Single();

    private async Task Control(string path, object what)
    {
        using var done = await _stripe.Control.PostAsJsonAsync($"/simulator/{path}", what);
        done.StatusCode.ShouldBe(HttpStatusCode.OK, await done.Content.ReadAsStringAsync());
    }

    private async Task<string> Node(string secret, string body, string signature) =>
        await Command.RunAsync(
            "node",
            ["webhook.mjs", secret, body, signature],
            await InteropPrograms.Folder(),
            "See Ami.Tests/Interop.",
            TestContext.CancellationToken
        );

    /// <summary>Keeps what arrives.</summary>
    private sealed class Listener : HttpMessageHandler
    {
        private readonly List<(string Host, string Body, string Signature)> _received = [];

        public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

        public IReadOnlyList<(string Body, string Signature)> Received => [.. _received.Select(one => (one.Body, one.Signature))];

        public IEnumerable<(string Body, string Signature)> At(string host) =>
            _received.Where(one => one.Host == host).Select(one => (one.Body, one.Signature));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            _received.Add((request.RequestUri!.Host, body, request.Headers.GetValues("Stripe-Signature").Single()));
            return new HttpResponseMessage(Answer);
        }
    }
}
