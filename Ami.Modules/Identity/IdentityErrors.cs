using System.Collections.Immutable;

namespace Ami.Modules.Identity;

/// <summary>Every refusal of this module that has a code of its own.</summary>
internal static class IdentityErrors
{
    public static Error InvalidCredentials { get; } =
        new("auth.invalid_credentials", "The e-mail address or the password is wrong.", ErrorKind.Unauthenticated);

    public static Error RefreshInvalid { get; } = new("auth.refresh_invalid", "The session has ended. Sign in again.", ErrorKind.Unauthenticated);

    public static Error RefreshReused { get; } =
        new("auth.refresh_reused", "This session was used from two places and has been closed for safety. Sign in again.", ErrorKind.Unauthenticated);

    public static Error CrossOrigin { get; } = new("auth.cross_origin", "This can only be asked for from the application's own pages.", ErrorKind.Forbidden);

    public static Error ConfirmationRequired { get; } = new("auth.confirmation_required", "Confirm that it is you, then try again.", ErrorKind.Forbidden);

    /// <summary>Not 401: the access token is good, and a client that renews it and tries again would use up another attempt.</summary>
    public static Error ConfirmationFailed { get; } = new("auth.confirmation_failed", "That is not right. Try again.", ErrorKind.Forbidden);

    public static Error Impersonating { get; } =
        new("auth.impersonating", "This is not done in somebody else's name. Stop seeing AMI as they do first.", ErrorKind.Forbidden);

    public static Error AccountLocked { get; } =
        new("auth.account_locked", "This account is locked. Write to us if you think that this is a mistake.", ErrorKind.Forbidden);

    public static Error AccountGone { get; } = new("auth.unauthenticated", "The account no longer exists.", ErrorKind.Unauthenticated);

    public static Error SecondFactorRequired { get; } =
        new("auth.second_factor_required", "Enter a code from your authenticator app.", ErrorKind.Unauthenticated);

    public static Error SecondStepExpired { get; } =
        new("auth.second_step_expired", "That took too long or too many attempts. Sign in again.", ErrorKind.Unauthenticated);

    public static Error CodeWrong { get; } =
        Error.InvalidField("auth.code_wrong", "code", "This code is not right. Enter the one that your app shows now; each works once.");

    public static Error SecondFactorOn { get; } =
        new("auth.second_factor_on", "Two-step sign-in is already on. Turn it off before you set it up with another app.");

    public static Error SecondFactorOff { get; } = new("auth.second_factor_off", "Two-step sign-in is not on.");

    public static Error SecondFactorNotSetUp { get; } = new("auth.second_factor_not_set_up", "Set up your authenticator app first.");

    public static Error SessionMissing { get; } = Error.NotFound("auth.session_missing", "This session does not exist or has already ended.");

    public static Error DeviceMissing { get; } = Error.NotFound("auth.device_missing", "This device is not remembered.");

    public static Error CodeBlocked(TimeSpan wait) =>
        new("auth.code_blocked", $"Too many wrong codes. Try again in {(int)Math.Ceiling(wait.TotalSeconds)} seconds.", ErrorKind.TooMany)
        {
            RetryAfter = wait,
        };

    public static Error ExportRunning { get; } =
        new("identity.export_running", "Your archive is being made already. Wait until it has arrived.", ErrorKind.TooMany)
        {
            RetryAfter = TimeSpan.FromSeconds(10),
        };

    public static Error ConfirmationDiffers { get; } =
        Error.InvalidField("identity.confirmation_differs", "confirmation", "Type the e-mail address of your account.");

    public static Error LastAdmin { get; } = new("identity.last_admin", "You are the only administrator. Make somebody else one before you leave.");

    public static Error AvatarMissing { get; } = Error.NotFound("identity.avatar_not_found", "There is no picture.");

    public static Error EmailTaken { get; } =
        new("auth.email_taken", "There already is an account with this e-mail address. Sign in instead.")
        {
            Fields = ImmutableDictionary<string, string[]>.Empty.Add("email", ["There already is an account with this address."]),
        };

    public static Error LinkInvalid { get; } =
        Error.Conflict("auth.link_invalid", "This link has expired, was used before, or belongs to another account. Ask for a new one.");

    public static Error EmailAlreadyConfirmed { get; } = Error.Conflict("auth.email_confirmed", "This address is confirmed already.");

    public static Error EmailUnchanged { get; } = Error.InvalidField("auth.email_unchanged", "email", "This is the address that the account has already.");

    public static Error PasswordWrong { get; } =
        new("auth.password_wrong", "The current password is wrong.")
        {
            Fields = ImmutableDictionary<string, string[]>.Empty.Add("currentPassword", ["This is not your current password."]),
        };

    public static Error SignUpPasswordWrong { get; } =
        new("auth.sign_up_password_wrong", "This is not the password that was chosen when signing up.")
        {
            Fields = ImmutableDictionary<string, string[]>.Empty.Add("password", ["This is not the password that you chose."]),
        };

    public static Error PasswordMissing { get; } = Error.Conflict("auth.password_missing", "The account has no password yet. Set one first.");

    public static Error PasswordExists { get; } = Error.Conflict("auth.password_exists", "The account has a password. Change it by giving the current one.");

    public static Error PasswordCommon { get; } =
        Error.InvalidField(
            "auth.password_common",
            "password",
            "This password is among the first that anybody tries. Use a few words that do not belong together."
        );

    public static Error TooManyAttempts(TimeSpan wait) =>
        new("auth.too_many_attempts", $"Too many requests. Try again in {(int)Math.Ceiling(wait.TotalSeconds)} seconds.", ErrorKind.TooMany)
        {
            RetryAfter = wait,
        };

    public static Error LockedOut(TimeSpan wait) =>
        new("auth.locked_out", $"Too many failed attempts. Try again in {(int)Math.Ceiling(wait.TotalSeconds)} seconds.", ErrorKind.TooMany)
        {
            RetryAfter = wait,
        };
}
