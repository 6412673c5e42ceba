using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

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
    /// <param name="builder">The endpoint.</param>
    /// <param name="lookUpWithGrainLock">
    /// True when the endpoint does nothing but read before its only grain call: the key is then looked up in the round trip that takes the grain's lock.
    /// </param>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder builder, bool lookUpWithGrainLock = false)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.AddEndpointFilter((context, next) => Filter(context, next, lookUpWithGrainLock));
        builder.WithMetadata(new IdempotencyKeyRequired());
        return builder;
    }

    private static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next, bool lookUpWithGrainLock)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (key.Length is 0 or > 128 || key.Any(c => c is < '!' or > '~'))
        {
            return Error.Invalid("idempotency.key_required", $"Send a header {Header} of 1 to 128 visible ASCII characters, a new one for each attempt a person makes.").ToProblem();
        }

        var unitOfWork = http.RequestServices.GetRequiredService<UnitOfWork>();
        var record = new IdempotencyRecord(http.User.UserId(), key, Hash(context));
        try
        {
            var outcome = await unitOfWork.Run<Result<StoredResponse>>(
                async ct =>
                {
                    unitOfWork.Riding = new LockedLookup(record.Select(), record.ThrowIfKnown);
                    if (!lookUpWithGrainLock)
                    {
                        await unitOfWork.ReadRiding(ct);
                    }

                    var response = await StoredResponse.Capture(http, await next(context));
                    if (response.Status is < 200 or > 299)
                    {
                        return new Error("idempotency.not_stored", string.Empty) { Response = response };
                    }

                    var time = http.RequestServices.GetRequiredService<TimeProvider>();
                    unitOfWork.AtCommit(record.Insert(response, time.GetUtcNow()));
                    return response;
                },
                http.RequestAborted);

            // A refusal may come from what a concurrent request with the same key has just done: then that one's answer is the right one.
            return outcome.Try(out var done, out var error)
                ? done
                : await Known(unitOfWork, record, http.RequestAborted) ?? error.Response ?? (object)error.ToProblem();
        }
        catch (KnownKeyException known)
        {
            return known.Answer;
        }
        catch (PostgresException e) when (IdempotencyRecord.IsDuplicate(e))
        {
            return await Known(unitOfWork, record, http.RequestAborted)
                ?? Error.Unavailable("idempotency.expired", "The stored response was just removed. Try again.").ToProblem();
        }
    }

    private static async Task<object?> Known(UnitOfWork unitOfWork, IdempotencyRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.Run<object?>(
                async ct =>
                {
                    unitOfWork.Riding = new LockedLookup(record.Select(), record.ThrowIfKnown);
                    await unitOfWork.ReadRiding(ct);
                    return null;
                },
                cancellationToken);
        }
        catch (KnownKeyException known)
        {
            return known.Answer;
        }
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
}

/// <summary>Endpoint metadata: this endpoint needs the <c>Idempotency-Key</c> header. The OpenAPI document shows it.</summary>
public sealed class IdempotencyKeyRequired;
