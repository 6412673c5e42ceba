using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

[TestClass]
public class OutboxTests
{
    private TestDatabase _database = null!;
    private ManualTime _time = null!;

    [TestInitialize]
    public async Task Start()
    {
        _database = await CoreHost.CreateDatabase();
        _time = new ManualTime();
    }

    [TestMethod]
    public async Task Publish_Committed_HandledOnce()
    {
        await using var services = Build();
        var operation = await Publish(services);
        var dispatcher = services.GetRequiredService<OutboxDispatcher>();

        (await dispatcher.DispatchOnce(default)).ShouldBe(1);
        (await dispatcher.DispatchOnce(default)).ShouldBe(0);
        (await Heard(operation)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Publish_RolledBack_IsNeverHeard()
    {
        await using var services = Build();
        var operation = await Publish(services, refuse: true);

        (await services.GetRequiredService<OutboxDispatcher>().DispatchOnce(default)).ShouldBe(0);
        (await Heard(operation)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Dispatch_HandlerFails_RollsBackAndRetriesAfterBackOff()
    {
        await using var services = Build(failingAttempts: 1);
        var operation = await Publish(services);
        var dispatcher = services.GetRequiredService<OutboxDispatcher>();

        await dispatcher.DispatchOnce(default);
        (await Heard(operation)).ShouldBe(0, "the failed attempt left its row");
        (await dispatcher.DispatchOnce(default)).ShouldBe(0, "it is not due yet");

        _time.Advance(TimeSpan.FromSeconds(2));
        await dispatcher.DispatchOnce(default);
        (await Heard(operation)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Dispatch_KeepsFailing_BecomesADeadLetterThatCanBeRetried()
    {
        await using var services = Build(failingAttempts: int.MaxValue);
        var operation = await Publish(services);
        var dispatcher = services.GetRequiredService<OutboxDispatcher>();
        for (var attempt = 0; attempt < new OutboxOptions().MaxAttempts; attempt++)
        {
            (await dispatcher.DispatchOnce(default)).ShouldBe(1);
            _time.Advance(TimeSpan.FromHours(1));
        }

        (await dispatcher.DispatchOnce(default)).ShouldBe(0);
        var letters = services.GetRequiredService<DeadLetters>();
        var letter = (await letters.List(10)).ShouldHaveSingleItem();
        letter.LastError.ShouldNotBeNull().ShouldContain("fails as asked");
        letter.Attempts.ShouldBe(10);

        await using var healed = Build();
        (await letters.Retry(letter.EventId, letter.Handler)).IsOk.ShouldBeTrue();
        (await letters.Retry(letter.EventId, letter.Handler)).Error.Code.ShouldBe("outbox.not_dead");
        await healed.GetRequiredService<OutboxDispatcher>().DispatchOnce(default);
        (await Heard(operation)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Dispatch_OnePoisonEvent_DoesNotBlockOthers()
    {
        await using var poisoned = Build(failingAttempts: int.MaxValue);
        await Publish(poisoned);
        await poisoned.GetRequiredService<OutboxDispatcher>().DispatchOnce(default);

        await using var services = Build();
        var operation = await Publish(services);
        (await services.GetRequiredService<OutboxDispatcher>().DispatchOnce(default)).ShouldBe(1);
        (await Heard(operation)).ShouldBe(1);
    }

    [TestMethod]
    public async Task Dispatch_TwoSilosAtOnce_EachEventOnce()
    {
        await using var one = Build();
        await using var two = Build();
        for (var i = 0; i < 60; i++)
        {
            await Publish(one);
        }

        async Task Drain(IServiceProvider host)
        {
            while (await host.GetRequiredService<OutboxDispatcher>().DispatchOnce(default) > 0) { }
        }

        await Task.WhenAll(Drain(one), Drain(two), Drain(one), Drain(two));
        (await CoreHost.Scalar<long>(_database.App, "select count(*) from counting.heard")).ShouldBe(60);
        (await CoreHost.Scalar<long>(_database.App, "select count(distinct operation) from counting.heard")).ShouldBe(60);
    }

    [TestMethod]
    public async Task Publish_NobodyHandlesIt_StoresNothing()
    {
        await using var services = CoreHost.Build(_database.App, s => s.AddEvent<Counter.Counted>());
        await Publish(services);
        (await CoreHost.Scalar<long>(_database.App, "select count(*) from core.outbox_events")).ShouldBe(0);
    }

    [TestMethod]
    public void BackOffAfter_Doubles_UpToTheLimit()
    {
        var options = new OutboxOptions();
        options.BackOffAfter(1).ShouldBe(TimeSpan.FromSeconds(1));
        options.BackOffAfter(4).ShouldBe(TimeSpan.FromSeconds(8));
        options.BackOffAfter(500).ShouldBe(options.MaxBackOff);
    }

    private ServiceProvider Build(int failingAttempts = 0) =>
        CoreHost.Build(
            _database.App,
            s =>
            {
                Counter.AddTo(s);
                s.AddSingleton(new Counter.ListenerMood(failingAttempts));
                s.AddSingleton<TimeProvider>(_time);
            }
        );

    private static async Task<Guid> Publish(ServiceProvider services, bool refuse = false)
    {
        var operation = Guid.CreateVersion7();
        await services.InScope(scope =>
        {
            var unitOfWork = scope.GetRequiredService<UnitOfWork>();
            return unitOfWork.Run<Result<int>>(async cancellationToken =>
            {
                await using var write = unitOfWork.Command("insert into counting.operations values ($1, $1, 1)");
                write.With(operation);
                await write.ExecuteNonQueryAsync(cancellationToken);
                unitOfWork.Publish(new Counter.Counted(operation));
                return refuse ? Error.Conflict("counter.refused", "No.") : 1;
            });
        });
        return operation;
    }

    private Task<long> Heard(Guid operation) => CoreHost.Scalar<long>(_database.App, $"select count(*) from counting.heard where operation = '{operation}'");
}
