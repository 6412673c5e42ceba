using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Operations;

/// <summary>Who may do what here.</summary>
public static class OperationsPermissions
{
    /// <summary>Read the audit log.</summary>
    public static Permission ReadAudit { get; } = new("audit.read", [Roles.Support, Roles.Admin], "Read the audit log", "Leer el registro de auditoría");

    /// <summary>Verify the audit log and decide how long it is kept.</summary>
    public static Permission ManageAudit { get; } =
        new(
            "audit.manage",
            [Roles.Admin],
            "Verify the audit log and decide how long it is kept",
            "Verificar el registro de auditoría y decidir cuánto se guarda"
        );

    /// <summary>See figures, health, dead letters and flags.</summary>
    public static Permission ReadSystem { get; } =
        new(
            "system.read",
            [Roles.Support, Roles.Admin],
            "See figures, health, jobs, failed deliveries and feature flags",
            "Ver cifras, estado, tareas, entregas fallidas y funciones"
        );

    /// <summary>Retry dead letters and decide flags.</summary>
    public static Permission ManageSystem { get; } =
        new(
            "system.manage",
            [Roles.Admin],
            "Retry failed deliveries, cancel people’s tasks and decide feature flags",
            "Reintentar entregas, cancelar tareas de las personas y decidir funciones"
        );
}
