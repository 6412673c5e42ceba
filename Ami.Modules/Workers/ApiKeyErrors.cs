using System.Collections.Immutable;
using System.Globalization;

namespace Ami.Modules.Workers;

/// <summary>Why a key is refused, at the door and in the admin area.</summary>
internal static class ApiKeyErrors
{
    public static Error Missing { get; } = new("api_key.missing", "Send the key in the header X-Api-Key.", ErrorKind.Unauthenticated);

    public static Error Invalid { get; } = new("api_key.invalid", "There is no such key.", ErrorKind.Unauthenticated);

    public static Error Expired { get; } = new("api_key.expired", "The key has expired. Ask for a new one.", ErrorKind.Unauthenticated);

    public static Error Revoked { get; } = new("api_key.revoked", "The key was revoked.", ErrorKind.Unauthenticated);

    public static Error AddressNotAllowed { get; } = new("api_key.address_not_allowed", "The key may not be used from this address.", ErrorKind.Forbidden);

    public static Error ScopeMissing { get; } = new("api_key.scope_missing", "The key was not made for this.", ErrorKind.Forbidden);

    public static Error NotFound { get; } = Error.NotFound("api_key.not_found", "There is no such key.");

    public static Error NotActive { get; } = Error.Conflict("api_key.not_active", "The key has expired or was revoked. Create a new one.");

    public static Error Fields(ImmutableDictionary<string, string[]> fields) =>
        new("api_key.invalid_fields", "Some fields need another value.", ErrorKind.Invalid) { Fields = fields };

    public static Error TooMany(int limit, TimeSpan wait) =>
        new(
            "api_key.too_many_requests",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The key may be used {limit} times a minute. Try again in {Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))} s."
            ),
            ErrorKind.TooMany
        )
        {
            RetryAfter = wait,
        };
}
