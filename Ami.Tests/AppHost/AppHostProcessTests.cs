using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ami.AppHost.Running;
using Ami.AppHost.Setup;

namespace Ami.Tests.AppHost;

/// <summary>The real system as a child process, once for the whole class: it takes some seconds.</summary>
[TestClass]
public sealed class AppHostProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task KilledWithSigkill_AllItsChildrenEnd()
    {
        await using var system = await AppHostProcess.StartAsync(["--ephemeral", "--no-build"], Patience, cancel: TestContext.CancellationToken);
        var run = system.Run;
        run.Ready.ShouldBeTrue();
        run.ConnectionStrings.Keys.ShouldBe(["ami", "ami-owner", "redis"], ignoreOrder: true);
        File.GetUnixFileMode(Path.Combine(system.StateFolder, RunFile.Name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        // It prints after it wrote the run file, and through a pipe.
        await Eventually.BecomesTrueAsync(() => system.Output.Contains($"AMI ready at {run.Url}"), TestContext.CancellationToken);
        var children = run.Processes.Select(process => process.Pid).OfType<int>().ToList();
        children.Count.ShouldBe(5);

        await RefusesASecondAsync(system);
        await system.KillAsync();

        await Eventually.BecomesTrueAsync(
            () => !children.Exists(id => Directory.Exists($"/proc/{id.ToString(CultureInfo.InvariantCulture)}")), TestContext.CancellationToken);
    }

    [TestMethod]
    public async Task Start_BusyPort_NamesTheOptionThatChangesIt()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var problem = await Should.ThrowAsync<SetupException>(
            () => AppHostProcess.StartAsync(["--ephemeral", "--port", port], Patience, cancel: TestContext.CancellationToken));

        problem.Output.ShouldContain($"Port {port} is in use by another program.");
        problem.Output.ShouldContain("--port N");
    }

    private async Task RefusesASecondAsync(AppHostProcess system)
    {
        var second = await Command.TryAsync(Repository.Dotnet,
            [ServicesBuild.Output(Repository.Find(), "Ami.AppHost"), "--port", "0", "--data", system.StateFolder], "/", TestContext.CancellationToken);

        second?.ExitCode.ShouldBe(1);
        second?.Output.ShouldContain($"AMI is already running at {system.Run.Url} (process {system.Id}");
    }
}
