using Ami.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ami.Tests.Core.Jobs;

/// <summary>A run whose process was killed is told apart from one that is running.</summary>
[TestClass]
public sealed class CutOffTests
{
    private static readonly ManualTime Time = new();
    private static NpgsqlDataSource _dataSource = null!;

    private static readonly TimeSpan Silence = Processes.StaleAfter + TimeSpan.FromSeconds(1);

    [ClassInitialize]
    public static async Task Start(TestContext _) => _dataSource = NpgsqlDataSource.Create((await TestServers.CreateDatabase()).App);

    [ClassCleanup]
    public static async Task Stop() => await _dataSource.DisposeAsync();

    [TestMethod]
    public async Task Runs_ProcessBeats_IsRunningUntilItIsSilent()
    {
        var process = Process();
        var log = await Begin("test.killed");
        (await IsCutOff(log, "test.killed")).ShouldBeFalse("its process may not have been heard of yet");
        Time.Advance(Silence);
        await Heard(process);
        (await IsCutOff(log, "test.killed")).ShouldBeFalse("its process was heard of just now");
        (await log.Runs("test.killed", onlyFailed: true, null, 1, CancellationToken.None)).Value.Items.ShouldBeEmpty();
        Time.Advance(Silence);
        (await IsCutOff(log, "test.killed")).ShouldBeTrue();
        (await log.Runs("test.killed", onlyFailed: true, null, 1, CancellationToken.None)).Value.Items.ShouldHaveSingleItem().CutOff.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Runs_NumberOfTheProcessGivenToAnother_IsCutOff()
    {
        var log = await Begin("test.reused");
        Time.Advance(Silence);
        await Heard(Process());
        (await IsCutOff(log, "test.reused")).ShouldBeTrue();
    }

    [TestMethod]
    public async Task Runs_ProcessSaidGoodbye_IsCutOff()
    {
        var process = Process();
        var log = await Begin("test.stopped");
        Time.Advance(Silence);
        await Heard(process, stopping: true);
        (await IsCutOff(log, "test.stopped")).ShouldBeTrue();
    }

    [TestMethod]
    public async Task Runs_Ended_IsNeverCutOff()
    {
        var log = new JobLog(_dataSource, Time);
        await log.Write(log.Add(log.Begin("test.ended"), new JobRun("test.ended", NullLogger.Instance), null), CancellationToken.None);
        Time.Advance(Silence);
        (await IsCutOff(log, "test.ended")).ShouldBeFalse();
    }

    /// <summary>This process, as if it had started now. One of another test is not heard of any more.</summary>
    private static ProcessReport Process()
    {
        Time.Advance(Silence);
        return new(
            Guid.CreateVersion7(Time.GetUtcNow()),
            "test",
            "1",
            Environment.MachineName,
            Environment.ProcessId,
            Time.GetUtcNow(),
            new Dictionary<string, double>()
        );
    }

    private static Task Heard(ProcessReport process, bool stopping = false) => new Processes(_dataSource, Time).Note(process, stopping);

    private static async Task<JobLog> Begin(string job)
    {
        var log = new JobLog(_dataSource, Time);
        await log.Register(job, "", CancellationToken.None);
        await log.Write(log.Begin(job), CancellationToken.None);
        return log;
    }

    /// <summary>As the list of jobs and the list of runs say it.</summary>
    private static async Task<bool> IsCutOff(JobLog log, string job)
    {
        var run = (await log.Runs(job, onlyFailed: false, null, 1, CancellationToken.None)).Value.Items.ShouldHaveSingleItem();
        if ((await log.All(CancellationToken.None)).SingleOrDefault(j => j.Name == job) is { } known)
        {
            known.Last.ShouldBe(run);
        }

        return run.CutOff;
    }
}
