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
    private readonly Action<IServiceCollection>? _services;

    private PaidWorld(SimulatedStripe stripe, ApiHost host, Dictionary<string, string?> settings, Action<IServiceCollection>? services) =>
        (Stripe, Host, _settings, _services) = (stripe, host, settings, services);

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
        return new PaidWorld(stripe, host, all, services);
    }

    /// <summary>Another process beside the first.</summary>
    public ApiHost Another() => Host.StartAnother(_settings, _services);

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

    public static Task<HttpResponseMessage> Send(SignedIn person, string act, object? body = null, string? key = null) =>
        person.Client.PostOnce($"/api/payments/{act}", body, key);

    /// <summary>What staff do to pay an invoice back.</summary>
    public static Task<HttpResponseMessage> Refund(SignedIn staff, Guid invoice, object body, string? key = null) =>
        staff.Client.PostOnce($"/api/admin/payments/invoices/{invoice}/refund", body, key);

    public static Task<MyPlan> PlanOf(SignedIn person) => person.Client.Get<MyPlan>("/api/payments/subscription");

    /// <summary>Makes the provider's next answers go wrong, of all addresses or those that begin so, one kind after the other.</summary>
    public async Task Break(int times, string? path, params IEnumerable<string> kinds)
    {
        var all = kinds.ToList();
        foreach (var kind in Enumerable.Range(0, times).Select(i => all[i % all.Count]))
        {
            using var taken = await Stripe.Control.PostAsJsonAsync(
                "/simulator/faults",
                new
                {
                    kind,
                    path,
                    seconds = 2,
                }
            );
            taken.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public async Task Mend()
    {
        using var taken = await Stripe.Control.DeleteAsync("/simulator/faults");
        taken.EnsureSuccessStatusCode();
    }

    /// <summary>How the provider's messages travel from now on.</summary>
    public async Task Travel(object mode)
    {
        using var taken = await Stripe.Control.PostAsJsonAsync("/simulator/delivery", mode);
        taken.EnsureSuccessStatusCode();
    }

    public async Task<string> CustomerOf(SignedIn person) =>
        (await Host.InScope(services => services.GetRequiredService<Customers>().Find(person.UserId, CancellationToken.None))).ShouldNotBeNull();

    /// <summary>Lets time pass for everybody, and what it brings happen; the person signs in again.</summary>
    public async Task Pass(SignedIn person, TimeSpan time)
    {
        Host.Time.Advance(time);
        Stripe.Time.Advance(time);
        Stripe.Bill();
        await Settle();
        await Heal();
        await ApiHost.SignIn(person);
    }

    /// <summary>Runs the job that heals, and what comes of it.</summary>
    public async Task Heal()
    {
        await Host.Services.GetRequiredService<HealPayments>().Run(new JobRun("heal", NullLogger.Instance), CancellationToken.None);
        await Host.DispatchEvents();
    }

    /// <summary>Delivers what the provider has to tell, and handles it.</summary>
    public async Task Settle()
    {
        await Stripe.Deliver();
        await Host.DispatchEvents();
    }

    /// <summary>The ids of all that the provider told, in some order.</summary>
    public Task<Guid[]> Told(string order, string where = "true") =>
        Scalar<Guid[]>($"select coalesce(array_agg(id order by {order}), array[]::uuid[]) from payments.stripe_events where {where}");

    /// <summary>Handles something that was told once more.</summary>
    /// <returns>Why it could not be handled.</returns>
    public Task<Error?> Again(Guid id) =>
        Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(async ct =>
            {
                await using var command = unitOfWork.Command("update payments.stripe_events set state = 'Received' where id = $1");
                command.With(id);
                await command.ExecuteNonQueryAsync(ct);
            });
            return await services.GetRequiredService<HandleStripeEvent>().Once(id, CancellationToken.None);
        });

    /// <summary>One value of the database.</summary>
    public Task<T> Scalar<T>(string sql) =>
        Host.InScope(services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            return unitOfWork.Run(async ct =>
            {
                await using var command = unitOfWork.Command(sql);
                return (T)(await command.ExecuteScalarAsync(ct)).ShouldNotBeNull();
            });
        });

    /// <summary>Erases what this module knows of somebody.</summary>
    public Task Erase(SignedIn person, ApiHost? process = null) =>
        (process ?? Host).InScope(async services =>
        {
            var erasing = services.GetServices<IPersonalData>().OfType<PaymentsPersonalData>().Single();
            await services.GetRequiredService<UnitOfWork>().Run(ct => erasing.Erase(person.UserId, ct));
            return true;
        });

    /// <summary>Does something in a transaction, and begins another in a second process before the first commits: until the second has to wait, or is over.</summary>
    /// <param name="first">Done in the transaction before the second process begins.</param>
    /// <param name="second">What the second process does.</param>
    /// <param name="then">Done in the transaction when the second has to wait, or is over.</param>
    public async Task Meanwhile(
        Func<IServiceProvider, CancellationToken, Task> first,
        Func<ApiHost, Task> second,
        Func<IServiceProvider, CancellationToken, Task>? then = null
    )
    {
        await using var beside = Another();
        var other = Task.CompletedTask;
        await Host.InScope(async services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            await unitOfWork.Run(async ct =>
            {
                await first(services, ct);
                // As another request: this one's transaction is not its.
                using (ExecutionContext.SuppressFlow())
                {
                    other = Task.Run(() => second(beside), ct);
                }

                while (!other.IsCompleted && !await IsAwaited(unitOfWork, ct))
                {
                    await Task.Yield();
                }

                await (then?.Invoke(services, ct) ?? Task.CompletedTask);
            });
            return true;
        });
        await other;
    }

    private static async Task<bool> IsAwaited(UnitOfWork unitOfWork, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
