using Npgsql;

namespace Ami.Core;

/// <summary>
/// What the core itself knows of a person: their acts in the audit log, whose personal part is erased while the chain stays; events about them; stored
/// answers to their requests; features that were switched for them. Ledger accounts belong to accounts, not to people, and stay.
/// </summary>
internal sealed class CorePersonalData(UnitOfWork unitOfWork, AuditLog audit) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => CoreKept.Of;

    public Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken) =>
        archive.Rows(
            "activity/security-log.json",
            """
            select at, action, succeeded, address, user_agent, before, after from core.audit_entries where actor_id = $1
            union all
            select at, action, succeeded, null, null, null, null from core.audit_entries
            where subject_type = 'user' and subject_id = $1::text and actor_id is distinct from $1
            order by at
            """,
            userId,
            cancellationToken
        );

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        audit.Forget(userId);
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from core.idempotency_keys where user_id = $1").With(userId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from core.feature_flag_users where user_id = $1").With(userId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from core.outbox_events where user_id = $1").With(userId));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
