namespace Ami.Modules.Identity;

/// <summary>Who may act on whose account.</summary>
internal static class StaffRules
{
    private const int MinReason = 3;
    private const int MaxReason = 500;

    /// <summary>Whether one of the roles makes its holder staff: every role does, also those made here, but the two that people have as customers.</summary>
    public static bool IsStaff(IEnumerable<string> roles) => roles.Any(role => role is not (Roles.Student or Roles.Instructor));

    /// <summary>
    /// Null when the person may do it. Nobody acts on their own account, so as long as only administrators take that role from others, and are administrators
    /// while they do, one always remains.
    /// </summary>
    /// <param name="grants">What roles may do now.</param>
    /// <param name="wanted">What it takes.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="actorRoles">Their roles now, whatever their token says.</param>
    /// <param name="subject">On whose account.</param>
    /// <param name="subjectRoles">The roles of that account, with those that it is to get.</param>
    public static Error? Check(
        RoleGrants grants,
        Permission wanted,
        Guid actor,
        IReadOnlyList<string> actorRoles,
        Guid subject,
        IReadOnlyList<string> subjectRoles
    ) =>
        !grants.Allow(wanted, actorRoles) ? AdminErrors.NoLongerAllowed
        : actor == subject ? AdminErrors.OwnAccount
        : IsStaff(subjectRoles) && !actorRoles.Contains(Roles.Admin) ? AdminErrors.StaffAccount
        : null;

    /// <summary>The reason as it is kept, or null when it is none.</summary>
    public static string? Reason(string? text) =>
        text?.Trim() is { Length: >= MinReason and <= MaxReason } reason && ShownText.IsPlain(reason.Replace("\n", "", StringComparison.Ordinal))
            ? reason
            : null;
}
