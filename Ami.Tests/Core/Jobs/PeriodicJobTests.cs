using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Core.Jobs;

/// <summary>Work that runs again and again goes on whatever it throws, and what it did can be seen.</summary>
[TestClass]
public sealed class PeriodicJobTests
{
    private static NpgsqlDataSource _dataSource = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _dataSource = NpgsqlDataSource.Create((await TestServers.CreateDatabase()).App);

    [ClassCleanup]
    public static async Task Stop() => await _dataSource.DisposeAsync();

    [TestMethod]
    public async Task Run_WorkThrowsAnything_IsRecordedAndRunsAgainAndTheSiloLives()
    {
        var third = new TaskCompletionSource();
        var runs = 0;
        using var silo = Silo(
            "test.failing",
            new Periodic(TimeSpan.FromMilliseconds(1)),
            (run, _) =>
            {
                switch (Interlocked.Increment(ref runs))
                {
                    case 1:
                        throw new InvalidCastException("never meant to happen");
                    case 2:
                        throw new OperationCanceledException("of something else");
                    default:
                        run.Did(7);
                        run.Note($"third time lucky");
                        third.TrySetResult();
                        return Task.CompletedTask;
                }
            }
        );
        await silo.StartAsync();
        await third.Task.WaitAsync(TimeSpan.FromSeconds(30));
        silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        await silo.StopAsync();

        var log = new JobLog(_dataSource, TimeProvider.System);
        var records = (await log.Runs("test.failing", onlyFailed: false, null, 50, CancellationToken.None)).Value.Items;
        records.Sum(r => r.Errors).ShouldBe(2);
        records.Sum(r => r.Items).ShouldBe((runs - 2) * 7);
        records.Sum(r => r.Runs).ShouldBe(runs);
        // The first failure is told of at once, the others with the rest when the silo stops.
        records[^1].Error.ShouldNotBeNull().ShouldContain("never meant to happen");
        records[0].Log.ShouldStartWith("third time lucky");
        (await log.Runs("test.failing", onlyFailed: true, null, 50, CancellationToken.None)).Value.Items.ShouldAllBe(r => r.Errors > 0);
        (await log.All(CancellationToken.None)).Single(j => j.Name == "test.failing").Last.ShouldBe(records[0]);
    }

    [TestMethod]
    public async Task Run_ClassCannotBeMade_IsRecordedAndTriedAgainAndTheSiloStarts()
    {
        var (made, ran) = (0, new TaskCompletionSource());
        var builder = Builder();
        builder.Services.AddSingleton(_ => ++made == 1 ? throw new InvalidOperationException("cannot be made") : new Work());
        builder.Services.AddPeriodicJob<Work>(
            "test.unmakeable",
            _ => new Periodic(TimeSpan.FromMilliseconds(1)),
            (_, _, _) =>
            {
                ran.TrySetResult();
                return Task.CompletedTask;
            }
        );
        using var silo = builder.Build();
        await silo.StartAsync();
        await ran.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await silo.StopAsync();
        var records = (await new JobLog(_dataSource, TimeProvider.System).Runs("test.unmakeable", onlyFailed: true, null, 50, CancellationToken.None))
            .Value
            .Items;
        records.ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldContain("cannot be made");
    }

    [TestMethod]
    public async Task Run_InOneProcess_NeverRunsInTwo()
    {
        var (inside, most, runs) = (0, 0, 0);
        var enough = new TaskCompletionSource();
        async Task Work(JobRun run, CancellationToken ct)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            if (Interlocked.Increment(ref runs) == 200)
            {
                enough.TrySetResult();
            }
        }

        var periodic = new Periodic(TimeSpan.FromMilliseconds(1));
        using var first = Silo("test.alone", periodic, Work, inOneProcess: true);
        using var second = Silo("test.alone", periodic, Work, inOneProcess: true);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.WhenAll(first.StopAsync(), second.StopAsync());
        most.ShouldBe(1);
    }

    [TestMethod]
    public async Task Sweep_RemovesWhatIsDoneAndOldAndNothingElse()
    {
        var time = new ManualTime();
        var (log, now) = (new JobLog(_dataSource, time), time.GetUtcNow());
        var (handled, dead, fresh) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var insert = _dataSource.CreateBatch())
        {
            foreach (var (id, state, days) in new[] { (handled, "handled", 8), (dead, "dead", 8), (fresh, "handled", 6) })
            {
                insert.BatchCommands.Add(
                    new NpgsqlBatchCommand("insert into core.outbox_events (id, name, payload, occurred_at) values ($1, 'test.swept.v1', '{}', $2)")
                        .With(id)
                        .With(now.AddDays(-days))
                );
                insert.BatchCommands.Add(
                    new NpgsqlBatchCommand("insert into core.outbox_deliveries (event_id, handler, state, due_at) values ($1, 'test', $2, now())")
                        .With(id)
                        .With(state)
                );
            }

            await insert.ExecuteNonQueryAsync();
        }

        var run = new JobRun("test", NullLogger.Instance);
        await log.Write(log.Add(log.Begin("test.swept"), new JobRun("test", NullLogger.Instance), null), CancellationToken.None);
        await new SweepCore(_dataSource, log, time).Sweep(run, CancellationToken.None);
        run.Items.ShouldBe(1);
        await using var left = _dataSource.CreateCommand("select array_agg(id order by id) from core.outbox_events where name = 'test.swept.v1'");
        ((Guid[])(await left.ExecuteScalarAsync())!).ShouldBe([dead, fresh], ignoreOrder: true);

        time.Advance(TimeSpan.FromDays(31));
        await new SweepCore(_dataSource, log, time).Sweep(run, CancellationToken.None);
        (await log.Runs("test.swept", onlyFailed: false, null, 50, CancellationToken.None)).Value.Items.ShouldBeEmpty();
    }

    private static IHost Silo(string name, Periodic periodic, Func<JobRun, CancellationToken, Task> work, bool inOneProcess = false)
    {
        var builder = Builder();
        builder.Services.AddPeriodicJob<Work>(name, _ => periodic, (_, run, ct) => work(run, ct), inOneProcess);
        return builder.Build();
    }

    private static HostApplicationBuilder Builder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(TimeProvider.System).AddSingleton(_dataSource).AddSingleton<JobLog>().AddSingleton<Leadership>();
        return builder;
    }

    private sealed class Work;
}
