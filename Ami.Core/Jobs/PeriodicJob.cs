using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>
/// Work that is done again and again and recorded. Whatever a run throws is logged, recorded and followed by a wait; it ends neither the job nor the process.
/// Runs are recorded together: a row a minute while something is done or fails, one in a quarter of an hour while nothing is.
/// </summary>
/// <param name="name">Stable, <c>area.what-it-does</c>.</param>
/// <param name="periodic">How often.</param>
/// <param name="work">One run. It must bear being run twice.</param>
/// <param name="log">Where runs are recorded.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The process's log.</param>
public sealed class PeriodicJob(
    string name,
    Periodic periodic,
    Func<JobRun, CancellationToken, Task> work,
    JobLog log,
    TimeProvider time,
    ILogger<PeriodicJob> logger
)
{
    private static readonly TimeSpan Tell = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TellIdle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private JobRecord? _stretch;
    private DateTimeOffset? _toldAt;

    /// <summary>Runs until cancelled, the first time at once. One call at a time.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        await periodic.Repeat(
            RunOnce,
            (failure, failures) => logger.LogWarning(failure, "{Job} failed, {Failures} times in a row", name, failures),
            time,
            cancellationToken
        );
        using var patience = new CancellationTokenSource(LastWords, time);
        await Flush(patience.Token);
    }

    private async Task RunOnce(CancellationToken cancellationToken)
    {
        var run = new JobRun(name, logger);
        _stretch ??= log.Begin(name);
        try
        {
            await work(run, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await Record(run, failure, cancellationToken);
            throw;
        }

        await Record(run, null, cancellationToken);
    }

    private async Task Record(JobRun run, Exception? failure, CancellationToken cancellationToken)
    {
        var stretch = log.Add(_stretch ?? log.Begin(name), run, failure);
        _stretch = stretch;
        var patience = stretch.Items > 0 || stretch.Errors > 0 ? Tell : TellIdle;
        if (_toldAt is not { } told || time.GetUtcNow() - told >= patience)
        {
            await Flush(cancellationToken);
        }
    }

    private async Task Flush(CancellationToken cancellationToken)
    {
        if (_stretch is not { Runs: > 0 } stretch)
        {
            return;
        }

        try
        {
            if (_toldAt is null)
            {
                await log.Register(name, $"every {periodic.Every}", cancellationToken);
            }

            await log.Write(stretch, cancellationToken);
            (_stretch, _toldAt) = (null, time.GetUtcNow());
        }
        catch (Exception e)
        {
            logger.LogDebug(e, "What {Job} did could not be recorded; it is kept for the next time", name);
        }
    }
}
