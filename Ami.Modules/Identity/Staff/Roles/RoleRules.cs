using System.Globalization;
using System.Text;

namespace Ami.Modules.Identity;

/// <summary>Which roles and permissions staff can change, and how roles are named.</summary>
internal static class RoleRules
{
    public const int MinName = 2;
    public const int MaxName = 40;
    public const int MaxDescription = 200;

    /// <summary>How many roles staff can make: every access check and every matrix holds them all.</summary>
    public const int MostRoles = 30;

    /// <summary>Without these an administrator could not undo what was decided.</summary>
    private static readonly string[] KeptByAdmin =
    [
        UserPermissions.ReadRoles.Name,
        UserPermissions.ManageRoles.Name,
        UserPermissions.Read.Name,
        UserPermissions.Manage.Name,
    ];

    /// <summary>
    /// Whether a permission of a role is as the code says, whatever is decided. What people may do who are not staff is: the rules for staff (two steps, no
    /// impersonation, only administrators act on them) hold for roles, so a right of staff must not come with another role.
    /// </summary>
    public static bool IsFixed(string role, string permission) =>
        !StaffRules.IsStaff([role]) || permission == UserPermissions.ManageRoles.Name || (role == Roles.Admin && KeptByAdmin.Contains(permission));

    /// <summary>Whether a role has a permission.</summary>
    /// <param name="role">The role's name.</param>
    /// <param name="permission">The permission.</param>
    /// <param name="decided">What staff decided for this role, by the permission's name.</param>
    public static bool Has(string role, Permission permission, IReadOnlyDictionary<string, bool> decided) =>
        !IsFixed(role, permission.Name) && decided.TryGetValue(permission.Name, out var granted) ? granted : permission.DefaultRoles.Contains(role);

    /// <summary>What the product calls a built-in role in each language (the web app's <c>components/roles/texts</c>); none for one that staff made.</summary>
    public static IReadOnlyList<string> ProductNames(string? role) =>
        role switch
        {
            Roles.Student => ["Student", "Estudiante"],
            Roles.Instructor => ["Instructor"],
            Roles.Support => ["Support", "Soporte"],
            Roles.Admin => ["Administrator", "Administrador"],
            _ => [],
        };

    /// <summary>The name as it is kept, or null when it is none.</summary>
    public static string? DisplayName(string? text) => text?.Trim() is { Length: >= MinName and <= MaxName } name && ShownText.IsPlain(name) ? name : null;

    /// <summary>The description as it is kept, or null when it is too long.</summary>
    public static string? Description(string? text) => (text ?? "").Trim() is { Length: <= MaxDescription } kept && ShownText.IsPlain(kept) ? kept : null;

    /// <summary>The name that stands in access tokens: letters, digits and hyphens, and of no other role.</summary>
    /// <param name="displayName">What staff call the role.</param>
    /// <param name="taken">The names of all other roles.</param>
    public static string KeyFor(string displayName, IReadOnlySet<string> taken)
    {
        var key = new StringBuilder();
        foreach (var letter in displayName.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                key.Append(letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }

        var root = key.ToString().Trim('-') is { Length: > 0 } text ? text : "role";
        return Enumerable
            .Range(1, int.MaxValue)
            .Select(n => n == 1 ? root : $"{root}-{n.ToString(CultureInfo.InvariantCulture)}")
            .First(name => !taken.Contains(name));
    }
}
