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

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new Periodic(Retry).Repeat(
            Listen,
            (lost, _) => logger.LogDebug(lost, "The connection that listens to {Channel} was lost; polling until it is back", channel),
            time,
            stoppingToken
        );

    /// <summary>Until the connection is lost.</summary>
    private async Task Listen(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => Signal();
        await using (var listen = new NpgsqlCommand("listen " + channel, connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    /// <summary>There is something to do.</summary>
    protected void Signal()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }
}
