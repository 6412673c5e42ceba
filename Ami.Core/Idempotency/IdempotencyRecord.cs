using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace Ami.Core;

/// <summary>The stored side of a request that takes effect once: key, hash of the request, and the answer as JSON.</summary>
internal static class IdempotencyRecord
{
    /// <summary>As the API writes answers, so that records of both ways are read alike.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    internal static NpgsqlBatchCommand Select(RequestKey request) => Select(request.UserId, request.Key);

    internal static NpgsqlBatchCommand Select(Guid userId, string key) =>
        new NpgsqlBatchCommand("select request_hash, body from core.idempotency_keys where user_id = $1 and key = $2").With(userId).With(key);

    /// <summary>Waits for a concurrent request with the same key to end, and is refused as a duplicate when that one committed.</summary>
    internal static NpgsqlBatchCommand Insert<T>(RequestKey request, T answer, DateTimeOffset now) =>
        new("insert into core.idempotency_keys (user_id, key, request_hash, body, created_at) values ($1, $2, $3, $4, $5)")
        {
            Parameters =
            {
                new() { Value = request.UserId },
                new() { Value = request.Key },
                new() { Value = request.Hash },
                new() { Value = JsonSerializer.SerializeToUtf8Bytes(answer, Json) },
                new() { Value = now },
            },
        };

    /// <summary>The hash of a request that was given up before it arrived: no request has it, so one that arrives late finds its key taken.</summary>
    private static readonly byte[] Withdrawn = new byte[SHA256.HashSizeInBytes];

    /// <summary>Takes the key if nobody has; waits for a concurrent request with it to end.</summary>
    internal static NpgsqlBatchCommand Withdraw(Guid userId, string key, DateTimeOffset now) =>
        new NpgsqlBatchCommand(
            "insert into core.idempotency_keys (user_id, key, request_hash, body, created_at) values ($1, $2, $3, null, $4) on conflict do nothing"
        )
            .With(userId)
            .With(key)
            .With(Withdrawn)
            .With(now);

    /// <summary>What became of a request, as its answer; null when it was withdrawn.</summary>
    internal static JsonElement? AnswerIn(NpgsqlDataReader row) => IsWithdrawn(row) ? null : JsonElement.Parse(row.GetFieldValue<byte[]>(1));

    internal static bool IsDuplicate(PostgresException exception) =>
        exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "idempotency_keys_pkey" };

    internal static Answer<T> Read<T>(RequestKey request, NpgsqlDataReader row)
    {
        if (IsWithdrawn(row))
        {
            return new(
                new Error(
                    "idempotency.withdrawn",
                    "This request was given up before it arrived. Nothing was done; use a new key to do it now.",
                    ErrorKind.Unprocessable
                )
            );
        }

        if (!CryptographicOperations.FixedTimeEquals(row.GetFieldValue<byte[]>(0), request.Hash))
        {
            return new(new Error("idempotency.key_reused", "This key was used for another request. Use a new key for a new request.", ErrorKind.Unprocessable));
        }

        var answer = JsonSerializer.Deserialize<T>(row.GetFieldValue<byte[]>(1), Json);
        return new(answer ?? throw new JsonException("The stored answer is empty."), Replayed: true);
    }

    private static bool IsWithdrawn(NpgsqlDataReader row) => row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(Withdrawn);
}
