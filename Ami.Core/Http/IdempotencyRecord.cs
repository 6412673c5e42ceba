using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>The stored side of one idempotent request: one look-up before its effect, one insert with it.</summary>
/// <param name="UserId">Keys are the user's own.</param>
/// <param name="Key">As the client sent it.</param>
/// <param name="Hash">Of method, path and body.</param>
internal sealed record IdempotencyRecord(Guid UserId, string Key, byte[] Hash)
{
    internal NpgsqlBatchCommand Select() =>
        new("select request_hash, status, content_type, location, body from core.idempotency_keys where user_id = $1 and key = $2")
        {
            Parameters = { new() { Value = UserId }, new() { Value = Key } },
        };

    /// <summary>Waits for a concurrent request with the same key to end, and is refused as a duplicate when that one committed.</summary>
    internal NpgsqlBatchCommand Insert(StoredResponse response, DateTimeOffset now) =>
        new("""
            insert into core.idempotency_keys (user_id, key, request_hash, status, content_type, location, body, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """)
        {
            Parameters =
            {
                new() { Value = UserId },
                new() { Value = Key },
                new() { Value = Hash },
                new() { Value = response.Status },
                new() { Value = (object?)response.ContentType ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = (object?)response.Location ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = response.Body },
                new() { Value = now },
            },
        };

    internal static bool IsDuplicate(PostgresException exception) =>
        exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "idempotency_keys_pkey" };

    internal async Task ThrowIfKnown(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
        {
            return;
        }

        if (!CryptographicOperations.FixedTimeEquals(reader.GetFieldValue<byte[]>(0), Hash))
        {
            throw new KnownKeyException(new Error(
                "idempotency.key_reused", "This key was used for another request. Use a new key for a new request.", ErrorKind.Unprocessable).ToProblem());
        }

        throw new KnownKeyException(new StoredResponse(
            reader.GetInt32(1),
            await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2),
            await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetString(3),
            reader.GetFieldValue<byte[]>(4),
            Replayed: true));
    }
}

/// <summary>Gives up a call whose key was used before, from wherever the look-up happened to ride.</summary>
internal sealed class KnownKeyException(object answer) : Exception("The idempotency key is known.")
{
    /// <summary>The stored response, or the problem that says the key is taken.</summary>
    internal object Answer { get; } = answer;
}
