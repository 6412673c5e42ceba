using System.Collections.Immutable;
using Ami.Core;

namespace Ami.Modules.Identity.Domain;

/// <summary>Every refusal of this module that has a code of its own.</summary>
internal static class IdentityErrors
{
    public static Error InvalidCredentials { get; } =
        new("auth.invalid_credentials", "The e-mail address or the password is wrong.", ErrorKind.Unauthenticated);

    public static Error RefreshInvalid { get; } =
        new("auth.refresh_invalid", "The session has ended. Sign in again.", ErrorKind.Unauthenticated);

    public static Error RefreshReused { get; } =
        new("auth.refresh_reused", "This session was used from two places and has been closed for safety. Sign in again.", ErrorKind.Unauthenticated);

    public static Error CrossOrigin { get; } =
        new("auth.cross_origin", "This can only be asked for from the application's own pages.", ErrorKind.Forbidden);

    public static Error ConfirmationRequired { get; } =
        new("auth.confirmation_required", "Confirm that it is you, then try again.", ErrorKind.Forbidden);

    /// <summary>Not 401: the access token is good, and a client that renews it and tries again would use up another attempt.</summary>
    public static Error ConfirmationFailed { get; } =
        new("auth.confirmation_failed", "That is not right. Try again.", ErrorKind.Forbidden);

    public static Error AccountGone { get; } =
        new("auth.unauthenticated", "The account no longer exists.", ErrorKind.Unauthenticated);

    public static Error EmailTaken { get; } =
        new("auth.email_taken", "There already is an account with this e-mail address. Sign in instead.")
        {
            Fields = ImmutableDictionary<string, string[]>.Empty.Add("email", ["There already is an account with this address."]),
        };

    public static Error LockedOut(TimeSpan wait) =>
        new("auth.locked_out", $"Too many failed attempts. Try again in {(int)Math.Ceiling(wait.TotalSeconds)} seconds.", ErrorKind.TooMany) { RetryAfter = wait };
}
