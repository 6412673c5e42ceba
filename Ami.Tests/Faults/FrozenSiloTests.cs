using Ami.Modules.PaperTrading;
using Ami.TestKit;

namespace Ami.Tests.Faults;

/// <summary>
/// A silo that is frozen for so long that the other takes its grains over, and comes back with calls to answer from a memory that is out of date.
/// </summary>
[TestClass]
[Needs<PaperTradingModule>]
[DoNotParallelize] // It takes a whole machine.
public class FrozenSiloTests
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public async Task FrozenThenThawed_ClientsAreAnsweredByTheOtherAndNothingIsDoubled()
    {
        // A call that reached the frozen silo waits for it longer than it stays frozen: it is answered when the silo is back.
        await using var busy = await BusySystem.Start(("Cluster__ResponseTimeout", "00:00:40"));
        await busy.Progress();

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
        TestContext.WriteLine($"{StaleCommits(busy)} stale commits were refused"); // As many as it had calls to answer; SplitBrainTests holds the fence.
    }

    private static int StaleCommits(BusySystem busy) =>
        Directory
            .EnumerateFiles(Path.Combine(busy.System.StateFolder, "logs"), "silo*.log*")
            .Sum(file => File.ReadLines(file).Count(line => line.Contains("stale commit", StringComparison.Ordinal)));
}
