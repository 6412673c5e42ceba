using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Operations;

/// <summary>Who may do what here.</summary>
public static class OperationsPermissions
{
    /// <summary>Read the audit log.</summary>
    public static Permission ReadAudit { get; } = new("audit.read", [Roles.Support, Roles.Admin]);

    /// <summary>Verify the audit log and decide how long it is kept.</summary>
    public static Permission ManageAudit { get; } = new("audit.manage", [Roles.Admin]);

    /// <summary>See figures, health, dead letters and flags.</summary>
    public static Permission ReadSystem { get; } = new("system.read", [Roles.Support, Roles.Admin]);

    /// <summary>Retry dead letters and decide flags.</summary>
    public static Permission ManageSystem { get; } = new("system.manage", [Roles.Admin]);
}
