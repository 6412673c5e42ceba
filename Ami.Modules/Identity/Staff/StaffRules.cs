namespace Ami.Modules.Identity;

/// <summary>Who may act on whose account.</summary>
internal static class StaffRules
{
    private const int MinReason = 3;
    private const int MaxReason = 500;

    /// <summary>Every role there is, from least to most.</summary>
    public static readonly IReadOnlyList<string> AllRoles = [Roles.Student, Roles.Instructor, Roles.Support, Roles.Admin];

    public static bool IsStaff(IEnumerable<string> roles) => roles.Any(role => role is Roles.Support or Roles.Admin);

    /// <summary>
    /// Null when the person may do it. Nobody acts on their own account, so as long as only administrators take that role from others, and are administrators while
    /// they do, one always remains.
    /// </summary>
    /// <param name="wanted">What it takes.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="actorRoles">Their roles now, whatever their token says.</param>
    /// <param name="subject">On whose account.</param>
    /// <param name="subjectRoles">The roles of that account.</param>
    public static Error? Check(Permission wanted, Guid actor, IReadOnlyList<string> actorRoles, Guid subject, IReadOnlyList<string> subjectRoles) =>
        !wanted.Roles.Any(actorRoles.Contains) ? AdminErrors.NoLongerAllowed
        : actor == subject ? AdminErrors.OwnAccount
        : IsStaff(subjectRoles) && !actorRoles.Contains(Roles.Admin) ? AdminErrors.StaffAccount
        : null;

    /// <summary>The reason as it is kept, or null when it is none.</summary>
    public static string? Reason(string? text) =>
        text?.Trim() is { Length: >= MinReason and <= MaxReason } reason && !reason.Any(c => char.IsControl(c) && c is not '\n') ? reason : null;
}
