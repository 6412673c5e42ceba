using System.Collections.Concurrent;
using System.Diagnostics;
using Ami.AppHost.Lifecycle;
using Ami.AppHost.Setup;
using Ami.TestKit;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class LifecycleTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Start_ChainOfNeeds_StartsInOrder_AndStopsTheOtherWayRound()
    {
        await using var stand = new StandInSystem();
        var history = Path.Combine(stand.Folder, "history");
        string Note(string name) => $"echo {name} up >>{history}; trap 'sleep 0.2; echo {name} down >>{history}; exit 0' TERM; while :; do sleep 0.05; done";
        await stand.ReadyAsync(
            builder =>
            {
                var task = builder.Script("task", $"sleep 0.1; echo task done >>{history}").RunsOnce();
                var first = builder.Script("first", Note("first")).WaitForCompletion(task);
                var twin = builder.Script("twin", Note("twin")).WaitForCompletion(task);
                builder.Script("second", Note("second")).WaitFor(first).WaitFor(twin);
            },
            TestContext.CancellationToken
        );
        await Eventually.BecomesTrueAsync(() => File.ReadAllText(history).Contains("second up", StringComparison.Ordinal), TestContext.CancellationToken);
        await stand.StopAsync();

        var told = await File.ReadAllLinesAsync(history, TestContext.CancellationToken);
        told[0].ShouldBe("task done");
        told[1..3].ShouldBe(["first up", "twin up"], ignoreOrder: true);
        told[3..5].ShouldBe(["second up", "second down"]);
        told[5..].ShouldBe(["first down", "twin down"], ignoreOrder: true);
        Directory.EnumerateFiles(stand.Folder, "run.json").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Start_TaskThatFails_TellsItsLastWords_AndStartsNothingThatNeedsIt()
    {
        await using var stand = new StandInSystem();
        var started = Path.Combine(stand.Folder, "started");
        await stand.StartAsync(builder =>
        {
            var task = builder.Script("task", "echo column missing >&2; exit 4").RunsOnce();
            builder.Script("service", $"touch {started}; exec sleep 1000").WaitForCompletion(task);
        });

        var problem = await Should.ThrowAsync<SetupException>(() => stand.Ended);
        problem.Message.ShouldBe("task failed (exit code 4):");
        problem.Output.ShouldBe("column missing");
        File.Exists(started).ShouldBeFalse();
    }

    [TestMethod]
    public async Task Start_ServiceThatNeverComesUp_GivesUpAfterSeveralCrashes()
    {
        await using var stand = new StandInSystem();
        await stand.StartAsync(builder => builder.Script("service", "echo no port; exit 1").WithHealthCheckThatNeverPasses());

        var problem = await Should.ThrowAsync<SetupException>(() => stand.Ended);
        problem.Message.ShouldBe("service crashed 5 times in a row (exit code 1):");
        problem.Output.ShouldContain("no port");
    }

    [TestMethod]
    public async Task Start_ProgramThatIsNotThere_IsToldAndNotWaitedFor()
    {
        await using var stand = new StandInSystem();
        await stand.StartAsync(builder => builder.AddExecutable("service", "/nowhere/program", "/"));

        var problem = await Should.ThrowAsync<SetupException>(() => stand.Ended);
        problem.Message.ShouldStartWith("service crashed 5 times in a row");
    }

    [TestMethod]
    public async Task Crash_OfHealthyService_StartsItAgain()
    {
        await using var stand = new StandInSystem();
        await stand.ReadyAsync(builder => builder.Script("service", "exec sleep 1000"), TestContext.CancellationToken);
        var first = stand["service"].Pid.ShouldNotBeNull();

        using (var process = Process.GetProcessById(first))
        {
            process.Kill();
        }

        await Eventually.BecomesTrueAsync(() => stand["service"] is { State: "healthy", Pid: { } second } && second != first, TestContext.CancellationToken);
        stand["service"].Restarts.ShouldBe(1);
        await Eventually.BecomesTrueAsync(() => stand.Output.Contains("service healthy again", StringComparison.Ordinal), TestContext.CancellationToken);
        stand.Output.ShouldContain("service ended unexpectedly");
        await stand.StopAsync();
    }

    [TestMethod]
    public async Task StopStartRestart_OnRequest_AreObeyed_AndAreNoCrashes()
    {
        await using var stand = new StandInSystem();
        await stand.ReadyAsync(builder => builder.Script("service", "exec sleep 1000"), TestContext.CancellationToken);

        await stand.CommandAsync("service", KnownResourceCommands.StopCommand);
        await Eventually.BecomesTrueAsync(() => stand["service"] is { State: "stopped", Pid: null }, TestContext.CancellationToken);
        await stand.CommandAsync("service", KnownResourceCommands.StartCommand);
        await Eventually.BecomesTrueAsync(() => stand["service"].State == "healthy", TestContext.CancellationToken);
        var before = stand["service"].Pid;
        await stand.CommandAsync("service", KnownResourceCommands.RestartCommand);
        await Eventually.BecomesTrueAsync(() => stand["service"] is { State: "healthy", Pid: { } now } && now != before, TestContext.CancellationToken);
        stand["service"].Restarts.ShouldBe(0);
        await stand.StopAsync();
    }

    [TestMethod]
    public async Task EndOfAnOlderLife_ToldLate_ChangesNothing()
    {
        await using var stand = new StandInSystem();
        await stand.ReadyAsync(builder => builder.Script("service", "exec sleep 1000"), TestContext.CancellationToken);
        var notifications = stand.Services.GetRequiredService<ResourceNotificationService>();
        notifications.TryGetCurrentState("service", out var first).ShouldBeTrue();
        var before = stand["service"].Pid;
        await stand.CommandAsync("service", KnownResourceCommands.RestartCommand);
        await Eventually.BecomesTrueAsync(() => stand["service"] is { State: "healthy", Pid: { } now } && now != before, TestContext.CancellationToken);

        ConcurrentQueue<ProcessState> states = [];
        stand.Services.GetRequiredService<SystemWatch>().Changed += (process, _) => states.Enqueue(process.State);
        notifications.TryGetCurrentState("service", out var second).ShouldBeTrue();
        foreach (var began in new[] { first!.Snapshot.StartTimeStamp, first.Snapshot.StartTimeStamp!.Value.AddSeconds(-1) })
        {
            await TellAsync(now =>
                now with
                {
                    State = KnownResourceStates.Exited,
                    StartTimeStamp = began,
                    StopTimeStamp = TimeProvider.System.GetUtcNow().UtcDateTime,
                    ExitCode = 137,
                }
            );
        }

        await TellAsync(_ => second!.Snapshot with { Properties = [.. second.Snapshot.Properties.Where(each => each.Name != "executable.pid")] });
        await Eventually.BecomesTrueAsync(() => !states.IsEmpty, TestContext.CancellationToken); // news are heard in order
        states.ShouldAllBe(state => state == ProcessState.Healthy);
        stand["service"].Restarts.ShouldBe(0);
        await stand.StopAsync();

        Task TellAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> news) =>
            notifications.PublishUpdateAsync(second!.Resource, second.ResourceId, news);
    }

    [TestMethod]
    public async Task Start_WhileWhatItNeedsIsStopped_IsTriedAgainUntilThatRuns()
    {
        await using var stand = new StandInSystem();
        await stand.ReadyAsync(
            builder =>
            {
                var first = builder.Script("first", "exec sleep 1000");
                builder.Script("second", "exec sleep 1000").WaitForStart(first);
            },
            TestContext.CancellationToken
        );
        foreach (var name in new[] { "second", "first" })
        {
            await stand.CommandAsync(name, KnownResourceCommands.StopCommand);
            await Eventually.BecomesTrueAsync(() => stand[name].State == "stopped", TestContext.CancellationToken);
        }

        await stand.CommandAsync("second", KnownResourceCommands.StartCommand);
        await Eventually.BecomesTrueAsync(() => stand["second"].Restarts > 0, TestContext.CancellationToken);
        await stand.CommandAsync("first", KnownResourceCommands.StartCommand);
        await Eventually.BecomesTrueAsync(() => stand["second"].State == "healthy", TestContext.CancellationToken);
        await stand.StopAsync();
    }
}
