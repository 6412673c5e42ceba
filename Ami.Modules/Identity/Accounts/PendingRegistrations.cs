using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>A sign-up that waits for its link. Its id becomes the user's.</summary>
/// <param name="Id">Becomes the user's.</param>
/// <param name="Email">To be confirmed.</param>
/// <param name="PasswordHash">Of the chosen password.</param>
/// <param name="DisplayName">Of the account.</param>
/// <param name="Language">Of the account.</param>
/// <param name="TimeZone">Of the account.</param>
/// <param name="Invitation">What they came with.</param>
/// <param name="Referral">By whose link they came.</param>
/// <param name="AskedAt">When they signed up.</param>
internal sealed record PendingRegistration(
    Guid Id,
    string Email,
    string PasswordHash,
    string DisplayName,
    Language Language,
    string TimeZone,
    string? Invitation,
    string? Referral,
    DateTimeOffset AskedAt
);

/// <summary>Sign-ups that wait for the link in the mail. Everything here runs inside a unit of work.</summary>
internal sealed class PendingRegistrations(UnitOfWork unitOfWork, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
    public const string Page = "/finish-sign-up";

    private const int MaxTries = 5;

    public async Task Add(PendingRegistration pending, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            insert into identity.pending_registrations (id, email, password_hash, display_name, language, time_zone, created_at, expires_at, invitation, referral) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """
        );
        foreach (
            var value in new object[]
            {
                pending.Id,
                pending.Email,
                pending.PasswordHash,
                pending.DisplayName,
                pending.Language.ToString(),
                pending.TimeZone,
                pending.AskedAt,
                pending.AskedAt + Lifetime,
            }
        )
        {
            command.With(value);
        }

        command.With(pending.Invitation, NpgsqlTypes.NpgsqlDbType.Text).With(pending.Referral, NpgsqlTypes.NpgsqlDbType.Text);

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The sign-up, and how many of the last day there are for its address, itself included.</summary>
    public async Task<(PendingRegistration Pending, long Recent)?> Find(Guid id, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            select p.id, p.email, p.password_hash, p.display_name, p.language, p.time_zone, p.invitation, p.referral, p.created_at,
                (select count(*) from identity.pending_registrations o where upper(o.email) = upper(p.email))
            from identity.pending_registrations p where p.id = $1
            """
        );
        command.With(id);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (Read(reader), reader.GetInt64(9)) : null;
    }

    /// <summary>Gives the sign-up its link; returns the secret.</summary>
    public async Task<string> Link(Guid id, CancellationToken cancellationToken)
    {
        var (text, hash) = LinkSecret.New();
        await using var command = unitOfWork.Command("update identity.pending_registrations set hash = $2 where id = $1");
        command.With(id).With(hash);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return text;
    }

    /// <summary>The sign-up behind a link, with one more try counted; null when the link does not work or was tried too often.</summary>
    public async Task<PendingRegistration?> Try(string secret, CancellationToken cancellationToken)
    {
        if (LinkSecret.HashOf(secret) is not { } hash)
        {
            return null;
        }

        await using var command = unitOfWork.Command(
            """
            update identity.pending_registrations set tries = tries + 1 where hash = $1 and expires_at > $2 and tries < $3
            returning id, email, password_hash, display_name, language, time_zone, invitation, referral, created_at
            """
        );
        command.With(hash).With(time.GetUtcNow()).With(MaxTries);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    /// <summary>Removes all sign-ups with an address that has an account now.</summary>
    public async Task Remove(string email, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("delete from identity.pending_registrations where upper(email) = upper($1)");
        command.With(email);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static NpgsqlBatchCommand Sweep(DateTimeOffset now) =>
        new NpgsqlBatchCommand("delete from identity.pending_registrations where expires_at < $1").With(now);

    private static PendingRegistration Read(NpgsqlDataReader reader) =>
        new(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            Enum.Parse<Language>(reader.GetString(4)),
            reader.GetString(5),
            reader.IsDBNull(6) ? null : reader.GetString(6),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            reader.GetFieldValue<DateTimeOffset>(8)
        );
}
