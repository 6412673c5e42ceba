using Ami.AppHost.Running;
using Ami.AppHost.Setup;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class OrchestratorTests : IDisposable
{
    private readonly StandInSystem _stand = new();

    public TestContext TestContext { get; set; } = null!;

    public void Dispose() => _stand.Dispose();

    [TestMethod]
    public async Task Start_ChainOfNeeds_StartsInOrder_AndStopsTheOtherWayRound()
    {
        var task = _stand.Script("task", "sleep 0.1");
        var first = _stand.Script("first", "exec sleep 1000").WaitForCompletion(task).WithReplicas(2);
        _stand.Script("second", "exec sleep 1000").WaitFor(first);
        using var system = _stand.Plan();

        system.Start();
        await system.ReadyAsync(TestContext.CancellationToken);
        var started = _stand.History.Where(entry => entry.EndsWith("Healthy", StringComparison.Ordinal) || entry.EndsWith("Finished", StringComparison.Ordinal)).ToList();
        started[0].ShouldBe("task Finished");
        started[1..3].ShouldBe(["first-1 Healthy", "first-2 Healthy"], ignoreOrder: true);
        started[3].ShouldBe("second Healthy");

        await system.StopAsync();
        var stopped = _stand.History.Where(entry => entry.EndsWith("Stopped", StringComparison.Ordinal)).ToList();
        stopped[0].ShouldBe("second Stopped");
        stopped[1..].ShouldBe(["first-1 Stopped", "first-2 Stopped"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task Start_TaskThatFails_TellsItsLastWords_AndStartsNothingThatNeedsIt()
    {
        var task = _stand.Script("task", "echo column missing >&2; exit 4");
        _stand.Script("service", "exec sleep 1000").WaitForCompletion(task);
        using var system = _stand.Plan();

        system.Start();
        var problem = await Should.ThrowAsync<SetupException>(() => system.ReadyAsync(TestContext.CancellationToken));
        problem.Message.ShouldBe("task failed (exit code 4):");
        problem.Output.ShouldBe("column missing");

        await system.StopAsync();
        _stand.History.ShouldNotContain("service Starting");
    }

    [TestMethod]
    public async Task Start_ServiceThatNeverComesUp_GivesUpAfterSeveralCrashes()
    {
        _stand.Script("service", "echo no port; exit 1").WithHttpEndpoint();
        using var system = _stand.Plan();

        system.Start();
        var problem = await Should.ThrowAsync<SetupException>(() => system.ReadyAsync(TestContext.CancellationToken));
        problem.Message.ShouldBe("service crashed 5 times in a row (exit code 1):");
        problem.Output.ShouldContain("no port");
        await system.StopAsync();
    }

    [TestMethod]
    public async Task Crash_OfHealthyService_StartsItAgain()
    {
        _stand.Script("service", "exec sleep 1000");
        using var system = _stand.Plan();
        var service = system.Instances.Single();
        system.Start();
        await system.ReadyAsync(TestContext.CancellationToken);
        var first = service.ProcessId ?? 0;

        using (var process = System.Diagnostics.Process.GetProcessById(first))
            process.Kill();

        await Eventually.BecomesTrueAsync(() => service.ProcessId is { } second && second != first && service.State == InstanceState.Healthy, TestContext.CancellationToken);
        service.Restarts.ShouldBe(1);
        service.Log.Tail(1).Single().ShouldBe("[apphost] service ended with exit code 137");
        await system.StopAsync();
    }

    [TestMethod]
    public async Task StopStartRestart_OnRequest_AreObeyed_AndAreNoCrashes()
    {
        _stand.Script("service", "exec sleep 1000");
        using var system = _stand.Plan();
        var service = system.Instances.Single();
        system.Start();
        await system.ReadyAsync(TestContext.CancellationToken);

        service.Stop();
        await StateAsync(InstanceState.Stopped);
        service.ProcessId.ShouldBeNull();
        service.Start();
        await StateAsync(InstanceState.Healthy);
        var before = service.ProcessId;
        service.Restart();
        await Eventually.BecomesTrueAsync(() => service.ProcessId is { } now && now != before && service.State == InstanceState.Healthy, TestContext.CancellationToken);
        service.Restarts.ShouldBe(0);
        await system.StopAsync();

        Task StateAsync(InstanceState state) => Eventually.BecomesTrueAsync(() => service.State == state, TestContext.CancellationToken);
    }

    [TestMethod]
    public async Task References_OfAService_ReachItsEnvironment_AndNoOthers()
    {
        var api = _stand.Script("api", "exec sleep 1000").WithReplicas(2);
        api.WithHttpEndpoint();
        var web = _stand.Script("web", "env | grep -E '^(services__|ConnectionStrings|Ami__MasterKey|OTEL_SERVICE)' | sort")
            .WithReference(api).RepeatOutputWhenReady();
        using var system = _stand.Plan();
        system.Start();
        await system.Of(web).Single().Ready;

        system.Of(web).Single().Log.Tail(10).ShouldBe([
            "OTEL_SERVICE_NAME=web", $"services__api__http__0={api.Urls[0]}", $"services__api__http__1={api.Urls[1]}",
        ], ignoreOrder: true);
        api.Urls.ShouldBeUnique();
        await system.StopAsync();
    }
}
