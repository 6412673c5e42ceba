using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>A long job that this process does: runs it in a scope of its own, and writes what became of it, unless another process has it by then.</summary>
internal sealed class LongJobRun(
    LongJobRow job,
    LongJobRegistration registration,
    LongJobContext context,
    LongJobStore store,
    LongJobPush push,
    IServiceScopeFactory scopes,
    Backoff afterSetback,
    TimeProvider time,
    ILogger logger,
    CancellationToken stopping
)
{
    /// <summary>While the database is away, between attempts to say how a job ended.</summary>
    private static readonly Backoff WhileAway = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    private readonly CancellationTokenSource _cut = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly LongJobClaim _claim = new(job.Id, job.Attempt);
    private volatile bool _cancelled;

    /// <summary>Never fails.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    public void Start(Action ended) =>
        Done = Task.Run(async () =>
        {
            try
            {
                await Execute();
            }
            catch (Exception e)
            {
                logger.LogError(e, "What became of the long job {Job} could not be written; its lease will run out", job.Id);
            }
            finally
            {
                ended();
                _cut.Dispose();
            }
        });

    /// <summary>Somebody wishes it to end.</summary>
    public Task Cancel()
    {
        _cancelled = true;
        return Interrupt();
    }

    /// <summary>Ends the work; what becomes of the job follows from why.</summary>
    public async Task Interrupt()
    {
        try
        {
            await _cut.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private async Task Execute()
    {
        using var span = Telemetry.Source.StartActivity($"long job {job.View.Kind}");
        span?.SetTag("ami.job.id", job.Id).SetTag("ami.job.attempt", job.Attempt);
        var row = await Attempt() is { } end ? await Persist(ct => store.End(_claim, registration.Kind, end, ct)) : null;
        if (row is null)
        {
            return;
        }

        span?.SetStatus(row.View.State == LongJobState.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
        await push.Tell(row);
    }

    /// <returns>How the job ended; null when it did not, or is another process's to end.</returns>
    private async Task<LongJobEnd?> Attempt()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return LongJobEnd.Of(await registration.Run(scope.ServiceProvider, job.Input, context, _cut.Token), context.Kept);
        }
        catch (LongJobLostException)
        {
            // Refused because of a wish to end it, which stands in its row; or the row is not ours any more, and this changes nothing.
            return LongJobEnd.Cancelled;
        }
        catch (Exception e) when (_cut.IsCancellationRequested)
        {
            // Whatever it is, it follows from the cut: work that is cut off does not always end with the exception for it.
            logger.LogDebug(e, "Run {Attempt} of the long job {Job} was cut off", job.Attempt, job.Id);
            if (_cancelled)
            {
                return LongJobEnd.Cancelled;
            }

            if (!stopping.IsCancellationRequested)
            {
                return null;
            }

            if (!registration.Kind.Resumable)
            {
                return LongJobEnd.Failed(LongJobErrors.Interrupted);
            }

            await PutBack(TimeSpan.Zero, null);
            return null;
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "Run {Attempt} of the long job {Job} of {Kind} failed", job.Attempt, job.Id, job.View.Kind);
            if (!registration.Kind.Resumable || job.Setbacks + 1 >= registration.Kind.MostSetbacks)
            {
                return LongJobEnd.Failed(LongJobErrors.Failed, e);
            }

            await PutBack(afterSetback.After(job.Setbacks + 1), e);
            return null;
        }
    }

    private async Task PutBack(TimeSpan wait, Exception? fault)
    {
        if (await Persist(ct => store.HandBack(_claim, wait, fault, ct)) is { } row)
        {
            await push.Tell(row);
        }
    }

    /// <summary>Tries until the database is there; a process that stops tries once.</summary>
    private async Task<LongJobRow?> Persist(Func<CancellationToken, Task<LongJobRow?>> write)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await write(CancellationToken.None);
            }
            catch (Exception e) when (DatabaseFaults.IsTransient(e) && !stopping.IsCancellationRequested)
            {
                logger.LogWarning(e, "What became of the long job {Job} could not be written yet", job.Id);
                await Task.Delay(WhileAway.After(failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
