using Ami.Modules.Notifications.Mailing;
using Npgsql;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>Once a day removes mails and notifications that are too old to matter. Two silos doing it at once do no harm.</summary>
internal sealed class SweepMessages(NpgsqlDataSource dataSource, MailTransport transport, TimeProvider time)
{
    /// <summary>What was sent, and what failed, is looked into within weeks; addresses are kept no longer than that takes.</summary>
    internal static readonly TimeSpan KeepMails = TimeSpan.FromDays(90);
    internal static readonly TimeSpan KeepMessages = TimeSpan.FromDays(365);

    internal async Task Sweep(JobRun run, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        transport.Pickup?.RemoveOlderThan(now - KeepMails);
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from notifications.mails where state <> 'Queued' and created_at < $1").With(now - KeepMails));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from notifications.messages where created_at < $1").With(now - KeepMessages));
        run.Did(await batch.ExecuteNonQueryAsync(cancellationToken));
    }
}
