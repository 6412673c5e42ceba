using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Ami.Core;

/// <summary>
/// What makes a request one that takes effect once: part of a grain's command, and stored in the transaction of the effect. An endpoint that declares
/// <see cref="Idempotency.RequireIdempotencyKey{TBuilder}"/> gets it as a parameter.
/// </summary>
/// <param name="UserId">Keys are the user's own.</param>
/// <param name="Key">As the client sent it, 1 to 128 visible ASCII characters.</param>
/// <param name="Hash">SHA-256 of method, path, query and body.</param>
[GenerateSerializer, Immutable, Alias("ami.request-key")]
public sealed record RequestKey(Guid UserId, string Key, byte[] Hash)
{
    private static readonly RequestKey Unset = new(Guid.Empty, string.Empty, []);

    /// <summary>A key for what this request asks of another system: the same for a repeat, another one for another purpose or another person.</summary>
    /// <param name="purpose">What it is asked for.</param>
    public string For(string purpose) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{UserId:N}/{purpose}/{Convert.ToHexString(Hash)}/{Key}")));

    /// <summary>Binds the parameter; the endpoint's filter fills it, because only it has seen the body.</summary>
    public static ValueTask<RequestKey> BindAsync(HttpContext context) => ValueTask.FromResult(Unset);
}

/// <summary>A grain's answer to a request that takes effect once.</summary>
/// <param name="Result">What happened, now or when the key was first used.</param>
/// <param name="Replayed">True when it is the stored answer of an earlier request.</param>
[GenerateSerializer, Immutable, Alias("ami.answer`1")]
public sealed record Answer<T>(Result<T> Result, bool Replayed = false);
