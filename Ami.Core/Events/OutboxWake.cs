using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>Hears of new events by NOTIFY, so that they need not wait for the next look, and outlives restarts of the database.</summary>
internal sealed class OutboxWake(NpgsqlDataSource dataSource, OutboxDispatcher dispatcher, OutboxOptions options, TimeProvider time, ILogger<OutboxWake> logger)
    : BackgroundService
{
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim wake = new(0, 1);

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <summary>Handles what is due, however much it is.</summary>
    public async Task Dispatch(JobRun run, CancellationToken cancellationToken)
    {
        int claimed;
        do
        {
            run.Did(claimed = await dispatcher.DispatchOnce(cancellationToken));
        }
        while (claimed == options.BatchSize);
    }

    public Task Wait(TimeSpan atMost, CancellationToken cancellationToken) => wake.WaitAsync(atMost, cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Listen(stoppingToken);

    private async Task Listen(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(stopping);
                connection.Notification += (_, _) => Signal();
                await using (var listen = new NpgsqlCommand("listen " + Outbox.Channel, connection))
                {
                    await listen.ExecuteNonQueryAsync(stopping);
                }

                while (true)
                {
                    await connection.WaitAsync(stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                logger.LogDebug(e, "The outbox's listening connection was lost; polling until it is back");
                await Task.Delay(Poll, time, CancellationToken.None);
            }
        }
    }

    private void Signal()
    {
        if (wake.CurrentCount == 0)
        {
            wake.Release();
        }
    }
}
