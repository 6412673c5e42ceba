namespace Ami.Modules.Identity;

/// <summary>What staff may do with accounts.</summary>
internal static class UserPermissions
{
    /// <summary>See accounts and lists of them.</summary>
    public static Permission Read { get; } =
        new(
            "users.read",
            [Roles.Support, Roles.Admin],
            "See accounts, lists of them and their recent acts",
            "Ver las cuentas, sus listas y sus actos recientes"
        );

    /// <summary>
    /// Help people back in and keep others out: lock, unlock, reset the second factor, send a password reset. Never on staff unless one is an admin.
    /// </summary>
    public static Permission Help { get; } =
        new(
            "users.help",
            [Roles.Support, Roles.Admin],
            "Lock, unlock, sign out and help people back in",
            "Bloquear, desbloquear, cerrar sesiones y ayudar a volver a entrar"
        );

    /// <summary>Change roles and plans. Only administrators make somebody staff.</summary>
    public static Permission Manage { get; } =
        new("users.manage", [Roles.Admin], "Change people’s roles and plans", "Cambiar los roles y planes de las personas");

    /// <summary>See the application as somebody else does.</summary>
    public static Permission Impersonate { get; } = new("users.impersonate", [Roles.Admin], "See AMI as somebody else does", "Ver AMI como lo ve otra persona");

    /// <summary>See roles and what they may do.</summary>
    public static Permission ReadRoles { get; } =
        new("roles.read", [Roles.Support, Roles.Admin], "See roles and what they may do", "Ver los roles y lo que pueden hacer");

    /// <summary>Make roles and decide what they may do. Nobody but administrators ever has it: whoever has it can give themselves the rest.</summary>
    public static Permission ManageRoles { get; } =
        new("roles.manage", [Roles.Admin], "Make roles and decide what they may do", "Crear roles y decidir qué pueden hacer");

    /// <summary>What the module registers.</summary>
    public static Permission[] All { get; } = [Read, Help, Manage, Impersonate, ReadRoles, ManageRoles];
}
