using System.Text.RegularExpressions;
using Ami.AppHost.Setup;

namespace Ami.Tests.Architecture;

/// <summary>What is done again and again goes through <c>Periodic</c>, which nothing ends: nobody writes a timer of their own.</summary>
[TestClass]
public partial class TimerTests
{
    private const string Bounded = "waits for one thing with an end, before there is a database or after it has gone: no job";

    private static readonly string Root = Repository.Find().Root;

    /// <summary>Files with a timer, and why it is not a loop of ours.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Ami.Kernel/Timing/Periodic.cs"] = "the loop itself",
        ["Ami.Core/Events/Outbox.cs"] = "one wait, in which commits gather for one wake-up",
        ["Ami.Core/LongJobs/LongJobRun.cs"] = "one wait before the database is told again how a job ended",
        ["Ami.Core/Grains/Cluster.cs"] = "the loop is Orleans', which asks how long to wait for the first silo",
        ["Ami.ServiceDefaults/Hosting/Draining.cs"] = "one wait, while others learn that this process stops",
        ["Ami.Modules/Market/History/Backfill/BackfillJob.cs"] = "one wait, until the source may be asked again; the job ends with its range",
        ["Ami.Modules/Market/Sources/SourceRuns.cs"] = "a round of periodic jobs, which lasts until staff switch the source of a symbol, and then the next",
        ["Ami.Modules/Market/Sources/Recording/PlayedExchange.cs"] = "one wait, until a recorded message is due",
        ["Ami.Modules/Market/Streaming/LiveIndicators.cs"] = "the loop is that of changes, and ends with them; one wait between two of them",
        ["Ami.Modules/PaperTrading/Grains/MarketWatchGrain.cs"] = "the loop is Orleans', in turn with the grain's calls, and ends with the grain",
        ["Ami.StripeSimulator/Control/ApiFaults.cs"] = "one wait, of an answer that is to be slow",
        ["Ami.AppHost/Lifecycle/LocalRun.cs"] = "one wait, for the end",
        ["Ami.AppHost/Lifecycle/Readiness.cs"] = Bounded,
        ["Ami.AppHost/Lifecycle/RunReport.cs"] = Bounded,
        ["Ami.AppHost/Lifecycle/SystemWatch.cs"] = "one wait before a crashed process is started again",
        ["Ami.AppHost/Running/AppHostProcess.cs"] = Bounded,
        ["Ami.AppHost/Servers/StalePostmaster.cs"] = Bounded,
        ["Ami.AppHost/Servers/ThrowAwayFolder.cs"] = Bounded,
        ["Ami.AppHost/Setup/FileLock.cs"] = Bounded,
    };

    [TestMethod]
    public void Timers_StandInPeriodicAndInNamedExceptions()
    {
        var found = (
            from project in Directory.EnumerateDirectories(Root, "Ami.*")
            where Path.GetFileName(project) is not ("Ami.Tests" or "Ami.TestKit" or "Ami.Benchmarks")
            from file in Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/')
            where !path.Contains("/obj/", StringComparison.Ordinal) && Timer().IsMatch(File.ReadAllText(file))
            select path
        ).ToList();
        found
            .Except(Exceptions.Keys)
            .ShouldBeEmpty("Again and again: services.AddPeriodicJob, or Periodic.Repeat for what a process does for itself (Ami.Core/README.md).");
        Exceptions.Keys.Except(found).ShouldBeEmpty("These have no timer any more.");
    }

    [GeneratedRegex(
        @"\bPeriodicTimer\b|\bTask\.Delay\b|\bnew Timer\(|\bThreading\.Timer\b|\bTimers\.Timer\b|\bITimer\b|\bCreateTimer\b|\bRegisterGrainTimer\b|while \(!?\w+\.IsCancellationRequested\)"
    )]
    private static partial Regex Timer();
}
