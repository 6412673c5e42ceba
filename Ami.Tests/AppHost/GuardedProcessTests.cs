using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ami.AppHost.Running;

namespace Ami.Tests.AppHost;

[TestClass]
public sealed class GuardedProcessTests
{
    private readonly ConcurrentQueue<string> _log = new();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Start_ProgramThatEnds_GivesItsOutputAndExitCode()
    {
        await using var process = await StartAsync("echo out; echo err >&2; exit 7");

        (await process.Exited).ShouldBe(7);
        _log.ShouldBe(["out", "err"], ignoreOrder: true);
    }

    [TestMethod]
    public async Task Start_VariableThatShellsDrop_ReachesTheProgram()
    {
        var spec = new LaunchSpec("env", [], "/")
        {
            Environment = new Dictionary<string, string?>
            {
                ["ConnectionStrings__ami"] = "Host=a b;'\"$x`y`",
                ["ConnectionStrings__ami-owner"] = "Host=c d;'\"$x`y`",
                ["ConnectionStrings__third-one"] = "e",
            },
        };
        await using var process = await GuardedProcess.StartAsync(spec, _log.Enqueue, TestContext.CancellationToken);
        await process.Exited;

        _log.Where(line => line.StartsWith("Connection", StringComparison.Ordinal)).ShouldBe([
            "ConnectionStrings__ami-owner=Host=c d;'\"$x`y`", "ConnectionStrings__ami=Host=a b;'\"$x`y`", "ConnectionStrings__third-one=e",
        ], ignoreOrder: true);
    }

    [TestMethod]
    public async Task Stop_ProgramThatHandlesTheSignal_EndsInGoodOrder()
    {
        await using var process = await StartAsync("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
        await UntilAsync(() => _log.Contains("up"));
        await process.StopAsync();

        (await process.Exited).ShouldBe(3);
        _log.ShouldContain("bye");
    }

    [TestMethod]
    public async Task Stop_ProgramThatIgnoresTheSignal_IsKilledWithItsChildren()
    {
        var spec = Shell("trap '' TERM; sleep 1000 & echo $!; while :; do sleep 0.05; done") with { StopGrace = TimeSpan.FromMilliseconds(300) };
        await using var process = await GuardedProcess.StartAsync(spec, _log.Enqueue, TestContext.CancellationToken);
        await UntilAsync(() => !_log.IsEmpty);
        await process.StopAsync();

        (await process.Exited).ShouldBe(137);
        await UntilGoneAsync(process.Id);
        await UntilGoneAsync(int.Parse(_log.First(), CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public async Task Start_GuardItselfKilled_StillEndsTheProgram()
    {
        await using var process = await StartAsync("echo $PPID; sleep 1000");
        await UntilAsync(() => !_log.IsEmpty);
        Kill(int.Parse(_log.First(), CultureInfo.InvariantCulture));

        await UntilGoneAsync(process.Id);
        (await process.Exited).ShouldBe(137);
    }

    [TestMethod]
    public async Task Start_ParentKilledWithSigkill_EndsTheProgram()
    {
        // A parent of its own: a shell that holds the writing end of the guard's lifeline, and is killed.
        var folder = Directory.CreateTempSubdirectory("ami-guard-");
        var note = Path.Combine(folder.FullName, "pid");
        var pipe = Path.Combine(folder.FullName, "lifeline");
        var parent = await StartAsync($"mkfifo {pipe}; setsid sh -c '{GuardedProcess.Guard.Replace("'", "'\\''", StringComparison.Ordinal)}' guard TERM 50 0 setsid sleep 1000 <{pipe} >{note} & exec sleep 1000 >{pipe}");
        await UntilAsync(() => File.Exists(note) && File.ReadAllText(note).EndsWith('\n'));
        var child = int.Parse(await File.ReadAllTextAsync(note, TestContext.CancellationToken), CultureInfo.InvariantCulture);
        IsAlive(child).ShouldBeTrue();

        Kill(parent.Id);

        await UntilGoneAsync(child);
        await parent.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private Task<GuardedProcess> StartAsync(string script) => GuardedProcess.StartAsync(Shell(script), _log.Enqueue, TestContext.CancellationToken);

    private static LaunchSpec Shell(string script) => new("sh", ["-c", script], "/");

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    private static bool IsAlive(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);

    private Task UntilGoneAsync(int id) => UntilAsync(() => !IsAlive(id));

    private Task UntilAsync(Func<bool> condition) => Eventually.BecomesTrueAsync(condition, TestContext.CancellationToken);
}
