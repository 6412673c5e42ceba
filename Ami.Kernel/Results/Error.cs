using System.Collections.Immutable;

namespace Ami.Kernel;

/// <summary>What an <see cref="Error"/> means to the caller; decides the HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>A rule of the domain was broken: 409.</summary>
    Conflict,

    /// <summary>The shape of the input is wrong: 400.</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the credentials are wrong: 401.</summary>
    Unauthenticated,

    /// <summary>Signed in, but not allowed or the plan is too low: 403.</summary>
    Forbidden,

    /// <summary>Missing, or somebody else's: 404.</summary>
    NotFound,

    /// <summary>Well formed, but contradicts an earlier request: 422.</summary>
    Unprocessable,

    /// <summary>Over a limit; try later: 429.</summary>
    TooMany,

    /// <summary>A dependency is down; try again: 503.</summary>
    Unavailable,

    /// <summary>It was there and is not any more, for good: 410.</summary>
    Gone,
}

/// <summary>An expected failure. Exceptions are for bugs; everything a caller can cause or must handle is an <see cref="Error"/>.</summary>
/// <param name="Code">Stable and machine-readable, <c>area.reason</c>, for example <c>paper.symbol_unknown</c>. Never changes once published.</param>
/// <param name="Message">Tells a person what to do. No secrets, no stack traces.</param>
/// <param name="Kind">What it means to the caller.</param>
public sealed record Error(string Code, string Message, ErrorKind Kind = ErrorKind.Conflict)
{
    /// <summary>Messages per input field (camelCase names as in the JSON body); empty when the error is not about fields.</summary>
    public ImmutableDictionary<string, string[]> Fields { get; init; } = ImmutableDictionary<string, string[]>.Empty;

    /// <summary>What programs are told besides, such as the plan that is needed: members of the answer, by their camelCase names.</summary>
    public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How long to wait before trying again; sent as <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A broken rule: 409.</summary>
    public static Error Conflict(string code, string message) => new(code, message);

    /// <summary>Wrong input: 400.</summary>
    public static Error Invalid(string code, string message) => new(code, message, ErrorKind.Invalid);

    /// <summary>Wrong input in one field: 400 with <see cref="Fields"/>.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="field">The field's camelCase name.</param>
    /// <param name="message">What is wrong with it and what would be right.</param>
    public static Error InvalidField(string code, string field, string message) =>
        new(code, message, ErrorKind.Invalid) { Fields = ImmutableDictionary<string, string[]>.Empty.Add(field, [message]) };

    /// <summary>Missing, or not the caller's: 404.</summary>
    public static Error NotFound(string code, string message) => new(code, message, ErrorKind.NotFound);

    /// <summary>A dependency is down: 503.</summary>
    public static Error Unavailable(string code, string message, TimeSpan? retryAfter = null) =>
        new(code, message, ErrorKind.Unavailable) { RetryAfter = retryAfter };
}
