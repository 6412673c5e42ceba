namespace Ami.Modules.Identity;

/// <summary>What staff may do with accounts.</summary>
internal static class UserPermissions
{
    /// <summary>See accounts and lists of them.</summary>
    public static Permission Read { get; } = new("users.read", [Roles.Support, Roles.Admin]);

    /// <summary>Help people back in and keep others out: lock, unlock, reset the second factor, send a password reset. Never on staff unless one is an admin.</summary>
    public static Permission Help { get; } = new("users.help", [Roles.Support, Roles.Admin]);

    /// <summary>Change roles and plans.</summary>
    public static Permission Manage { get; } = new("users.manage", [Roles.Admin]);

    /// <summary>See the application as somebody else does.</summary>
    public static Permission Impersonate { get; } = new("users.impersonate", [Roles.Admin]);
}
