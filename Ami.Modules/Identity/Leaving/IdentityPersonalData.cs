using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>The account itself. Columns are named one by one, so that no secret gets into an archive because a table grew.</summary>
internal sealed class IdentityPersonalData(UnitOfWork unitOfWork, AvatarStore avatars, SessionStore sessions) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => IdentityKept.All;

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "account/profile.json",
            """
            select u.id, u.email, u.email_confirmed, u.display_name, u.language, u.time_zone, u.plan, u.two_factor_enabled, u.created_at,
                   u.locked_at, u.lock_reason, u.avatar,
                   (select json_agg(r.name order by r.name) from identity.user_roles m join identity.roles r on r.id = m.role_id where m.user_id = u.id) as roles
            from identity.users u where u.id = $1
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "account/sessions.json",
            "select id, created_at, last_used_at, user_agent, address, revoked_at, revoked_reason from identity.sessions where user_id = $1 order by id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "account/devices.json",
            "select id, user_agent, address, created_at, last_used_at, trusted_until from identity.devices where user_id = $1 order by id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "account/sign-in-methods.json",
            "select provider, key, email, linked_at, last_used_at from identity.external_logins where user_id = $1 order by provider",
            userId,
            cancellationToken
        );
        if (await avatars.Find(userId, cancellationToken) is { } name && await avatars.Open(userId, name, cancellationToken) is { } picture)
        {
            await using (picture)
            {
                await archive.File($"account/avatar{Path.GetExtension(name)}", picture, cancellationToken);
            }
        }
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        // Tokens that are out live in the processes' memories, not in these rows.
        await sessions.RevokeAll(userId, null, "erased", cancellationToken);
        await avatars.Remove(userId, cancellationToken);
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                delete from identity.pending_registrations p using identity.users u where u.id = $1 and (p.id = u.id or upper(p.email) = u.normalized_email)
                """
            ).With(userId)
        );

        // Sessions, roles, devices, links and all else that hangs on the account goes with it.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.users where id = $1").With(userId));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
