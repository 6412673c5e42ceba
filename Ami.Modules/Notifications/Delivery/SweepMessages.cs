using Ami.Modules.Notifications.Mailing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>Once a day removes mails and notifications that are too old to matter. Two silos doing it at once do no harm.</summary>
internal sealed class SweepMessages(NpgsqlDataSource dataSource, MailTransport transport, TimeProvider time, ILogger<SweepMessages> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    /// <summary>What was sent, and what failed, is looked into within weeks; addresses are kept no longer than that takes.</summary>
    private static readonly TimeSpan KeepMails = TimeSpan.FromDays(90);
    private static readonly TimeSpan KeepMessages = TimeSpan.FromDays(365);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException)
            {
                logger.LogWarning(exception, "Old mails and notifications could not be removed; next try in a day");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task Sweep(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        transport.Pickup?.RemoveOlderThan(now - KeepMails);
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new("delete from notifications.mails where state <> 'Queued' and created_at < $1") { Parameters = { new() { Value = now - KeepMails } } });
        batch.BatchCommands.Add(new("delete from notifications.messages where created_at < $1") { Parameters = { new() { Value = now - KeepMessages } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
