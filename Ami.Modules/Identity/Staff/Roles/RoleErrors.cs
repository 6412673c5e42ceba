using System.Globalization;

namespace Ami.Modules.Identity;

/// <summary>Refusals of changes of roles.</summary>
internal static class RoleErrors
{
    public static Error Unknown { get; } = Error.NotFound("role.unknown", "There is no such role.");

    public static Error Changed { get; } = Error.Conflict("role.changed", "Somebody has changed this role meanwhile. Look at it again before you change it.");

    public static Error BuiltIn { get; } = Error.Conflict("role.built_in", "This role belongs to the system and cannot be deleted.");

    public static Error TooMany { get; } =
        Error.Conflict("role.too_many", $"There are {RoleRules.MostRoles.ToString(CultureInfo.InvariantCulture)} roles already. Delete one that nobody needs.");

    public static Error NameWrong { get; } = Error.InvalidField("role.name_wrong", "displayName", "Choose a name of 2 to 40 characters.");

    public static Error NameTaken { get; } =
        Error.InvalidField("role.name_taken", "displayName", "Another role is called like this.") with
        {
            Kind = ErrorKind.Conflict,
        };

    public static Error DescriptionWrong { get; } = Error.InvalidField("role.description_wrong", "description", "Use one line of at most 200 characters.");

    public static Error SourceUnknown { get; } = Error.InvalidField("role.source_unknown", "from", "The role to start from does not exist.");

    public static Error PermissionUnknown(string name) => Error.InvalidField("role.permission_unknown", "permissions", $"There is no permission '{name}'.");

    public static Error PermissionFixed(string name) => Error.Conflict("role.permission_fixed", $"Whether this role has '{name}' cannot be decided.");

    public static Error Held(int people) =>
        Error.Conflict(
            "role.held",
            $"{people.ToString(CultureInfo.InvariantCulture)} people have this role. Give that number to take it from them and delete it."
        );
}
