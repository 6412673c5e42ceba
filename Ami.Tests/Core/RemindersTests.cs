using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

[TestClass]
public class RemindersTests
{
    private readonly ManualTime _time = new();
    private readonly GrainId _grain = Reminders.GrainOf(Counter.GrainType, Guid.CreateVersion7());
    private TestDatabase _database = null!;
    private CounterSilo _silo = null!;

    [TestInitialize]
    public async Task Start()
    {
        _database = await CoreHost.CreateDatabase();
        _silo = await CounterSilo.Start(_database.App, time: _time);
    }

    [TestCleanup]
    public Task Stop() => _silo.DisposeAsync().AsTask();

    [TestMethod]
    public async Task Register_OnceDue_FiresOnceAndIsGone()
    {
        await Register("once", TimeSpan.FromMinutes(1));
        await Fire();
        (await Fired("once")).ShouldBe(0, "it is not due yet");

        _time.Advance(TimeSpan.FromMinutes(1));
        await Fire();
        await Fire();
        (await Fired("once")).ShouldBe(1);
        (await CoreHost.Scalar<long>(_database.App, "select count(*) from core.reminders")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Register_Periodic_CoalescesWhatWasMissed()
    {
        await Register("hourly", TimeSpan.Zero, TimeSpan.FromHours(1));
        await Fire();
        _time.Advance(TimeSpan.FromHours(5.5));
        await Fire();
        await Fire();
        (await Fired("hourly")).ShouldBe(2);

        _time.Advance(TimeSpan.FromHours(0.5));
        await Fire();
        (await Fired("hourly")).ShouldBe(3, "the series keeps its beat");
    }

    [TestMethod]
    public async Task Cancel_BeforeDue_NeverFires()
    {
        await Register("cancelled", TimeSpan.FromMinutes(1));
        await _silo.Services.InScope(async s =>
        {
            await s.GetRequiredService<Reminders>().Cancel(_grain, "cancelled");
            return 0;
        });
        _time.Advance(TimeSpan.FromMinutes(2));
        (await Fire()).ShouldBe(0);
    }

    [TestMethod]
    public async Task Fire_GrainThrows_RollsBackAndTriesAgainLater()
    {
        await Register("failing", TimeSpan.Zero, payload: "fail");
        await Fire();
        (await Fired("failing")).ShouldBe(0, "the failed firing left its row");
        (await Fire()).ShouldBe(0, "it waits for its back-off");
        _time.Advance(TimeSpan.FromSeconds(5));
        (await Fire()).ShouldBe(1);
        (await CoreHost.Scalar<string>(_database.App, "select last_error from core.reminders")).ShouldBe("as asked");
    }

    [TestMethod]
    public async Task Fire_TwoSilosAtOnce_EachReminderOnce()
    {
        await using var other = await CounterSilo.Start(_database.App, time: _time);
        for (var i = 0; i < 150; i++)
        {
            await Register($"r{i}", TimeSpan.Zero);
        }

        async Task Drain(CounterSilo silo)
        {
            while (await silo.Services.GetRequiredService<ReminderService>().FireDue(default) > 0) { }
        }

        await Task.WhenAll(Drain(_silo), Drain(other));
        (await CoreHost.Scalar<long>(_database.App, "select count(*) from counting.reminded")).ShouldBe(150);
        (await CoreHost.Scalar<long>(_database.App, "select count(distinct name) from counting.reminded")).ShouldBe(150);
    }

    private Task<int> Register(string name, TimeSpan after, TimeSpan? period = null, string? payload = null) =>
        _silo.Services.InScope(async s =>
        {
            await s.GetRequiredService<Reminders>().Register(_grain, name, _time.GetUtcNow() + after, period, payload);
            return 0;
        });

    private Task<int> Fire() => _silo.Services.GetRequiredService<ReminderService>().FireDue(default);

    private Task<long> Fired(string name) => CoreHost.Scalar<long>(_database.App, $"select count(*) from counting.reminded where name = '{name}'");
}
