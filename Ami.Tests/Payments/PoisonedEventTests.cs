using Ami.Modules.Payments;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Tests.Payments;

/// <summary>An event on which the product itself trips: it is kept with what went wrong, and stops nothing that comes after it.</summary>
[TestClass]
[Needs<PaymentsModule>]
public sealed class PoisonedEventTests
{
    [TestMethod]
    public async Task Heal_EventThatBreaksTheHandler_GoesOnWithTheOthers()
    {
        await using var world = await PaidWorld.Start(services: services => services.AddScoped<IEventApplier, Poison>());
        using var answer = await world.Host.Deliver(PaymentsHost.Event("test.poison", "thing_1"), SimulatedStripe.WebhookSecret);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        await world.Host.DispatchEvents();
        await using var database = NpgsqlDataSource.Create(world.Host.Database.Owner);
        await using var leave = database.CreateCommand("insert into payments.departures (customer_id, left_at) values ('cus_nobody', now())");
        await leave.ExecuteNonQueryAsync();

        world.Host.Time.Advance(TimeSpan.FromMinutes(3));
        await world.Heal();
        (await Scalar("select state || ' ' || fault from payments.stripe_events where type = 'test.poison'")).ShouldBe("Failed payments.event_faulty");
        (await Scalar("select count(*) from payments.departures")).ShouldBe(0L, "what comes after it in the job");

        async Task<object?> Scalar(string sql)
        {
            await using var command = database.CreateCommand(sql);
            return await command.ExecuteScalarAsync();
        }
    }

    private sealed class Poison : IEventApplier
    {
        public bool Knows(string type) => type == "test.poison";

        public Task<Result> Apply(StripeEventRow told, Func<Guid?, CancellationToken, Task> done, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nobody thought of this.");
    }
}
