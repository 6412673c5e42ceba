namespace Ami.Tests.Faults;

/// <summary>What happens to silos while clients place orders: both are restarted, the cache server dies, one is frozen for so long that the other takes over.</summary>
[TestClass]
[DoNotParallelize] // It takes a whole machine.
public class SiloFaultTests
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task RestartsThenCacheKilledThenSiloFrozen_NoClientSeesAFailureAndStaleCommitsAreRefused()
    {
        // Calls that reach the frozen silo wait for it longer than it stays frozen: it answers them when it is back, from a memory that is out of date.
        await using var busy = await BusySystem.Start(("Cluster__ResponseTimeout", "00:00:40"));
        await busy.Progress();

        foreach (var silo in busy.System.Run.Processes.Where(p => p.Resource == "silo").ToList())
        {
            await BusySystem.Signal(silo, "TERM");
            await busy.Replaced(silo);
            await busy.Progress();
        }

        busy.Failures.ShouldBe(0, "a rolling restart of the silos reached a client");

        await busy.Kill("redis");
        await busy.Progress();
        busy.Failures.ShouldBe(0, "the death of the cache server reached a client");

        var victim = busy.Running("silo");
        await BusySystem.Signal(victim, "STOP");
        var thaw = Task.Delay(Frozen, CancellationToken.None);
        TestContext.WriteLine($"One silo frozen: all clients answered again after {(await busy.Progress()).TotalSeconds:0.0} s");
        await thaw;
        await BusySystem.Signal(victim, "CONT");

        // It learns that it was declared dead, and ends itself.
        await busy.Replaced(victim);
        await busy.Progress();
        await busy.ShouldHaveLostAndDoubledNothing();
        StaleCommits(busy).ShouldBeGreaterThan(0, "the frozen silo had nothing to commit: the fence was not tried");
    }

    private int StaleCommits(BusySystem busy)
    {
        var refused = Directory.EnumerateFiles(Path.Combine(busy.System.StateFolder, "logs"), "silo*.log*")
            .Sum(file => File.ReadLines(file).Count(line => line.Contains("stale commit", StringComparison.Ordinal)));
        TestContext.WriteLine($"{refused} stale commits were refused");
        return refused;
    }
}
