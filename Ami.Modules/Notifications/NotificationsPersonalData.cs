using Ami.Core;

namespace Ami.Modules.Notifications;

/// <summary>What people were told, where, and what they chose to be told. Links are left out: some carry secrets.</summary>
internal sealed class NotificationsPersonalData(UnitOfWork unitOfWork) : IPersonalData
{
    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "notifications/messages.json", "select kind, fields, created_at, read_at from notifications.messages where user_id = $1 order by id", userId, cancellationToken);
        await archive.Rows(
            "notifications/mails.json", "select kind, address, subject, fields, state, created_at, sent_at from notifications.mails where user_id = $1 order by id", userId, cancellationToken);
        await archive.Rows("notifications/preferences.json", "select kind, in_app, email, updated_at from notifications.preferences where user_id = $1 order by kind", userId, cancellationToken);
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        foreach (var table in (string[])["messages", "mails", "preferences"])
            batch.BatchCommands.Add(new($"delete from notifications.{table} where user_id = $1") { Parameters = { new() { Value = userId } } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
