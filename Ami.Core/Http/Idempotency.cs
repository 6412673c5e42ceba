using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>
/// Endpoints whose effect must happen once. The caller sends <c>Idempotency-Key</c>; key, hash of the request and the response are written in the
/// transaction of the effect. A repeat gets the stored response with <c>Idempotency-Replayed: true</c>; a repeat with another body is refused with 422.
/// Only successful responses are stored: a refusal changed nothing, so it may be tried again under the same key.
/// </summary>
public static class Idempotency
{
    /// <summary>The request header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Set to <c>true</c> on a replayed response.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>How long responses are kept.</summary>
    public static TimeSpan Retention { get; } = TimeSpan.FromDays(7);

    /// <summary>Makes an endpoint idempotent. The endpoint runs inside the unit of work's transaction.</summary>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.AddEndpointFilter(Filter);
        builder.WithMetadata(new IdempotencyKeyRequired());
        return builder;
    }

    private static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (key.Length is 0 or > 128 || key.Any(c => c is < '!' or > '~'))
        {
            return Error.Invalid("idempotency.key_required", $"Send a header {Header} of 1 to 128 visible ASCII characters, a new one for each attempt a person makes.").ToProblem();
        }

        var unitOfWork = http.RequestServices.GetRequiredService<UnitOfWork>();
        var userId = http.User.UserId();
        var hash = Hash(context);
        var outcome = await unitOfWork.Run<Result<StoredResponse>>(
            async ct =>
            {
                if (!await TryClaim(unitOfWork, userId, key, hash, http, ct))
                {
                    return await Replay(unitOfWork, userId, key, hash, ct);
                }

                var response = await StoredResponse.Capture(http, await next(context));
                if (response.Status is < 200 or > 299)
                {
                    return new Error("idempotency.not_stored", string.Empty) { Response = response };
                }

                await Store(unitOfWork, userId, key, response, ct);
                return response;
            },
            http.RequestAborted);
        return outcome.Match<object>(r => r, e => e.Response ?? (object)e.ToProblem());
    }

    private static byte[] Hash(EndpointFilterInvocationContext context)
    {
        var http = context.HttpContext;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        var bodyType = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        if (bodyType is not null && context.Arguments.FirstOrDefault(a => a?.GetType() == bodyType) is { } body)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(body, bodyType, EventRegistry.Json));
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Waits for a concurrent request with the same key: when that commits there is a row to replay, when it rolls back this one goes ahead.</summary>
    private static async Task<bool> TryClaim(UnitOfWork unitOfWork, Guid userId, string key, byte[] hash, HttpContext http, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "insert into core.idempotency_keys (user_id, key, request_hash, created_at) values ($1, $2, $3, $4) on conflict do nothing");
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task<Result<StoredResponse>> Replay(UnitOfWork unitOfWork, Guid userId, string key, byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "select request_hash, status, content_type, location, body from core.idempotency_keys where user_id = $1 and key = $2");
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return Error.Unavailable("idempotency.expired", "The stored response was just removed. Try again.");
        }

        if (!CryptographicOperations.FixedTimeEquals(reader.GetFieldValue<byte[]>(0), hash))
        {
            return new Error("idempotency.key_reused", "This key was used for another request. Use a new key for a new request.", ErrorKind.Unprocessable);
        }

        return new StoredResponse(
            reader.GetInt32(1),
            await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2),
            await reader.IsDBNullAsync(3, cancellationToken) ? null : reader.GetString(3),
            reader.GetFieldValue<byte[]>(4),
            Replayed: true);
    }

    private static async Task Store(UnitOfWork unitOfWork, Guid userId, string key, StoredResponse response, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "update core.idempotency_keys set status = $3, content_type = $4, location = $5, body = $6 where user_id = $1 and key = $2");
        command.Parameters.Add(new() { Value = userId });
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = response.Status });
        command.Parameters.Add(new() { Value = (object?)response.ContentType ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)response.Location ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = response.Body });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>Endpoint metadata: this endpoint needs the <c>Idempotency-Key</c> header. The OpenAPI document shows it.</summary>
public sealed class IdempotencyKeyRequired;
