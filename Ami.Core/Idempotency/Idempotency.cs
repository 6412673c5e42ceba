using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ami.Core;

/// <summary>
/// Endpoints whose effect must happen once. The caller sends <c>Idempotency-Key</c>; the endpoint hands it to a grain as a <see cref="RequestKey"/>, and the
/// grain writes key, hash of the request and answer in the transaction of the effect. A repeat gets the stored answer with <c>Idempotency-Replayed: true</c>;
/// a repeat with another body is refused with 422. Only successes are stored: a refusal changed nothing, so it may be tried again under the same key.
/// </summary>
public static class Idempotency
{
    /// <summary>The request header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Set to <c>true</c> on a replayed response.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>How long answers are kept.</summary>
    public static TimeSpan Retention { get; } = TimeSpan.FromDays(7);

    /// <summary>Makes the header mandatory and fills the handler's <see cref="RequestKey"/>.</summary>
    /// <param name="builder">The endpoint.</param>
    public static TBuilder RequireIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.AddEndpointFilterFactory(
            (factory, next) =>
            {
                var parameter = Array.FindIndex(factory.MethodInfo.GetParameters(), p => p.ParameterType == typeof(RequestKey));
                return parameter < 0
                    ? throw new InvalidOperationException(
                        $"{factory.MethodInfo} requires an idempotency key and takes no {nameof(RequestKey)}: nobody would store it."
                    )
                    : context => Fill(context, parameter, next);
            }
        );
        return builder.WithMetadata(new IdempotencyKeyRequired());
    }

    /// <summary>The answer as HTTP; a replayed one says so.</summary>
    public static Results<TOk, ProblemHttpResult> ToHttp<T, TOk>(this Answer<T> answer, HttpContext http, Func<T, TOk> ok)
        where TOk : IResult
    {
        if (answer.Replayed)
        {
            http.Response.Headers[ReplayedHeader] = "true";
        }

        return answer.Result.ToHttp(ok);
    }

    internal static readonly Error KeyRequired = Error.Invalid(
        "idempotency.key_required",
        $"Send a header {Header} of 1 to 128 visible ASCII characters, a new one for each attempt a person makes."
    );

    internal static bool IsUsable(string key) => key.Length is > 0 and <= 128 && key.All(c => c is >= '!' and <= '~');

    private static ValueTask<object?> Fill(EndpointFilterInvocationContext context, int parameter, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (!IsUsable(key))
        {
            return ValueTask.FromResult<object?>(KeyRequired.ToProblem());
        }

        context.Arguments[parameter] = new RequestKey(http.User.UserId(), key, Hash(context));
        return next(context);
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
