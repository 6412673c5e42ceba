using Ami.Core;
using Ami.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

[TestClass]
public class GrainsTests
{
    private static TestDatabase database = null!;
    private static ServiceProvider services = null!;
    private static ServiceProvider otherProcess = null!;

    [ClassInitialize]
    public static async Task Start(TestContext context)
    {
        database = await CoreHost.CreateDatabase();
        services = Build();
        otherProcess = Build();

        static ServiceProvider Build() => CoreHost.Build(database.App, s =>
        {
            Counter.AddTo(s);
            s.AddSingleton(new Counter.ListenerMood(0));
        });
    }

    [ClassCleanup]
    public static async Task Stop()
    {
        await services.DisposeAsync();
        await otherProcess.DisposeAsync();
    }

    [TestMethod]
    public async Task Call_ManyAtOnceFromTwoHosts_RunOneAtATime()
    {
        var counter = Guid.CreateVersion7();
        var values = await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(i => Increment(i % 2 == 0 ? services : otherProcess, counter)));

        values.Select(v => v.Value).Order().ShouldBe(Enumerable.Range(1, 100));
    }

    [TestMethod]
    public async Task Call_Throws_LeavesNothing()
    {
        var counter = Guid.CreateVersion7();
        await Should.ThrowAsync<TimeZoneNotFoundException>(() => services.InScope(s =>
            s.GetRequiredService<Grains>().Call<Counter, Result<int>>(counter, async g =>
            {
                await g.Increment(Guid.CreateVersion7());
                throw new TimeZoneNotFoundException();
            })));

        (await Count("counters", "id", counter)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Call_ReturnsError_LeavesNothing()
    {
        var counter = Guid.CreateVersion7();
        var result = await services.InScope(s =>
            s.GetRequiredService<Grains>().Call<Counter, Result<int>>(counter, g => g.Increment(Guid.CreateVersion7(), refuse: true)));

        result.Error.Code.ShouldBe("counter.refused");
        (await Count("operations", "counter", counter)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Call_FromWithinAGrain_IsRefused()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => services.InScope(s =>
        {
            var grains = s.GetRequiredService<Grains>();
            return grains.Call<Counter, Result<int>>(Guid.CreateVersion7(), _ =>
                grains.Call<Counter, Result<int>>(Guid.CreateVersion7(), g => g.Increment(Guid.CreateVersion7())));
        }));

        error.Message.ShouldContain("CallMany");
    }

    [TestMethod]
    public async Task CallMany_OppositeOrders_DoNotDeadlock()
    {
        Guid[] keys = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => services.InScope(s =>
            s.GetRequiredService<Grains>().CallMany<Counter, Result<int>>(i % 2 == 0 ? keys : [.. keys.Reverse()], async grains =>
            {
                foreach (var grain in grains.Values)
                {
                    await grain.Increment(Guid.CreateVersion7());
                }

                return 0;
            }))));

        foreach (var key in keys)
        {
            (await Count("operations", "counter", key)).ShouldBe(40);
        }
    }

    [TestMethod]
    public void LockId_DiffersByTypeAndKey()
    {
        var key = Guid.CreateVersion7();
        Ami.Core.Grains.LockId("a", key).ShouldNotBe(Ami.Core.Grains.LockId("b", key));
        Ami.Core.Grains.LockId("a", key).ShouldNotBe(Ami.Core.Grains.LockId("a", Guid.CreateVersion7()));
        Ami.Core.Grains.LockId("a", key).ShouldBe(Ami.Core.Grains.LockId("a", key));
    }

    private static Task<Result<int>> Increment(IServiceProvider host, Guid counter) => host.InScope(s =>
        s.GetRequiredService<Grains>().Call<Counter, Result<int>>(counter, g => g.Increment(Guid.CreateVersion7())));

    private static Task<long> Count(string table, string column, Guid id) =>
        CoreHost.Scalar<long>(database.App, $"select count(*) from counting.{table} where {column} = '{id}'");
}
