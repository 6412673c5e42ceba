using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Payments;

/// <summary>What staff may do with payments.</summary>
internal static class PaymentsPermissions
{
    public static Permission Read { get; } =
        new(
            "payments.read",
            [Roles.Support, Roles.Admin],
            "See subscriptions, payments and the provider’s events",
            "Ver suscripciones, pagos y eventos del proveedor"
        );

    public static Permission Manage { get; } =
        new("payments.manage", [Roles.Admin], "Refund payments and handle events again", "Devolver pagos y volver a procesar eventos");

    public static Permission Withdrawals { get; } =
        new("payments.withdrawals", [Roles.Admin], "Approve, refuse and pay withdrawals", "Aprobar, rechazar y pagar retiros");

    public static Permission[] All { get; } = [Read, Manage, Withdrawals];
}
