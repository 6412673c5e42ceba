namespace Ami.Modules.Workers;

/// <summary>What staff may do with workers' keys.</summary>
internal static class ApiKeyPermissions
{
    /// <summary>See which keys there are, and whether they are used.</summary>
    public static Permission Read { get; } =
        new("api-keys.read", [Roles.Support, Roles.Admin], "See which API keys there are and whether they are used", "Ver qué claves de API hay y si se usan");

    /// <summary>Create, rotate and revoke them.</summary>
    public static Permission Manage { get; } =
        new("api-keys.manage", [Roles.Admin], "Create, rotate and revoke API keys", "Crear, renovar y revocar claves de API");
}
