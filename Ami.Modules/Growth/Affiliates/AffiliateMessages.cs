using System.Globalization;

namespace Ami.Modules.Growth;

/// <summary>What affiliates are told.</summary>
internal static class AffiliateMessages
{
    public const string Page = "/account/affiliate";

    public static MessageKind Approved { get; } =
        Kind(
            "growth.affiliate-approved",
            new("Afiliados: aprobación", "Affiliates: approval"),
            new("Ya eres afiliado", "Tu enlace está listo. Lo que paguen quienes lleguen por él te da una comisión.", "Ver mi enlace"),
            new("You are an affiliate", "Your link is ready. What people who come by it pay earns you a commission.", "See my link")
        );

    public static MessageKind Refused { get; } =
        Kind(
            "growth.affiliate-refused",
            new("Afiliados: rechazo", "Affiliates: refusal"),
            new("No aceptamos tu solicitud de afiliado", "Motivo: {reason}", "Ver mi solicitud"),
            new("We did not accept your application as an affiliate", "Reason: {reason}", "See my application")
        );

    public static MessageKind Suspended { get; } =
        Kind(
            "growth.affiliate-suspended",
            new("Afiliados: suspensión", "Affiliates: suspension"),
            new("Suspendimos tu enlace de afiliado", "Tus comisiones retenidas esperan. Motivo: {reason}", "Ver mis comisiones"),
            new("We suspended your affiliate link", "Commissions that are held go on waiting. Reason: {reason}", "See my commissions")
        );

    public static MessageKind Paid { get; } =
        Kind(
            "growth.commission-paid",
            new("Comisiones pagadas", "Commissions paid"),
            new("Comisión de {amount} {currency} en tu billetera", "Pasó el plazo de devolución y la comisión es tuya.", "Ver mis comisiones"),
            new("Commission of {amount} {currency} in your wallet", "The time for refunds is over, and the commission is yours.", "See my commissions")
        );

    public static MessageKind TakenBack { get; } =
        Kind(
            "growth.commission-taken-back",
            new("Comisiones descontadas", "Commissions taken back"),
            new(
                "Se descuentan {amount} {currency} de tus comisiones",
                "Se devolvió una venta cuya comisión ya estaba pagada. Se toma de tu billetera o de comisiones futuras; tu saldo nunca queda negativo.",
                "Ver mis comisiones"
            ),
            new(
                "{amount} {currency} of your commissions are taken back",
                "A sale was paid back after its commission was paid out. It is taken from your wallet or from later commissions; your balance never goes below zero.",
                "See my commissions"
            )
        );

    public static MessageKind[] All { get; } = [Approved, Refused, Suspended, Paid, TakenBack];

    public static Dictionary<string, string> Amount(decimal amount, string currency) =>
        new() { ["amount"] = amount.ToString("0.00", CultureInfo.InvariantCulture), ["currency"] = currency };

    private static MessageKind Kind(string name, Translated title, MessageText spanish, MessageText english) =>
        new(name, title, Channels.InApp | Channels.Email, spanish, english) { IsMandatory = true };
}
