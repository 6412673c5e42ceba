using Ami.Modules.Notifications.Mailing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.Notifications;

/// <summary>What people were told, where, and what they chose to be told. Links are left out: some carry secrets.</summary>
internal sealed class NotificationsPersonalData(UnitOfWork unitOfWork, MailTransport transport, ILogger<NotificationsPersonalData> logger) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => NotificationsKept.All;

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "notifications/messages.json",
            "select kind, fields, created_at, read_at from notifications.messages where user_id = $1 order by id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "notifications/mails.json",
            "select kind, address, subject, fields, state, created_at, sent_at from notifications.mails where user_id = $1 order by id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "notifications/preferences.json",
            "select kind, in_app, email, updated_at from notifications.preferences where user_id = $1 order by kind",
            userId,
            cancellationToken
        );
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        var mails = await Mails(userId, cancellationToken);
        await using var batch = unitOfWork.Batch();
        foreach (var table in (string[])["messages", "mails", "preferences"])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from notifications.{table} where user_id = $1").With(userId));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        unitOfWork.OnCommitted(() => RemoveFiles(mails));
    }

    private async Task<List<Guid>> Mails(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select id from notifications.mails where user_id = $1 for update");
        command.With(userId);
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>Without a mail server mails lie in a folder, which is emptied by and by in any case.</summary>
    private ValueTask RemoveFiles(List<Guid> mails)
    {
        try
        {
            transport.Pickup?.Remove(mails);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(e, "Mails of an erased account could not be removed from the pickup folder; they go when they are old");
        }

        return ValueTask.CompletedTask;
    }
}
