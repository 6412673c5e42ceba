using System.Collections.Concurrent;
using System.Diagnostics;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Core;

/// <summary>Two silos of one cluster, many callers, and kill -9 in the middle of it, again and again.</summary>
[TestClass]
public class GrainFaultTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task Calls_ProcessesKilledAgainAndAgain_NothingLostNothingDoubled()
    {
        var database = await CoreHost.CreateDatabase();
        var acknowledged = new ConcurrentDictionary<Guid, bool>();
        var steady = Start(database, acknowledged);
        for (var round = 0; round < 4; round++)
        {
            // Kill in the thick of it: after it has acknowledged some work of its own.
            var own = new ConcurrentDictionary<Guid, bool>();
            using var victim = Start(database, own);
            await Eventually.BecomesTrueAsync(() => own.Count > 40, TestContext.CancellationToken);
            victim.Kill();
            await victim.WaitForExitAsync();
            own.Keys.ToList().ForEach(id => acknowledged[id] = true);
        }

        await Eventually.BecomesTrueAsync(() => acknowledged.Count > 400, TestContext.CancellationToken);
        steady.Kill();
        await steady.WaitForExitAsync();
        steady.Dispose();

        // What dead processes had claimed is free again when its lease is over; a later clock plays that time.
        await using var services = CoreHost.Build(
            database.App,
            s =>
            {
                Counter.AddTo(s);
                s.AddSingleton(new Counter.ListenerMood(0));
                s.AddSingleton<TimeProvider>(new ManualTime(TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5)));
            }
        );
        while (await services.GetRequiredService<OutboxDispatcher>().DispatchOnce(CancellationToken.None) > 0) { }

        var operations = await CoreHost.Scalar<Guid[]>(database.App, "select array_agg(id) from counting.operations");
        acknowledged.Keys.Except(operations).ShouldBeEmpty("an acknowledged operation was lost");
        (
            await CoreHost.Scalar<long>(
                database.App,
                """
                select count(*) from counting.counters c left join (select counter, count(*) from counting.operations group by counter) o on o.counter = c.id
                where c.value <> coalesce(o.count, 0)
                """
            )
        ).ShouldBe(0, "an update was lost or doubled");
        (
            await CoreHost.Scalar<long>(
                database.App,
                """
                select count(*) from counting.operations o left join (select operation, count(*) from counting.heard group by operation) h on h.operation = o.id
                where coalesce(h.count, 0) <> 1
                """
            )
        ).ShouldBe(0, "an event was lost or handled twice");
    }

    private static Process Start(TestDatabase database, ConcurrentDictionary<Guid, bool> acknowledged) =>
        WorkerProcess.Start(typeof(CounterWorker), acknowledged, "counter-worker", database.App, "240");
}
