using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ami.Core;

/// <summary>How a job runs again and again.</summary>
/// <param name="Every">From the end of a run to the next.</param>
/// <param name="AfterFailure">The wait after failures in a row, when that is longer.</param>
public sealed record Periodic(TimeSpan Every, Backoff AfterFailure)
{
    /// <summary>After failures the same wait, up to five seconds when they go on: a server that is back should not be waited for.</summary>
    public Periodic(TimeSpan every) : this(every, new Backoff(every, every > LongestByDefault ? every : LongestByDefault))
    {
    }

    private static TimeSpan LongestByDefault => TimeSpan.FromSeconds(5);

    /// <summary>Waits until the next run, or until there is reason to run sooner; by default simply waits.</summary>
    public Func<TimeSpan, CancellationToken, Task>? Wait { get; init; }

    /// <summary>Whether one process of the cluster at a time runs it.</summary>
    public bool InOneProcess { get; init; }
}

/// <summary>
/// Runs work again and again, the first time at once. Whatever a run throws is logged, recorded and followed by a wait; it ends neither the job nor the process.
/// </summary>
internal sealed class PeriodicJob(
    string name, Periodic periodic, Func<JobRun, CancellationToken, Task> work, JobLog log, Leadership leadership, TimeProvider time, ILogger<PeriodicJob> logger) : BackgroundService
{
    /// <summary>Runs that did something are told of once in this time, and those that did nothing once in <see cref="TellIdle"/>.</summary>
    private static readonly TimeSpan Tell = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TellIdle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private JobRecord? _stretch;
    private DateTimeOffset? _toldAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever starts the host is not held up.
        await Task.Yield();
        await (periodic.InOneProcess ? leadership.RunWhileLeader(name, Repeat, stoppingToken) : Repeat(stoppingToken));
        using var patience = new CancellationTokenSource(LastWords, time);
        await Flush(patience.Token);
    }

    private async Task Repeat(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var (run, failure) = (new JobRun(), (Exception?)null);
            _stretch ??= log.Begin(name);
            try
            {
                await work(run, cancellationToken);
                failures = 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                failure = e;
                failures++;
                logger.LogWarning(e, "{Job} failed, {Failures} times in a row", name, failures);
            }

            _stretch = log.Add(_stretch, run, failure);
            if (IsWorthTelling()) await Flush(cancellationToken);
            var backoff = failures == 0 ? TimeSpan.Zero : periodic.AfterFailure.After(failures);
            var wait = backoff > periodic.Every ? backoff : periodic.Every;
            await (failures == 0 && periodic.Wait is { } woken ? woken(wait, cancellationToken) : Task.Delay(wait, time, cancellationToken))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsWorthTelling()
    {
        if (_stretch is not { } stretch) return false;
        var patience = stretch.Items > 0 || stretch.Errors > 0 ? Tell : TellIdle;
        return _toldAt is not { } told || time.GetUtcNow() - told >= patience;
    }

    private async Task Flush(CancellationToken cancellationToken)
    {
        if (_stretch is not { Runs: > 0 } stretch) return;
        try
        {
            if (_toldAt is null) await log.Register(name, $"every {periodic.Every}", cancellationToken);
            await log.Write(stretch, cancellationToken);
            (_stretch, _toldAt) = (null, time.GetUtcNow());
        }
        catch (Exception e)
        {
            logger.LogDebug(e, "What {Job} did could not be recorded; it is kept for the next time", name);
        }
    }
}
