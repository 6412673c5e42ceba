using System.Collections.Concurrent;
using System.Text.Json;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Core.LongJobs;

/// <summary>Long jobs: asked for, done, called off, counted and forgotten.</summary>
[TestClass]
public sealed class LongJobTests
{
    private static readonly Guid Ana = Guid.CreateVersion7(),
        Bob = Guid.CreateVersion7();
    private readonly ManualTime _time = new();
    private readonly string _files = Directory.CreateTempSubdirectory("ami-long-jobs-").FullName;
    private TestDatabase _database = null!;
    private LongJobHost _silo = null!;

    [TestInitialize]
    public async Task Start() => _silo = LongJobHost.Start(_database = await CoreHost.CreateDatabase(), _time, _files);

    [TestCleanup]
    public async Task Stop()
    {
        await _silo.DisposeAsync();
        Directory.Delete(_files, recursive: true);
    }

    [TestMethod]
    public async Task Run_Succeeds_TellsItsProgressAndKeepsResultAndFile()
    {
        var heard = new ConcurrentQueue<LongJobView>();
        using var subscription = _silo
            .Services.GetRequiredService<LiveBus>()
            .Subscribe(
                LongJobPush.ChannelOf(Ana),
                message => heard.Enqueue(JsonSerializer.Deserialize<Told>(message.Span, Answers.Json).ShouldNotBeNull().Job)
            );
        _silo.Script.Run = async (work, context, _, ct) =>
        {
            await using var input = await context.OpenInput(ct);
            using var text = new StreamReader(input);
            (await text.ReadToEndAsync(ct)).ShouldBe("from the browser");
            await context.Report(new LongJobProgress(1, 2, 0.25, "test.reading") { Figures = new Dictionary<string, double> { ["rows"] = 7 } }, ct);
            // Too soon after the first to be worth writing.
            await context.Report(new LongJobProgress(1, 2, 0.3, "test.reading"), ct);
            await context.Report(new LongJobProgress(2, 2, 0.5, "test.writing"), ct);
            await context.Keep("answer.txt", "text/plain", new MemoryStream("to the browser"u8.ToArray()), ct);
            return new Worked(work.Name, context.Attempt);
        };
        var id = (await _silo.Ask(LongJobHost.Fragile, Ana, file: new MemoryStream("from the browser"u8.ToArray()))).Result.Value.Id;
        await _silo.TurnToTheEnd();

        var job = (await _silo.Look(id)).Job;
        (job.State, job.Attempt, job.Error).ShouldBe((LongJobState.Succeeded, 1, null));
        job.Progress.ShouldNotBeNull().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("test.writing"), p => p.Fraction.ShouldBe(0.5));
        job.KeptUntil.ShouldBe(_time.GetUtcNow().AddDays(30));
        (await _silo.Jobs(jobs => jobs.Result(LongJobHost.Fragile, id, CancellationToken.None))).Value.ShouldBe(new Worked("one", 1));
        var (file, content) = (await _silo.Jobs(jobs => jobs.OpenFile(id, Ana, CancellationToken.None))).Value;
        file.ShouldBe(new LongJobFile("answer.txt", "text/plain"));
        using (var text = new StreamReader(content))
        {
            (await text.ReadToEndAsync()).ShouldBe("to the browser");
        }

        (await _silo.Jobs(jobs => jobs.OpenFile(id, Bob, CancellationToken.None))).Error.Code.ShouldBe("long_job.not_found");

        heard
            .Select(told => (told.State, told.Progress?.Code))
            .ShouldBe([(LongJobState.Running, "test.reading"), (LongJobState.Running, "test.writing"), (LongJobState.Succeeded, "test.writing")]);
        heard.First().Progress.ShouldNotBeNull().Figures["rows"].ShouldBe(7);
        heard.Select(told => told.Revision).ShouldBeInOrder(SortDirection.Ascending);
    }

    private sealed record Told(string Type, LongJobView Job);

    [TestMethod]
    public async Task Enqueue_ItsUnitOfWorkRollsBack_ThereIsNone()
    {
        await _silo.Services.InScope(async scope =>
        {
            var (unitOfWork, jobs) = (scope.GetRequiredService<UnitOfWork>(), scope.GetRequiredService<Ami.Core.LongJobs>());
            return await unitOfWork.Run<Result<int>>(async ct =>
            {
                (await jobs.Enqueue(LongJobHost.Tough, new NewLongJob<Work>(jobs.NewId(), Ana, "none", new Work("none")), ct)).Result.IsOk.ShouldBeTrue();
                return Error.Conflict("test.refused", "Not today.");
            });
        });
        (await _silo.Jobs(jobs => jobs.List(new LongJobFilter(Ana), null, null, CancellationToken.None))).Value.Items.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Enqueue_SameKey_IsOneJobAndAnotherBodyIsRefused()
    {
        RequestKey Key(byte hash) => new(Ana, "key", [hash]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _silo.Ask(LongJobHost.Tough, Ana, Key(1))));
        answers.Select(answer => answer.Result.Value.Id).Distinct().Count().ShouldBe(1);
        answers.Count(answer => answer.Replayed).ShouldBe(4);
        (await _silo.Ask(LongJobHost.Tough, Ana, Key(2))).Result.Error.Code.ShouldBe("idempotency.key_reused");
        (await _silo.Jobs(jobs => jobs.List(new LongJobFilter(Ana), null, null, CancellationToken.None))).Value.Items.Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Enqueue_QuotaUsedUp_IsRefusedUntilThereIsRoom()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _silo.Ask(LongJobHost.Fragile, Ana)));
        asked.Where(answer => !answer.Result.IsOk).Select(answer => answer.Result.Error.Code).ShouldBe(["long_job.too_many", "long_job.too_many"]);
        (await _silo.Ask(LongJobHost.Fragile, Bob)).Result.IsOk.ShouldBeTrue();
        (await _silo.Ask(LongJobHost.Tough, Ana)).Result.IsOk.ShouldBeTrue();

        _time.Advance(TimeSpan.FromHours(1));
        while (
            (await _silo.Jobs(jobs => jobs.List(new LongJobFilter(Ana, State: LongJobState.Queued), null, null, CancellationToken.None))).Value.Items.Count > 0
        )
        {
            await _silo.TurnToTheEnd();
        }

        for (var i = 0; i < 2; i++)
        {
            (await _silo.Ask(LongJobHost.Fragile, Ana)).Result.IsOk.ShouldBeTrue();
        }

        await _silo.TurnToTheEnd();
        var refused = (await _silo.Ask(LongJobHost.Fragile, Ana)).Result.Error;
        (refused.Code, refused.Kind, refused.RetryAfter).ShouldBe(("long_job.too_many_today", ErrorKind.TooMany, TimeSpan.FromHours(23)));
        _time.Advance(TimeSpan.FromHours(23) + TimeSpan.FromSeconds(1));
        (await _silo.Ask(LongJobHost.Fragile, Ana)).Result.IsOk.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Turn_ManySilosAtOnce_DoEachJobOnceAndNoMoreOfAKindThanItAllows()
    {
        const int Jobs = 40;
        var (inside, most) = (0, 0);
        var options = new LongJobOptions { Parallelism = 8 };
        await using var other = LongJobHost.Start(_database, _time, _files, options);
        await using var third = LongJobHost.Start(_database, _time, _files, options);
        LongJobHost[] silos = [_silo, other, third];
        foreach (var silo in silos)
        {
            silo.Script.Run = async (work, context, _, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                return new Worked(work.Name, context.Attempt);
            };
        }

        for (var i = 0; i < Jobs; i++)
        {
            await _silo.Asked(LongJobHost.Fragile, Guid.CreateVersion7());
        }

        await Task.WhenAll(
            silos.Select(async silo =>
            {
                while (await Count(LongJobState.Succeeded) < Jobs)
                {
                    await Task.WhenAll(silo.Turn(), silo.Turn(), silo.Worker.Idle);
                }
            })
        );
        most.ShouldBeLessThanOrEqualTo(2);
        (await CoreHost.Scalar<long>(_database.App, "select sum(attempt) from core.long_jobs")).ShouldBe(Jobs, "a job was taken twice");
    }

    [TestMethod]
    public async Task Cancel_WaitsOrRunsOrHasEnded_EndsAndNothingOfItStands()
    {
        var begun = new TaskCompletionSource();
        _silo.Script.Run = async (work, context, unitOfWork, ct) =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new Worked(work.Name, context.Attempt);
        };
        var running = await _silo.Asked(LongJobHost.Tough, Ana);
        await _silo.Turn();
        await begun.Task;
        var waiting = await _silo.Asked(LongJobHost.Tough, Ana);
        (await Cancel(waiting, Bob)).Error.Code.ShouldBe("long_job.not_found");
        (await Cancel(waiting, Ana)).Value.State.ShouldBe(LongJobState.Cancelled);
        (await Cancel(running, Ana)).Value.ShouldSatisfyAllConditions(
            job => job.State.ShouldBe(LongJobState.Running),
            job => job.CancelRequested.ShouldBeTrue()
        );
        await _silo.TurnToTheEnd();
        (await _silo.StateOf(running)).ShouldBe(LongJobState.Cancelled);
        (await Cancel(running, Ana)).Value.State.ShouldBe(LongJobState.Cancelled);
    }

    [TestMethod]
    public async Task Cancel_JustBeforeItCommits_NothingOfItStands()
    {
        Guid id = default;
        _silo.Script.Run = (work, context, unitOfWork, ct) =>
            unitOfWork.Run<Result<Worked>>(
                async inside =>
                {
                    await Count(unitOfWork, context.Id, inside);
                    (await Cancel(id, Ana)).Value.CancelRequested.ShouldBeTrue();
                    await context.Hold(unitOfWork, new Worked(work.Name, context.Attempt), inside);
                    return new Worked(work.Name, context.Attempt);
                },
                CancellationToken.None
            );
        id = await _silo.Asked(LongJobHost.Tough, Ana);
        await _silo.TurnToTheEnd();
        (await _silo.StateOf(id)).ShouldBe(LongJobState.Cancelled);
        (await CoreHost.Scalar<long>(_database.App, "select count(*) from counting.operations")).ShouldBe(0);
    }

    [TestMethod]
    public async Task Sweep_ForgetsOldJobsAndDeletesFilesThatNoneNeeds()
    {
        _silo.Script.Run = async (work, context, _, ct) =>
        {
            await context.Keep("kept.txt", "text/plain", new MemoryStream([1]), ct);
            return new Worked(work.Name, context.Attempt);
        };
        var done = (await _silo.Ask(LongJobHost.Tough, Ana, file: new MemoryStream([1]))).Result.Value.Id;
        await _silo.TurnToTheEnd();
        var waiting = (await _silo.Ask(LongJobHost.Tough, Ana, file: new MemoryStream([2]))).Result.Value.Id;
        var never = await _silo.Jobs(async jobs => (await jobs.StoreInput(jobs.NewId(), new MemoryStream([3]), CancellationToken.None)).Value);
        await Sweep();
        (await Stored()).ShouldBe(
            [$"long-jobs/{done:n}/result-1", $"long-jobs/{waiting:n}/input", never],
            ignoreOrder: true,
            "what came in with a job that has ended goes; what nobody asked for yet stays for a while"
        );

        _time.Advance(TimeSpan.FromHours(2));
        await Sweep();
        (await Stored()).ShouldBe([$"long-jobs/{done:n}/result-1", $"long-jobs/{waiting:n}/input"], ignoreOrder: true);
        _time.Advance(TimeSpan.FromDays(2));
        await Sweep();
        (await Stored()).ShouldBe([$"long-jobs/{waiting:n}/input"]);
        (await _silo.Jobs(jobs => jobs.List(new LongJobFilter(Ana), null, null, CancellationToken.None)))
            .Value.Items.Select(one => one.Job.Id)
            .ShouldBe([waiting]);
    }

    private Task<Result<LongJobView>> Cancel(Guid id, Guid user) => _silo.Jobs(jobs => jobs.Cancel(id, user, CancellationToken.None));

    private Task Sweep() => _silo.Services.GetRequiredService<SweepLongJobs>().Sweep(new JobRun("test", NullLogger.Instance), CancellationToken.None);

    private async Task<List<string>> Stored()
    {
        var keys = new List<string>();
        await foreach (var key in _silo.Services.GetRequiredService<FileStore>().List(FileKey.Parse("long-jobs")))
        {
            keys.Add(key.Value);
        }

        return keys;
    }

    private Task<long> Count(LongJobState state) =>
        CoreHost.Scalar<long>(_database.App, $"select count(*) from core.long_jobs where state = '{state.ToString().ToLowerInvariant()}'");

    private static async Task Count(UnitOfWork unitOfWork, Guid id, CancellationToken cancellationToken)
    {
        await using var write = unitOfWork.Command("insert into counting.operations values (gen_random_uuid(), $1, 1)");
        write.With(id);
        await write.ExecuteNonQueryAsync(cancellationToken);
    }
}
