using Ami.Modules.Identity.Contracts;
using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stripe;
using Plan = Ami.Modules.Identity.Contracts.Plan;

namespace Ami.Tests.Payments;

/// <summary>
/// Whatever order events come in, and however often, the end is what the last state of the subscription says in the table below: through the database, in the order of things and
/// backwards. All orders are tried without one (<see cref="SubscriptionFoldTests"/>).
/// </summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class EventOrderTests : ApiTests<EventOrderTests>, IApiTests
{
    private static readonly StripeTwin Twin = new();

    /// <summary>Life cycles, as states that follow one another, and what the last one gives.</summary>
    private static readonly (string Name, (string Status, string Plan)[] States, Standing Standing, Plan Granted)[] Lives =
    [
        ("begun", [("incomplete", "pro"), ("active", "pro")], Standing.Active, Plan.Pro),
        ("never paid", [("incomplete", "pro"), ("incomplete_expired", "pro")], Standing.Ended, Plan.Free),
        ("tried and paid", [("trialing", "basic"), ("active", "basic")], Standing.Active, Plan.Basic),
        ("tried and ended", [("trialing", "basic"), ("canceled", "basic")], Standing.Ended, Plan.Free),
        ("tried without a card", [("trialing", "basic"), ("paused", "basic")], Standing.Paused, Plan.Free),
        ("upgraded", [("active", "basic"), ("active", "premium")], Standing.Active, Plan.Premium),
        ("not renewed", [("active", "pro"), ("past_due", "pro")], Standing.Grace, Plan.Pro),
        ("recovered", [("active", "pro"), ("past_due", "pro"), ("active", "pro")], Standing.Active, Plan.Pro),
        ("given up", [("active", "pro"), ("past_due", "pro"), ("unpaid", "pro")], Standing.Unpaid, Plan.Free),
        ("dunned to the end", [("active", "pro"), ("past_due", "pro"), ("canceled", "pro")], Standing.Ended, Plan.Free),
        ("cancelled", [("incomplete", "pro"), ("active", "pro"), ("canceled", "pro")], Standing.Ended, Plan.Free),
        ("up and down", [("trialing", "basic"), ("active", "pro"), ("active", "premium"), ("active", "basic")], Standing.Active, Plan.Basic),
    ];

    static Task<ApiHost> IApiTests.StartHost() => PaymentsHost.Start(Twin);

    public static IEnumerable<object[]> Names => Lives.Select(life => (object[])[life.Name]);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Handle_EitherOrderOfALife_EndsInItsLastState(string name)
    {
        var life = Lives.Single(one => one.Name == name);
        var (person, customer) = await Host.Customer();
        foreach (var (order, number) in Orders(life.States.Length).Select((order, i) => (order, i)))
        {
            var id = $"sub_{person.UserId:N}_{number}";
            var reached = 0;
            foreach (var told in order.SelectMany(one => new[] { one, one }))
            {
                // An event is told of a state that the provider has reached, or has left already.
                reached = Math.Max(reached, told);
                var (status, plan) = life.States[reached];
                Twin.Put($"/v1/subscriptions/{id}", PaymentsHost.Subscription(id, customer, status, plan));
                await Handle("customer.subscription.updated", id, customer);
            }

            var row = await Row(id);
            (row.Standing, row.Granted).ShouldBe((life.Standing, life.Granted), string.Join(',', order));
            await Forget(person.UserId);
        }
    }

    [TestMethod]
    public async Task Apply_FetchedInOrderAppliedInAny_KeepsTheLastFetched()
    {
        var (person, customer) = await Host.Customer();
        string[] states = ["incomplete", "active", "past_due", "active", "canceled"];
        foreach (var order in Orders(states.Length).Append([4, 0, 3, 1, 2]))
        {
            var id = $"sub_{Guid.CreateVersion7():N}";
            foreach (var i in order)
            {
                var read = StripeEntity.FromJson<Subscription>(PaymentsHost.Subscription(id, customer, states[i]).ToJsonString());
                await Host.InScope(services => services.GetRequiredService<ApplySubscription>().Apply(read, i + 1, CancellationToken.None));
            }

            (await Row(id)).Standing.ShouldBe(Standing.Ended, string.Join(',', order));
        }

        (await PlanOf(person.UserId)).ShouldBe(Plan.Free);
    }

    [TestMethod]
    public async Task Handle_TwoSubscriptions_GiveTheLargerPlanUntilItEnds()
    {
        var (person, customer) = await Host.Customer();
        foreach (var (id, plan) in ((string, string)[])[("sub_small", "basic"), ("sub_large", "premium")])
        {
            Twin.Put($"/v1/subscriptions/{id}", PaymentsHost.Subscription(id, customer, "active", plan));
            await Handle("customer.subscription.created", id, customer);
        }

        (await PlanOf(person.UserId)).ShouldBe(Plan.Premium);
        Twin.Put("/v1/subscriptions/sub_large", PaymentsHost.Subscription("sub_large", customer, "canceled", "premium"));
        await Handle("customer.subscription.deleted", "sub_large", customer);
        (await PlanOf(person.UserId)).ShouldBe(Plan.Basic);
    }

    [TestMethod]
    public async Task Handle_SomebodyElsesCustomer_IsKeptAndGrantsNothing()
    {
        Twin.Put("/v1/subscriptions/sub_foreign", PaymentsHost.Subscription("sub_foreign", "cus_nobody", "active"));
        await Host.Tell("customer.subscription.created", "sub_foreign", "cus_nobody", "evt_foreign");
        await Host.InScope(async services =>
        {
            var db = services.GetRequiredService<PaymentsDb>();
            (await db.Subscriptions.AnyAsync(s => s.StripeId == "sub_foreign")).ShouldBeFalse();
            (await db.StripeEvents.SingleAsync(e => e.StripeId == "evt_foreign")).State.ShouldBe(EventState.Kept);
            return true;
        });
    }

    /// <summary>Without the way over HTTP and the outbox, which the tests of the webhook go.</summary>
    private static Task Handle(string type, string id, string customer) =>
        Host.InScope(async services =>
        {
            var intake = services.GetRequiredService<EventIntake>();
            var row = intake.Read(PaymentsHost.Event(type, id, customer)).ShouldNotBeNull();
            await intake.Store([row], CancellationToken.None);
            (await services.GetRequiredService<HandleStripeEvent>().Once(row.Id, CancellationToken.None)).ShouldBeNull();
            return true;
        });

    private static Task<SubscriptionRow> Row(string stripeId) =>
        Host.InScope(services => services.GetRequiredService<PaymentsDb>().Subscriptions.AsNoTracking().SingleAsync(s => s.StripeId == stripeId));

    private static Task<Plan> PlanOf(Guid userId) =>
        Host.InScope(async services => (await services.GetRequiredService<IPersonDirectory>().Find(userId)).ShouldNotBeNull().Plan);

    private static Task Forget(Guid userId) =>
        Host.InScope(services => services.GetRequiredService<PaymentsDb>().Subscriptions.Where(s => s.UserId == userId).ExecuteDeleteAsync());

    private static IEnumerable<int[]> Orders(int states) =>
        [
            [.. Enumerable.Range(0, states)],
            [.. Enumerable.Range(0, states).Reverse()],
        ];
}
