using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>Keeps a silo dispatching: woken by NOTIFY, polling every second besides, and outliving restarts of the database.</summary>
internal sealed class OutboxWorker(NpgsqlDataSource dataSource, OutboxDispatcher dispatcher, OutboxOptions options, TimeProvider time, ILogger<OutboxWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim wake = new(0, 1);

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Listen(stoppingToken), Dispatch(stoppingToken));

    private async Task Dispatch(CancellationToken stopping)
    {
        var nextSweep = time.GetUtcNow();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (time.GetUtcNow() >= nextSweep)
                {
                    await Sweep(stopping);
                    nextSweep = time.GetUtcNow() + TimeSpan.FromHours(1);
                }

                if (await dispatcher.DispatchOnce(stopping) < options.BatchSize)
                {
                    await wake.WaitAsync(Poll, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "The outbox is waiting for the database");
                await Task.Delay(Poll, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Handled events and idempotent responses are kept a week; dead letters stay until somebody decides.</summary>
    private async Task Sweep(CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("""
            delete from core.outbox_events e where e.occurred_at < $1
            and not exists (select from core.outbox_deliveries d where d.event_id = e.id and d.state <> 'handled')
            """)
        {
            Parameters = { new() { Value = time.GetUtcNow() - TimeSpan.FromDays(7) } },
        });
        batch.BatchCommands.Add(new("delete from core.idempotency_keys where created_at < $1")
        {
            Parameters = { new() { Value = time.GetUtcNow() - Idempotency.Retention } },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

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
