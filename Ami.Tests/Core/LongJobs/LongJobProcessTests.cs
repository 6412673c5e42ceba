using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ami.TestKit;

namespace Ami.Tests.Core.LongJobs;

/// <summary>
/// One job, and three processes: the first is killed with kill -9 in the middle of it, the second frozen, the third does the rest. Then the second thaws.
/// </summary>
[TestClass]
public sealed class LongJobProcessTests
{
    [TestMethod]
    public async Task Job_ProcessKilledAndProcessFrozen_EveryStepIsDoneOnce()
    {
        var database = await CoreHost.CreateDatabase();
        var files = Directory.CreateTempSubdirectory("ami-long-jobs-");
        await using var silo = LongJobHost.Start(database, TimeProvider.System, files.FullName, LongJobProcess.Options);
        silo.Script.Run = (work, context, unitOfWork, ct) => LongJobProcess.Walk(work, context, unitOfWork, _ => Task.CompletedTask, ct);
        var id = await silo.Asked(LongJobHost.Tough, Guid.CreateVersion7());

        using var killed = Start(database, files, "KILL", out _);
        await killed.WaitForExitAsync();
        killed.ExitCode.ShouldBe(128 + 9);

        using var frozen = Start(database, files, "STOP", out var ofFrozen);
        await Eventually.BecomesTrueAsync(() => ofFrozen.Count >= 10, CancellationToken.None);
        while (await silo.StateOf(id) is LongJobState.Queued or LongJobState.Running)
        {
            await silo.TurnToTheEnd();
            await silo.Worker.Wait(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }

        using var thaw = Process.Start("kill", ["-CONT", frozen.Id.ToString(CultureInfo.InvariantCulture)]);
        await thaw.WaitForExitAsync();
        await Eventually.BecomesTrueAsync(() => ofFrozen.Contains(LongJobProcess.Lost), CancellationToken.None);
        frozen.Kill();
        await frozen.WaitForExitAsync();

        var job = (await silo.Look(id)).Job;
        (job.State, job.Attempt).ShouldBe((LongJobState.Succeeded, 3));
        (await CoreHost.Scalar<int[]>(database.App, "select array_agg(value order by value) from counting.operations")).ShouldBe(
            Enumerable.Range(0, LongJobProcess.Steps)
        );
        files.Delete(recursive: true);
    }

    private static Process Start(TestDatabase database, DirectoryInfo files, string signal, out ConcurrentQueue<string> lines)
    {
        var heard = new ConcurrentQueue<string>();
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet")
            {
                ArgumentList = { typeof(LongJobProcess).Assembly.Location, "long-job-worker", database.App, files.FullName, signal },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                heard.Enqueue(text);
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        lines = heard;
        return process;
    }
}
