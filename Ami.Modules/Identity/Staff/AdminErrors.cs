namespace Ami.Modules.Identity;

/// <summary>Refusals of what staff do with accounts.</summary>
internal static class AdminErrors
{
    public static Error UserUnknown { get; } = Error.NotFound("admin.user_unknown", "There is no such account.");

    public static Error OwnAccount { get; } = Error.Conflict("admin.own_account", "This cannot be done to one's own account. Ask another administrator.");

    public static Error StaffAccount { get; } = new("admin.staff_account", "Only administrators act on accounts of staff.", ErrorKind.Forbidden);

    public static Error NoLongerAllowed { get; } = new("admin.no_longer_allowed", "Your own roles have changed. Sign in again.", ErrorKind.Forbidden);

    public static Error AlreadyLocked { get; } = Error.Conflict("admin.already_locked", "The account is locked already.");

    public static Error NotLocked { get; } = Error.Conflict("admin.not_locked", "The account is not locked.");

    public static Error SecondFactorOff { get; } = Error.Conflict("admin.second_factor_off", "The account has no second factor.");

    public static Error MailedRecently { get; } =
        new("admin.mailed_recently", "Such a mail was sent a moment ago, or too often today. Wait before sending another.", ErrorKind.TooMany);

    public static Error NoImpersonationOfStaff { get; } =
        new("admin.no_impersonation_of_staff", "Accounts of staff cannot be impersonated.", ErrorKind.Forbidden);

    public static Error RolesUnknown { get; } = Error.InvalidField("admin.roles_unknown", "roles", "Choose at least one of the roles that there are.");

    public static Error ReasonMissing { get; } = Error.InvalidField("admin.reason_missing", "reason", "Say why, in 3 to 500 characters.");
}
