using System.Globalization;
using System.Net.Http.Json;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Payments;

/// <summary>The API with the simulated payment provider, on clocks that go together.</summary>
internal sealed class PaidWorld : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _settings;

    private PaidWorld(SimulatedStripe stripe, ApiHost host, Dictionary<string, string?> settings) => (Stripe, Host, _settings) = (stripe, host, settings);

    public SimulatedStripe Stripe { get; }

    public ApiHost Host { get; }

    public static async Task<PaidWorld> Start(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var stripe = SimulatedStripe.Start();
        var all = new Dictionary<string, string?>(stripe.Settings);
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        var host = await ApiHost.Start(
            all,
            collection =>
            {
                collection.AddSingleton<HealPayments>();
                services?.Invoke(collection);
            }
        );
        stripe.DeliverTo(host.Server.CreateHandler());
        return new PaidWorld(stripe, host, all);
    }

    /// <summary>Another process beside the first.</summary>
    public ApiHost Another() => Host.StartAnother(_settings);

    /// <summary>Somebody who subscribed, and is in their trial or has paid once.</summary>
    public async Task<SignedIn> Subscriber(string plan, bool trial, string card = "4242424242424242")
    {
        var person = await Host.SignUp();
        await Stripe.Pay(await Begin(person, plan), card);
        await Settle();
        if (!trial)
        {
            await Pass(person, TimeSpan.FromDays(14.5));
        }

        var mine = await PlanOf(person);
        mine.Subscription.ShouldNotBeNull().Standing.ShouldBe(trial ? Standing.Trial : Standing.Active);
        return person;
    }

    /// <summary>The page on which a subscription is paid.</summary>
    public static async Task<string> Begin(SignedIn person, string plan, string? key = null) =>
        (
            await Send(
                    person,
                    "subscribe",
                    new
                    {
                        plan,
                        interval = "month",
                        currency = "USD",
                    },
                    key
                )
                .Read<ProviderPage>()
        ).Url;

    public static async Task<HttpResponseMessage> Send(SignedIn person, string act, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payments/{act}");
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await person.Client.SendAsync(request);
    }

    public static Task<MyPlan> PlanOf(SignedIn person) => person.Client.Get<MyPlan>("/api/payments/subscription");

    public async Task<string> CustomerOf(SignedIn person) =>
        (await Host.InScope(services => services.GetRequiredService<Customers>().Find(person.UserId, CancellationToken.None))).ShouldNotBeNull();

    /// <summary>Lets time pass for everybody, and what it brings happen; the person signs in again.</summary>
    public async Task Pass(SignedIn person, TimeSpan time)
    {
        Host.Time.Advance(time);
        Stripe.Time.Advance(time);
        Stripe.Bill();
        await Settle();
        await Host.Services.GetRequiredService<HealPayments>().Run(new JobRun("heal", NullLogger.Instance), CancellationToken.None);
        await Host.DispatchEvents();
        await ApiHost.SignIn(person);
    }

    /// <summary>Delivers what the provider has to tell, and handles it.</summary>
    public async Task Settle()
    {
        await Stripe.Deliver();
        await Host.DispatchEvents();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
