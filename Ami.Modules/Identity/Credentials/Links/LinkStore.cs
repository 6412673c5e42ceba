using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Identity;

/// <summary>A link that was opened: whose it was and which address it is about.</summary>
internal sealed record OpenedLink(Guid UserId, string Purpose, string Email);

/// <summary>Mailed links. Each works once: using it deletes it. Everything here runs inside a unit of work.</summary>
internal sealed class LinkStore(UnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>The time that must pass between two mails with links of one purpose for one account.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private const int PerDay = 8;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Removes links that neither work nor count any more.</summary>
    public static NpgsqlBatchCommand Sweep(DateTimeOffset now) =>
        new NpgsqlBatchCommand("delete from identity.links where expires_at < $1 and created_at < $2").With(now).With(now - Day);

    /// <summary>A new link about an address; returns its secret, which nobody can read again.</summary>
    public async Task<string> Create(Guid userId, LinkPurpose purpose, string email, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (text, hash) = LinkSecret.New();
        await using var command = unitOfWork.Command(
            """
            insert into identity.links (hash, user_id, purpose, email, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)
            """
        );
        foreach (var value in new object[] { hash, userId, purpose.Name, email, now, now + purpose.Lifetime })
        {
            command.With(value);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
        return text;
    }

    /// <summary>Uses a link up, or null when there is none of these purposes that still works. With a user, only theirs; another's stays as it is.</summary>
    public async Task<OpenedLink?> Use(string secret, Guid? ofUser, LinkPurpose[] purposes, CancellationToken cancellationToken)
    {
        if (LinkSecret.HashOf(secret) is not { } hash)
        {
            return null;
        }

        await using var command = unitOfWork.Command(
            """
            delete from identity.links where hash = $1 and purpose = any($2) and expires_at > $3 and ($4::uuid is null or user_id = $4)
            returning user_id, purpose, email
            """
        );
        command.With(hash).With(purposes.Select(p => p.Name).ToArray()).With(time.GetUtcNow()).With(ofUser, NpgsqlDbType.Uuid);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new OpenedLink(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
    }

    /// <summary>True while <see cref="Use"/> would take it. May be called outside a unit of work.</summary>
    public Task<bool> Works(string secret, LinkPurpose purpose, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                if (LinkSecret.HashOf(secret) is not { } hash)
                {
                    return false;
                }

                await using var command = unitOfWork.Command("select exists (select from identity.links where hash = $1 and purpose = $2 and expires_at > $3)");
                command.With(hash).With(purpose.Name).With(time.GetUtcNow());
                return await command.ExecuteScalarAsync(ct) is true;
            },
            cancellationToken
        );

    /// <summary>Makes all links of some purposes of an account useless.</summary>
    public async Task Withdraw(Guid userId, LinkPurpose[] purposes, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("delete from identity.links where user_id = $1 and purpose = any($2)");
        command.With(userId).With(purposes.Select(p => p.Name).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// How long to wait before another mail of this purpose; zero when it may go now. Holds the account's row until the transaction ends, so that two
    /// requests at once do not both find nothing.
    /// </summary>
    public async Task<TimeSpan> WaitFor(Guid userId, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select from identity.users where id = $1 for update").With(userId));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                "select max(created_at), min(created_at), count(*) from identity.links where user_id = $1 and purpose = $2 and created_at > $3"
            )
                .With(userId)
                .With(purpose.Name)
                .With(now - Day)
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.IsDBNull(0))
        {
            return TimeSpan.Zero;
        }

        var (newest, oldest, count) = (reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2));
        var wait = count >= PerDay ? oldest + Day - now : newest + Pause - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>True while somebody who lost an address from their account can still get it back: nobody else can take it.</summary>
    public async Task<bool> IsReserved(string email, Guid? exceptFor, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            select exists (select from identity.links where purpose = $1 and upper(email) = upper($2) and expires_at > $3 and user_id is distinct from $4)
            """
        );
        command.With(LinkPurpose.RevertEmail.Name).With(email).With(time.GetUtcNow()).With(exceptFor, NpgsqlDbType.Uuid);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
