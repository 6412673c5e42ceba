using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Core;

/// <summary>Hears of new events by NOTIFY, so that they need not wait for the next look, and outlives restarts of the database.</summary>
internal sealed class OutboxWake(NpgsqlDataSource dataSource, TimeProvider time, ILogger<OutboxWake> logger) : BackgroundService
{
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim wake = new(0, 1);

    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    public Task Wait(TimeSpan atMost, CancellationToken cancellationToken) => wake.WaitAsync(atMost, cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new Periodic(Poll).Repeat(
        Listen, (lost, _) => logger.LogDebug(lost, "The outbox's listening connection was lost; polling until it is back"), time, stoppingToken);

    /// <summary>Until the connection is lost.</summary>
    private async Task Listen(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => Signal();
        await using var listen = new NpgsqlCommand("listen " + Outbox.Channel, connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);
        while (true) await connection.WaitAsync(cancellationToken);
    }

    private void Signal()
    {
        if (wake.CurrentCount == 0)
        {
            wake.Release();
        }
    }
}
