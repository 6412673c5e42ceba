using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>Keeps a silo sending: woken when a mail is queued in this process, looking every few seconds besides, and outliving restarts of the database.</summary>
internal sealed class MailWorker(MailQueue queue, MailTransport transport, ILogger<MailWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!transport.IsConfigured)
        {
            logger.LogWarning("Neither Mail:Smtp:Host nor Mail:Pickup is set: mails wait in notifications.mails until one is");
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await queue.SendDue(stoppingToken) == 0) await queue.WaitForWake(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "The queue of mails is waiting for the database");
                await queue.WaitForWake(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
