using Ami.TestKit;

namespace Ami.Tests.Core.LongJobs;

/// <summary>
/// What becomes of a long job when its process dies, freezes or stops, or its work fails: it is resumed or has failed with a code, and nothing is done twice.
/// </summary>
[TestClass]
public sealed class LongJobFaultTests
{
    private static readonly Guid Ana = Guid.CreateVersion7();
    private static readonly TimeSpan BeyondTheLease = new LongJobOptions().Lease + TimeSpan.FromSeconds(1);
    private readonly ManualTime _time = new();
    private readonly string _files = Directory.CreateTempSubdirectory("ami-long-jobs-").FullName;
    private TestDatabase _database = null!;
    private LongJobHost _one = null!,
        _other = null!;

    [TestInitialize]
    public async Task Start()
    {
        _database = await CoreHost.CreateDatabase();
        (_one, _other) = (LongJobHost.Start(_database, _time, _files), LongJobHost.Start(_database, _time, _files));
    }

    [TestCleanup]
    public async Task Stop()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    [TestMethod]
    public async Task Frozen_AnotherTakesTheJob_ThawedItCanWriteNothing()
    {
        var (begun, thawed, refused) = (new TaskCompletionSource(), new TaskCompletionSource(), new List<string>());
        var (taken, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _one.Script.Run = async (work, context, unitOfWork, _) =>
        {
            await context.Save(new Worked("saved", context.Attempt), CancellationToken.None);
            begun.SetResult();
            await thawed.Task;
            await Refused("report", () => context.Report(new LongJobProgress(1, 1, 0.99, "test.late"), CancellationToken.None));
            await Refused("save", () => context.Save(new Worked("late", context.Attempt), CancellationToken.None));
            await Refused(
                "commit",
                () =>
                    unitOfWork.Run(
                        async ct =>
                        {
                            await Insert(unitOfWork, ct);
                            await context.Hold(unitOfWork, new Worked("late", context.Attempt), ct);
                        },
                        CancellationToken.None
                    )
            );
            await context.Keep("late.txt", "text/plain", new MemoryStream([1]), CancellationToken.None);
            return new Worked("late", context.Attempt);
        };
        Worked? found = null;
        _other.Script.Run = (work, context, unitOfWork, cancellationToken) =>
            unitOfWork.Run<Result<Worked>>(
                async ct =>
                {
                    found = context.Checkpoint<Worked>();
                    taken.SetResult();
                    await goOn.Task;
                    await Insert(unitOfWork, ct);
                    await context.Hold(unitOfWork, new Worked(work.Name, context.Attempt), ct);
                    return new Worked(work.Name, context.Attempt);
                },
                cancellationToken
            );
        var id = await _one.Asked(LongJobHost.Tough, Ana);
        await _one.Turn();
        await begun.Task;
        await _other.TurnToTheEnd();
        (await _one.StateOf(id)).ShouldBe(LongJobState.Running, "the other must not take it while its process is heard of");

        _time.Advance(BeyondTheLease);
        await _other.Turn();
        await taken.Task;
        thawed.SetResult();
        await _one.Worker.Idle;
        (await _one.StateOf(id)).ShouldBe(LongJobState.Running, "the other still does it");
        goOn.SetResult();
        await _other.Worker.Idle;
        refused.ShouldBe(["report", "save", "commit"]);
        found.ShouldBe(new Worked("saved", 1));
        var job = await _one.Look(id);
        (job.Job.State, job.Job.Attempt, job.Setbacks, job.Job.File, job.Job.Progress).ShouldBe((LongJobState.Succeeded, 2, 1, null, null));
        (await _one.Jobs(jobs => jobs.Result(LongJobHost.Tough, id, CancellationToken.None))).Value.ShouldBe(new Worked("one", 2));
        (await CoreHost.Scalar<long>(_database.App, "select count(*) from counting.operations")).ShouldBe(1);

        async Task Refused(string what, Func<Task> write)
        {
            await Should.ThrowAsync<LongJobLostException>(write, what);
            refused.Add(what);
        }
    }

    [TestMethod]
    public async Task Frozen_ItTurnsAgain_HearsThatItHasLostTheJobAndEndsTheWork()
    {
        var begun = new TaskCompletionSource();
        _one.Script.Run = async (work, context, _, ct) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new Worked(work.Name, context.Attempt);
        };
        var id = await _one.Asked(LongJobHost.Tough, Ana);
        await _one.Turn();
        await begun.Task;
        _time.Advance(BeyondTheLease);
        await _other.TurnToTheEnd();
        await _one.TurnToTheEnd();
        (await _one.Look(id)).Job.ShouldSatisfyAllConditions(job => job.State.ShouldBe(LongJobState.Succeeded), job => job.Attempt.ShouldBe(2));
    }

    [TestMethod]
    [DataRow(false, false, LongJobState.Failed, "long_job.interrupted", 1)]
    [DataRow(true, false, LongJobState.Failed, "long_job.interrupted", 3)]
    [DataRow(false, true, LongJobState.Cancelled, null, 1)]
    [DataRow(true, true, LongJobState.Cancelled, null, 1)]
    public async Task Died_AgainAndAgain_EndsByItsKindsRule(bool resumable, bool cancelled, LongJobState state, string? code, int attempts)
    {
        // A process that never comes back: nobody waits for its work, and it beats no more.
        var never = new TaskCompletionSource<Result<Worked>>();
        var id = await _one.Asked(resumable ? LongJobHost.Tough : LongJobHost.Fragile, Ana);
        var dead = new List<LongJobHost>();
        for (var process = 0; await _one.StateOf(id) is LongJobState.Queued or LongJobState.Running; process++)
        {
            process.ShouldBeLessThan(5, "it hangs");
            var silo = LongJobHost.Start(_database, _time, _files);
            dead.Add(silo);
            silo.Script.Run = (_, _, _, _) => never.Task;
            await silo.Turn();
            if (cancelled)
            {
                (await _one.Jobs(jobs => jobs.Cancel(id, Ana, CancellationToken.None))).IsOk.ShouldBeTrue();
            }

            _time.Advance(BeyondTheLease);
        }

        var job = await _one.Look(id);
        (job.Job.State, job.Job.Error?.Code, job.Job.Attempt, job.Setbacks).ShouldBe((state, code, attempts, attempts));
        job.Job.EndedAt.ShouldNotBeNull();
        never.SetResult(new Worked("dead", 0));
        await Task.WhenAll(dead.Select(silo => silo.Worker.Idle));
        (await _one.Look(id)).ShouldBe(job);
        foreach (var silo in dead)
        {
            await silo.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task Stopped_Resumable_IsPutBackWithoutASetbackAndGoesOnFromItsCheckpoint()
    {
        var begun = new TaskCompletionSource();
        _one.Script.Run = async (work, context, _, ct) =>
        {
            await context.Save(new Worked("half", context.Attempt), ct);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new Worked(work.Name, context.Attempt);
        };
        _other.Script.Run = (_, context, _, _) => Task.FromResult<Result<Worked>>(context.Checkpoint<Worked>()!);
        var id = await _one.Asked(LongJobHost.Tough, Ana);
        await _one.Turn();
        await begun.Task;
        await _one.Worker.StopAsync(CancellationToken.None);
        (await _other.Look(id)).ShouldSatisfyAllConditions(job => job.Job.State.ShouldBe(LongJobState.Queued), job => job.Setbacks.ShouldBe(0));
        await _other.TurnToTheEnd();
        (await _other.Jobs(jobs => jobs.Result(LongJobHost.Tough, id, CancellationToken.None))).Value.ShouldBe(new Worked("half", 1));
    }

    [TestMethod]
    public async Task Stopped_NotResumable_HasFailedAndSaysSo()
    {
        var begun = new TaskCompletionSource();
        _one.Script.Run = async (work, context, _, ct) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new Worked(work.Name, context.Attempt);
        };
        var id = await _one.Asked(LongJobHost.Fragile, Ana);
        await _one.Turn();
        await begun.Task;
        await _one.Worker.StopAsync(CancellationToken.None);
        (await _other.Look(id)).Job.ShouldSatisfyAllConditions(
            job => job.State.ShouldBe(LongJobState.Failed),
            job => job.Error!.Code.ShouldBe("long_job.interrupted")
        );
    }

    [TestMethod]
    public async Task Throws_Resumable_IsTriedAgainLaterAndFailsAfterTheLastTime()
    {
        var runs = 0;
        _one.Script.Run = (_, _, _, _) => throw new InvalidCastException($"run {++runs} was never meant to fail");
        var id = await _one.Asked(LongJobHost.Tough, Ana);
        await _one.TurnToTheEnd();
        (await _one.StateOf(id)).ShouldBe(LongJobState.Queued);
        await _one.TurnToTheEnd();
        runs.ShouldBe(1, "it must wait first");
        for (var i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            await _one.TurnToTheEnd();
        }

        runs.ShouldBe(3);
        var job = await _one.Look(id);
        (job.Job.State, job.Job.Error?.Code).ShouldBe((LongJobState.Failed, "long_job.failed"));
        job.Fault.ShouldNotBeNull().ShouldContain("run 3 was never meant to fail");
    }

    [TestMethod]
    [DataRow(false, "long_job.failed")]
    [DataRow(true, "test.refused")]
    public async Task FailsForGood_IsNotTriedAgain(bool refuses, string code)
    {
        var runs = 0;
        _one.Script.Run = (_, _, _, _) =>
            ++runs > 0 && refuses
                ? Task.FromResult<Result<Worked>>(Error.Conflict("test.refused", "Not today."))
                : throw new InvalidCastException("never meant to fail");
        var id = await _one.Asked(refuses ? LongJobHost.Tough : LongJobHost.Fragile, Ana);
        await _one.TurnToTheEnd();
        _time.Advance(TimeSpan.FromHours(1));
        await _one.TurnToTheEnd();
        runs.ShouldBe(1);
        (await _one.Look(id)).Job.ShouldSatisfyAllConditions(job => job.State.ShouldBe(LongJobState.Failed), job => job.Error!.Code.ShouldBe(code));
    }

    private static async Task Insert(UnitOfWork unitOfWork, CancellationToken cancellationToken)
    {
        await using var write = unitOfWork.Command("insert into counting.operations values (gen_random_uuid(), gen_random_uuid(), 1)");
        await write.ExecuteNonQueryAsync(cancellationToken);
    }
}
