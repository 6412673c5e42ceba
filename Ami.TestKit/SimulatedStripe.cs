extern alias StripeSimulator;

using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Stripe;
using StripeSimulator::Ami.StripeSimulator;
using StripeSimulator::Ami.StripeSimulator.Store;
using StripeSimulator::Ami.StripeSimulator.Webhooks;

namespace Ami.TestKit;

/// <summary>
/// The simulated Stripe on a port of this machine, within the test's process. Nothing happens behind a test's back: events are delivered by <see cref="Deliver"/>,
/// and what time brings by <see cref="Bill"/>.
/// </summary>
public sealed class SimulatedStripe : IAsyncDisposable
{
    public const string SecretKey = "sk_test_simulated";
    public const string WebhookSecret = "whsec_simulated";

    /// <summary>Where its events go: the API's endpoint, as the test server knows it.</summary>
    public const string WebhookUrl = "https://localhost/api/payments/webhook";

    private readonly WebApplicationFactory<StripeSimulator::Program> _factory;
    private readonly Destination _destination;

    private SimulatedStripe(WebApplicationFactory<StripeSimulator::Program> factory, Destination destination, ShiftedTime time)
    {
        (_factory, _destination, Time) = (factory, destination, time);
        Address = new Uri(factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new StripeClient(SecretKey, httpClient: new SystemNetHttpClient(maxNetworkRetries: 0), apiBase: Address.ToString().TrimEnd('/'));
        Control = new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { { "Authorization", $"Bearer {SecretKey}" } } };
    }

    /// <summary>Its clock, which a test moves on.</summary>
    public ShiftedTime Time { get; }

    public Uri Address { get; }

    /// <summary>The official client, pointed at it.</summary>
    public StripeClient Client { get; }

    /// <summary>Calls of <c>/simulator/…</c>, with the key.</summary>
    public HttpClient Control { get; }

    /// <summary>The configuration of a process that pays with it.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["Stripe:ApiBase"] = Address.ToString().TrimEnd('/'),
            ["Stripe:SecretKey"] = SecretKey,
            ["Stripe:WebhookSecret"] = WebhookSecret,
        };

    /// <param name="time">A clock to share with the host that pays.</param>
    /// <param name="settings">More of <c>Simulator:…</c>, such as the folder it keeps everything in.</param>
    public static SimulatedStripe Start(ShiftedTime? time = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var clock = time ?? new ShiftedTime();
        var destination = new Destination();
        var factory = new WebApplicationFactory<StripeSimulator::Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Testing").MeasureNothing();
            builder.UseSetting("Simulator:SecretKey", SecretKey);
            builder.UseSetting("Simulator:WebhookUrl", WebhookUrl);
            builder.UseSetting("Simulator:WebhookSecret", WebhookSecret);
            builder.UseSetting("Simulator:Background", "false");
            foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            builder.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                services.AddHttpClient(WebhookSender.Client).ConfigurePrimaryHttpMessageHandler(() => new Forwarding(destination));
            });
        });
        factory.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
        return new SimulatedStripe(factory, destination, clock);
    }

    /// <summary>Where events go from now on: <c>host.Server.CreateHandler()</c> of the API, or whatever a test wants to see them with.</summary>
    public void DeliverTo(HttpMessageHandler handler) => _destination.Handler = new HttpMessageInvoker(handler);

    /// <summary>Delivers what is due, and what comes of it, until nothing is. What was refused waits for its time.</summary>
    /// <returns>How many deliveries were tried.</returns>
    public async Task<int> Deliver()
    {
        var sender = _factory.Services.GetRequiredService<WebhookSender>();
        var all = 0;
        while (await sender.SendDue(CancellationToken.None) is var sent and > 0)
        {
            all += sent;
        }

        return all;
    }

    /// <summary>Bills what is due by its clock, outside test clocks.</summary>
    public void Bill() => SimulatorWork.Bill(_factory.Services.GetRequiredService<StripeStore>());

    /// <summary>What a person does on one of its pages: types a card, and sends the form.</summary>
    /// <returns>Where the page sends them; null when it shows an error, which <paramref name="page"/> gets.</returns>
    public async Task<Uri?> Pay(string url, string card = "4242424242424242", string country = "US", Action<string>? page = null, string expiry = "12 / 34") =>
        await Send(
            url,
            new Dictionary<string, string>
            {
                ["number"] = card,
                ["expiry"] = expiry,
                ["cvc"] = "123",
                ["name"] = "Ada Byron",
                ["email"] = "ada@example.com",
                ["country"] = country,
                ["pay"] = "1",
            },
            page
        );

    /// <summary>What a person does on its 3-D Secure page.</summary>
    public async Task<Uri?> Prove(Uri page, bool proved = true) =>
        await Send(page.ToString(), new Dictionary<string, string> { [proved ? "approve" : "refuse"] = "1" }, null);

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _factory.DisposeAsync();
    }

    private async Task<Uri?> Send(string url, Dictionary<string, string> form, Action<string>? page)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        using var content = new FormUrlEncodedContent(form);
        using var response = await browser.PostAsync(url, content);
        page?.Invoke(await response.Content.ReadAsStringAsync());
        return response.StatusCode == HttpStatusCode.Redirect ? new Uri(Address, response.Headers.Location!) : null;
    }

    private sealed class Destination
    {
        public HttpMessageInvoker? Handler { get; set; }
    }

    /// <summary>Each delivery goes to where events go by then.</summary>
    private sealed class Forwarding(Destination destination) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (destination.Handler ?? throw new HttpRequestException("Nobody listens.")).SendAsync(request, cancellationToken);
    }
}
