using System.Diagnostics.Metrics;
using Ami.TestKit;

namespace Ami.Tests.Core;

/// <summary>
/// Two clusters that know nothing of each other, on one database: each holds every counter in its memory, and only the fence stands between them.
/// </summary>
[TestClass]
public sealed class SplitBrainTests : IDisposable
{
    private const int Increments = 100;

    private readonly Guid[] _counters = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
    private readonly MeterListener _meter = new();
    private long _stale;

    [TestMethod]
    public async Task Call_FromBothHalves_NothingLostNothingDoubled()
    {
        CountStaleCommits();
        var database = await CoreHost.CreateDatabase();
        var values = await IncrementFromBothHalves(database);

        values.ShouldAllBe(counter => counter.Order().SequenceEqual(Enumerable.Range(1, 2 * Increments)));
        (await Wrong(database)).ShouldBe(0);
        Interlocked.Read(ref _stale).ShouldBePositive("no commit was stale: the halves did not meet, and nothing was tested");
    }

    /// <summary>That the test above can fail.</summary>
    [TestMethod]
    public async Task Call_FromBothHalvesWithoutTheFence_CountsWrong()
    {
        var database = await CoreHost.CreateDatabase();
        await CoreHost.Execute(database.Owner, "create or replace function core.fence(moved bigint) returns void language plpgsql as 'begin end'");
        var values = await IncrementFromBothHalves(database);

        values.ShouldContain(counter => counter.Distinct().Count() < 2 * Increments, "two callers got the same number");
        (await Wrong(database)).ShouldBePositive();
    }

    public void Dispose() => _meter.Dispose();

    /// <returns>The answers, by counter.</returns>
    private async Task<int[][]> IncrementFromBothHalves(TestDatabase database)
    {
        await using var left = await CounterSilo.Start(database.App, "left");
        await using var right = await CounterSilo.Start(database.App, "right");
        return await Task.WhenAll(
            _counters.Select(async counter =>
                (await Task.WhenAll(Callers(left, counter).Concat(Callers(right, counter)))).SelectMany(values => values).ToArray()
            )
        );
    }

    /// <summary>Some wait for each other in the grain, as callers do; not all at once, so that both halves keep at it.</summary>
    private static IEnumerable<Task<List<int>>> Callers(CounterSilo half, Guid counter) =>
        Enumerable
            .Range(0, 4)
            .Select(async _ =>
            {
                var values = new List<int>();
                for (var i = 0; i < Increments / 4; i++)
                {
                    values.Add(await half.Increment(counter));
                }

                return values;
            });

    /// <summary>Counters that are not the number of their operations, and values that two operations have.</summary>
    private static Task<long> Wrong(TestDatabase database) =>
        CoreHost.Scalar<long>(
            database.App,
            """
            select (select count(*) from counting.counters c where value <> (select count(*) from counting.operations o where o.counter = c.id))
                 + (select count(*) from (select 1 from counting.operations group by counter, value having count(*) > 1))
            """
        );

    private void CountStaleCommits()
    {
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Ami.Core", Name: "ami.core.stale_commits" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>(
            (_, value, tags, _) =>
            {
                foreach (var (name, grain) in tags)
                {
                    if (name == "grain" && grain is Counter.GrainType)
                    {
                        Interlocked.Add(ref _stale, value);
                    }
                }
            }
        );
        _meter.Start();
    }
}
