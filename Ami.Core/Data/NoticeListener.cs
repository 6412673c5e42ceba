using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>
/// Hears of new work by NOTIFY, so that it need not wait for the next look, and outlives restarts of the database. Whoever uses it looks by the clock as well:
/// a notice may be lost.
/// </summary>
internal abstract class NoticeListener(string channel, NpgsqlDataSource dataSource, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _wake = new(0, 1);

    protected TimeProvider Time => time;

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <summary>Waits for a notice, but not for ever.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken cancellationToken) => _wake.WaitAsync(atMost, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, _) => Signal();
                await using (var listen = new NpgsqlCommand("listen " + channel, connection))
                {
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                }

                while (true)
                {
                    await connection.WaitAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                logger.LogDebug(e, "The connection that listens to {Channel} was lost; polling until it is back", channel);
                await Task.Delay(Retry, time, CancellationToken.None);
            }
        }
    }

    /// <summary>There is something to do.</summary>
    protected void Signal()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
    }
}
