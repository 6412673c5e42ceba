using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Core.LongJobs;

/// <summary>What a test job is asked for.</summary>
internal sealed record Work(string Name);

/// <summary>What it leaves.</summary>
/// <param name="Attempt">Of the run that did it.</param>
internal sealed record Worked(string Name, int Attempt);

/// <summary>What test jobs do, as the test says.</summary>
internal sealed class Script
{
    public Func<Work, LongJobContext, UnitOfWork, CancellationToken, Task<Result<Worked>>> Run { get; set; } =
        (work, context, _, _) => Task.FromResult<Result<Worked>>(new Worked(work.Name, context.Attempt));
}

/// <summary>A silo that does long jobs, turn by turn, on a clock that the test moves.</summary>
internal sealed class LongJobHost : IAsyncDisposable
{
    public static readonly LongJobKind<Work, Worked> Fragile = new("test.fragile")
    {
        Concurrency = 2,
        MostOpen = 3,
        MostPerDay = 5,
    };
    public static readonly LongJobKind<Work, Worked> Tough = new("test.tough")
    {
        Resumable = true,
        MostSetbacks = 3,
        Keep = TimeSpan.FromDays(2),
    };
    private readonly ServiceProvider _services;

    private LongJobHost(ServiceProvider services, Script script) => (_services, Script) = (services, script);

    public Script Script { get; }

    public IServiceProvider Services => _services;

    public LongJobWorker Worker => _services.GetRequiredService<LongJobWorker>();

    public static LongJobHost Start(TestDatabase database, TimeProvider time, string files, LongJobOptions? options = null)
    {
        var script = new Script();
        return new LongJobHost(
            CoreHost.Build(
                database.App,
                services =>
                    services
                        .AddSingleton(time)
                        .AddSingleton(script)
                        .AddSingleton(options ?? new LongJobOptions { ReportEvery = TimeSpan.FromHours(1) })
                        .AddSingleton<LongJobStore>()
                        .AddSingleton<LongJobWorker>()
                        .AddSingleton<SweepLongJobs>()
                        .AddLongJob<FragileJob, Work, Worked>(Fragile)
                        .AddLongJob<ToughJob, Work, Worked>(Tough),
                files: files
            ),
            script
        );
    }

    /// <summary>Makes test jobs known to another host.</summary>
    public static void AddFragile(IServiceCollection services) => services.AddSingleton(new Script()).AddLongJob<FragileJob, Work, Worked>(Fragile);

    public Task<Answer<LongJobView>> Ask(LongJobKind<Work, Worked> kind, Guid user, RequestKey? request = null, string name = "one", Stream? file = null) =>
        _services.InScope(async scope =>
        {
            var jobs = scope.GetRequiredService<Ami.Core.LongJobs>();
            var id = jobs.NewId();
            var stored = file is null ? null : await jobs.StoreInput(id, file, CancellationToken.None);
            return await jobs.Enqueue(kind, new NewLongJob<Work>(id, user, name, new Work(name)) { Request = request, File = stored }, CancellationToken.None);
        });

    public async Task<Guid> Asked(LongJobKind<Work, Worked> kind, Guid user) => (await Ask(kind, user)).Result.Value.Id;

    public Task<T> Jobs<T>(Func<Ami.Core.LongJobs, Task<T>> call) => _services.InScope(scope => call(scope.GetRequiredService<Ami.Core.LongJobs>()));

    public async Task<StaffLongJob> Look(Guid id) =>
        (await Jobs(jobs => jobs.List(new LongJobFilter(), null, 200, CancellationToken.None))).Value.Items.Single(one => one.Job.Id == id);

    public async Task<LongJobState> StateOf(Guid id) => (await Look(id)).Job.State;

    /// <summary>Takes what is due.</summary>
    public Task Turn() => Worker.Turn(new JobRun("test", NullLogger.Instance), CancellationToken.None);

    /// <summary>Takes what is due and waits until it is done.</summary>
    public async Task TurnToTheEnd()
    {
        await Turn();
        await Worker.Idle;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal sealed class FragileJob(Script script, UnitOfWork unitOfWork) : ILongJob<Work, Worked>
    {
        public Task<Result<Worked>> Run(Work input, LongJobContext context, CancellationToken cancellationToken) =>
            script.Run(input, context, unitOfWork, cancellationToken);
    }

    internal sealed class ToughJob(Script script, UnitOfWork unitOfWork) : ILongJob<Work, Worked>
    {
        public Task<Result<Worked>> Run(Work input, LongJobContext context, CancellationToken cancellationToken) =>
            script.Run(input, context, unitOfWork, cancellationToken);
    }
}
