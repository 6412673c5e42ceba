namespace Ami.Modules.Identity;

/// <summary>A user as others see them: what stands in tokens and profiles.</summary>
internal sealed record Account(
    Guid Id,
    string Email,
    string DisplayName,
    Language Language,
    string TimeZone,
    Plan Plan,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Roles,
    bool EmailConfirmed,
    bool HasPassword,
    string? Avatar
)
{
    /// <summary>Staff whose roles beyond the student's do not count until two-step sign-in is on.</summary>
    public bool IsStaffOnHold { get; init; }

    /// <summary>The roles that count now.</summary>
    public IEnumerable<string> EffectiveRoles => IsStaffOnHold ? Roles.Where(role => !StaffRules.IsStaff([role])) : Roles;
}
