using Ami.Modules.Notifications.Contracts;
using Npgsql;

namespace Ami.Modules.Notifications.Delivery;

/// <summary>Forgets what was mailed to somebody without an account, also what waits to be.</summary>
internal sealed class ForgetRecipient(UnitOfWork unitOfWork, NotificationsPersonalData kept) : IEventHandler<RecipientForgotten>
{
    public const string Name = "notifications.forget-recipient";

    public async Task Handle(RecipientForgotten @event, EventContext context, CancellationToken cancellationToken)
    {
        await kept.Erase(@event.Recipient, cancellationToken);
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from core.outbox_events where user_id = $1").With(@event.Recipient));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
