using Microsoft.Extensions.Logging;

namespace Ami.Modules.Notifications.Mailing;

/// <summary>Sends what is due: woken when a mail is queued in this process, looking every few seconds besides.</summary>
internal sealed class SendMails(MailQueue queue, MailTransport transport, ILogger<SendMails> logger)
{
    private bool _told;

    public async Task Run(JobRun run, CancellationToken cancellationToken)
    {
        if (!transport.IsConfigured)
        {
            if (!_told)
            {
                logger.LogWarning("Neither Mail:Smtp:Host nor Mail:Pickup is set: mails wait in notifications.mails until one is");
            }

            _told = true;
            return;
        }

        int claimed;
        do
        {
            run.Did(claimed = await queue.SendDue(cancellationToken));
        } while (claimed > 0);
    }
}
