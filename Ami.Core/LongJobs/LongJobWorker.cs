using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// Does long jobs, in a silo. A turn tells that this process is still there for those that it does, hears which of them somebody wishes to end, and takes new
/// ones, which then run beside the turns.
/// When the process stops, they are cut off and put back.
/// </summary>
internal sealed class LongJobWorker(
    NpgsqlDataSource dataSource,
    LongJobStore store,
    LongJobKinds kinds,
    LongJobPush push,
    FileStore files,
    IServiceScopeFactory scopes,
    LongJobOptions options,
    TimeProvider time,
    ILogger<LongJobWorker> logger
) : NoticeListener(LongJobs.Channel, dataSource, time, logger)
{
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<LongJobClaim, LongJobRun> _running = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Those that this process does now; a test awaits them.</summary>
    internal Task Idle => Task.WhenAll(_running.Values.Select(run => run.Done));

    public async Task Turn(JobRun run, CancellationToken cancellationToken)
    {
        await Beat(cancellationToken);
        var (ended, taken) = await store.Claim(kinds.All, Math.Max(0, options.Parallelism - _running.Count), cancellationToken);
        foreach (var row in taken)
        {
            Begin(row);
        }

        foreach (var row in ended)
        {
            logger.LogWarning("The long job {Job} of {Kind} ended with its process {Process}: {State}", row.Id, row.View.Kind, row.Process, row.View.State);
            await push.Tell(row);
        }

        run.Did(ended.Count + taken.Count);
    }

    /// <summary>Stopped after the turns have ended: whoever registers both registers this one first.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Idle.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    private async Task Beat(CancellationToken cancellationToken)
    {
        if (_running.IsEmpty)
        {
            return;
        }

        var claims = _running.Keys.ToList();
        var held = await store.Beat(claims, cancellationToken);
        foreach (var claim in claims)
        {
            if (!_running.TryGetValue(claim, out var run))
            {
                continue;
            }

            if (!held.TryGetValue(claim, out var cancelRequested))
            {
                await run.Interrupt();
            }
            else if (cancelRequested)
            {
                await run.Cancel();
            }
        }
    }

    private void Begin(LongJobRow row)
    {
        var claim = new LongJobClaim(row.Id, row.Attempt);
        var registration = kinds[row.View.Kind];
        var context = new LongJobContext(row, store, files, push, options.ReportEvery, Time);
        var run = new LongJobRun(row, registration, context, store, push, scopes, options.AfterSetback, Time, logger, _stopping.Token);
        _running[claim] = run;
        run.Start(() =>
        {
            _running.TryRemove(claim, out _);
            // There is room for the next one.
            Signal();
        });
    }
}
