using System.Net;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Workers;

/// <summary>What the door needs to know of a key.</summary>
internal sealed record KnownKey(
    Guid Id,
    byte[] Hash,
    byte[]? PreviousHash,
    DateTimeOffset? PreviousUntil,
    string[] Scopes,
    string[] Addresses,
    int RequestsPerMinute,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt
);

/// <summary>Looks keys up, and remembers roughly when and from where they were used.</summary>
internal sealed class KnownKeys(NpgsqlDataSource dataSource)
{
    /// <summary>A key that is used all the time is written to this often.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(30);

    public async Task<KnownKey?> Find(string lookupId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select id, hash, previous_hash, previous_until, scopes, addresses, requests_per_minute, expires_at, revoked_at, last_used_at
            from workers.api_keys where lookup_id = $1
            """
        );
        command.With(lookupId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new KnownKey(
            Id: reader.GetGuid(0),
            Hash: reader.GetFieldValue<byte[]>(1),
            PreviousHash: reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2),
            PreviousUntil: At(3),
            Scopes: reader.GetFieldValue<string[]>(4),
            Addresses: reader.GetFieldValue<string[]>(5),
            RequestsPerMinute: reader.GetInt32(6),
            ExpiresAt: reader.GetFieldValue<DateTimeOffset>(7),
            RevokedAt: At(8),
            LastUsedAt: At(9)
        );

        DateTimeOffset? At(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    public async Task Used(KnownKey key, IPAddress? address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - key.LastUsedAt < Precision)
        {
            return;
        }

        await using var command = dataSource.CreateCommand(
            "update workers.api_keys set last_used_at = $2, last_address = $3 where id = $1 and (last_used_at is null or last_used_at < $2)"
        );
        command.With(key.Id).With(now).With(address, NpgsqlDbType.Inet);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
