using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Quartz;

namespace Ami.Tests.Core.Jobs;

/// <summary>Work by the calendar runs once in the cluster, is made up for when it was missed, and comes again when it failed.</summary>
[TestClass]
public sealed class ScheduleTests
{
    private static NpgsqlDataSource _dataSource = null!;

    [ClassInitialize]
    public static async Task Start(TestContext _) => _dataSource = NpgsqlDataSource.Create((await TestServers.CreateDatabase()).App);

    [ClassCleanup]
    public static async Task Stop() => await _dataSource.DisposeAsync();

    [TestMethod]
    public async Task Run_ManySilosAtOnce_RunsInOne()
    {
        var runs = 0;
        var schedule = Daily("test.together", () => Interlocked.Increment(ref runs));
        var time = new ManualTime();
        var took = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Silo(time).Run(schedule, Services, CancellationToken.None)));
        took.Count(ran => ran).ShouldBe(1);
        runs.ShouldBe(1);
    }

    [TestMethod]
    public async Task Run_AgainBeforeAndAtTheNextOccurrence_RunsOncePerOccurrence()
    {
        var runs = 0;
        var schedule = Daily("test.daily", () => runs++);
        var time = new ManualTime(new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero));
        var silo = Silo(time);
        (await silo.Run(schedule, Services, CancellationToken.None)).ShouldBeTrue();
        time.Advance(TimeSpan.FromHours(23.9));
        (await silo.Run(schedule, Services, CancellationToken.None)).ShouldBeFalse();

        // A timer that is half a second early is meant for this occurrence, and one that is late is not another.
        time.Advance(TimeSpan.FromHours(0.1) - TimeSpan.FromSeconds(0.5));
        (await silo.Run(schedule, Services, CancellationToken.None)).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(2));
        (await silo.Run(schedule, Services, CancellationToken.None)).ShouldBeFalse();
        runs.ShouldBe(2);
    }

    [TestMethod]
    public async Task Run_AfterDaysWithoutASilo_IsMadeUpForOnce()
    {
        var runs = 0;
        var schedule = Daily("test.missed", () => runs++);
        var time = new ManualTime();
        await Silo(time).Run(schedule, Services, CancellationToken.None);
        time.Advance(TimeSpan.FromDays(10));
        (await Silo(time).Run(schedule, Services, CancellationToken.None)).ShouldBeTrue();
        (await Silo(time).Run(schedule, Services, CancellationToken.None)).ShouldBeFalse();
        runs.ShouldBe(2);
    }

    [TestMethod]
    public async Task Run_NextOccurrence_DoesNotRegisterAgain()
    {
        var schedule = Daily("test.registered", () => { });
        var time = new ManualTime();
        var (silo, log) = (Silo(time), new JobLog(_dataSource, time));
        (await silo.Run(schedule, Services, CancellationToken.None)).ShouldBeTrue();
        await log.Register(schedule.Name, "by a newer silo", CancellationToken.None);
        time.Advance(TimeSpan.FromDays(1));
        (await silo.Run(schedule, Services, CancellationToken.None)).ShouldBeTrue();
        (await log.All(CancellationToken.None)).Single(job => job.Name == schedule.Name).Timing.ShouldBe("by a newer silo");
    }

    [TestMethod]
    public async Task Run_WorkFails_MayBeRunAgain()
    {
        var fail = true;
        var schedule = Daily(
            "test.failing",
            () =>
            {
                if (fail)
                {
                    throw new InvalidOperationException("broken");
                }
            }
        );
        var time = new ManualTime();
        await Should.ThrowAsync<InvalidOperationException>(() => Silo(time).Run(schedule, Services, CancellationToken.None));
        fail = false;
        (await Silo(time).Run(schedule, Services, CancellationToken.None)).ShouldBeTrue();
        (await Silo(time).Run(schedule, Services, CancellationToken.None)).ShouldBeFalse();
    }

    [TestMethod]
    public async Task AddSchedule_SiloStarts_RunsEachOnceAndAgainWhenTriggered()
    {
        var time = new ManualTime();
        using var work = new Work();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(_dataSource).AddSingleton(work);
        builder
            .Services.AddSchedule<Work>("test.first", "0 0 3 * * ?", (w, _, ct) => w.Run("first", ct))
            .AddSchedule<Work>("test.second", "0 0 * * * ?", (w, _, ct) => w.Run("second", ct));
        builder.Services.AddSingleton(provider => new ScheduleRuns(_dataSource, new JobLog(_dataSource, time), time, NullLogger<ScheduleRuns>.Instance));
        builder.Services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        using var silo = builder.Build();
        await silo.StartAsync();
        (await Task.WhenAll(work.Next("first"), work.Next("second"))).ShouldBe(["first", "second"]);

        var scheduler = await silo.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        (await scheduler.GetTrigger(new TriggerKey("test.first")))?.NextFireTimeUtc?.TimeOfDay.ShouldBe(TimeSpan.FromHours(3));
        time.Advance(TimeSpan.FromDays(1));
        var again = work.Next("first");
        await scheduler.TriggerJob(new JobKey("test.first"));
        (await again).ShouldBe("first");
        await silo.StopAsync();
    }

    [TestMethod]
    public async Task AddSchedule_ClassCannotBeMade_IsRecordedAndComesAgainAndTheSiloLives()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton(_dataSource).AddSingleton(TimeProvider.System).AddSingleton<JobLog>();
        builder.Services.AddSingleton<Work>(_ => throw new InvalidOperationException("cannot be made"));
        builder.Services.AddSchedule<Work>("test.unmakeable", "0 0 3 * * ?", (_, _, _) => Task.CompletedTask);
        builder.Services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        using var silo = builder.Build();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await silo.StartAsync();
        var (log, scheduler) = (new JobLog(_dataSource, TimeProvider.System), await silo.Services.GetRequiredService<ISchedulerFactory>().GetScheduler());
        await Until(async () => (await Failures()).Count == 1);
        (await Failures()).Single().Error.ShouldNotBeNull().ShouldContain("cannot be made");
        await Until(async () => (await Next()).Min() is { } next && next < TimeProvider.System.GetUtcNow().AddMinutes(6));
        silo.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
        await silo.StopAsync();

        async Task Until(Func<Task<bool>> reached)
        {
            while (!await reached())
            {
                await Task.Delay(20, patience.Token);
            }
        }

        async Task<IReadOnlyList<JobRecord>> Failures() => (await log.Runs("test.unmakeable", onlyFailed: true, null, 50, CancellationToken.None)).Value.Items;
        async Task<IEnumerable<DateTimeOffset?>> Next() =>
            (await scheduler.GetTriggersOfJob(new JobKey("test.unmakeable"))).Select(trigger => trigger.NextFireTimeUtc);
    }

    private static IServiceProvider Services { get; } = new ServiceCollection().BuildServiceProvider();

    private static ScheduleRuns Silo(TimeProvider time) => new(_dataSource, new JobLog(_dataSource, time), time, NullLogger<ScheduleRuns>.Instance);

    /// <summary>Every day at three.</summary>
    private static Schedule Daily(string name, Action work) =>
        new(
            name,
            new CronExpression("0 0 3 * * ?", TimeZoneInfo.Utc),
            (_, _, _) =>
            {
                work();
                return Task.CompletedTask;
            }
        );

    private sealed class Work : IDisposable
    {
        private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30));
        private readonly Dictionary<string, System.Threading.Channels.Channel<string>> _runs = new[] { "first", "second" }.ToDictionary(
            name => name,
            _ => System.Threading.Channels.Channel.CreateUnbounded<string>()
        );

        public Task Run(string name, CancellationToken cancellationToken) => _runs[name].Writer.WriteAsync(name, cancellationToken).AsTask();

        public void Dispose() => _patience.Dispose();

        public Task<string> Next(string name) => _runs[name].Reader.ReadAsync(_patience.Token).AsTask();
    }
}
