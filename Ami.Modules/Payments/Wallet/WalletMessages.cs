using System.Globalization;
using Ami.Modules.Notifications.Contracts;

namespace Ami.Modules.Payments;

/// <summary>What people are told about their wallet.</summary>
internal sealed class WalletMessages(Messages messages)
{
    /// <summary>The page of the web app with one's wallet.</summary>
    public const string Page = "/wallet";

    private static readonly MessageKind Deposited = Kind(
        "payments.deposit-credited",
        new("Depósitos", "Deposits"),
        new("Recibimos tu depósito de {amount} {currency}", "El dinero ya está en tu billetera.", "Ver mi billetera"),
        new("We received your deposit of {amount} {currency}", "The money is in your wallet.", "See my wallet")
    );

    private static readonly MessageKind TakenBack = Kind(
        "payments.deposit-taken-back",
        new("Depósitos devueltos", "Deposits paid back"),
        new(
            "Descontamos {amount} {currency} de un depósito",
            "El pago se devolvió o está en disputa, así que el dinero salió de tu billetera.",
            "Ver mi billetera"
        ),
        new("We took back {amount} {currency} of a deposit", "Its payment was paid back or is disputed, so the money left your wallet.", "See my wallet")
    );

    private static readonly MessageKind Restored = Kind(
        "payments.deposit-restored",
        new("Disputas ganadas", "Disputes won"),
        new("Volvieron {amount} {currency} a tu billetera", "La disputa de tu depósito terminó.", "Ver mi billetera"),
        new("{amount} {currency} are back in your wallet", "The dispute about your deposit has ended.", "See my wallet")
    );

    private static readonly MessageKind Requested = Kind(
        "payments.withdrawal-requested",
        new("Retiros pedidos", "Withdrawals asked for"),
        new(
            "Pediste retirar {amount} {currency}",
            "El dinero queda reservado hasta que lo aprobemos y paguemos. Si no fuiste tú, cancélalo y cambia tu contraseña.",
            "Ver el retiro"
        ),
        new(
            "You asked to withdraw {amount} {currency}",
            "The money is reserved until we have approved and paid it. If this was not you, cancel it and change your password.",
            "See the withdrawal"
        )
    );

    private static readonly MessageKind Cancelled = Kind(
        "payments.withdrawal-cancelled",
        new("Retiros cancelados", "Withdrawals cancelled"),
        new("Cancelaste tu retiro de {amount} {currency}", "El dinero vuelve a estar disponible en tu billetera.", "Ver mi billetera"),
        new("You cancelled your withdrawal of {amount} {currency}", "The money is available in your wallet again.", "See my wallet")
    );

    private static readonly MessageKind Approved = Kind(
        "payments.withdrawal-approved",
        new("Retiros aprobados", "Withdrawals approved"),
        new("Aprobamos tu retiro de {amount} {currency}", "Lo pagaremos en breve.", "Ver el retiro"),
        new("We approved your withdrawal of {amount} {currency}", "We will pay it shortly.", "See the withdrawal")
    );

    private static readonly MessageKind Paid = Kind(
        "payments.withdrawal-paid",
        new("Retiros pagados", "Withdrawals paid"),
        new("Pagamos tu retiro de {amount} {currency}", "Según tu banco, puede tardar unos días en llegar.", "Ver el retiro"),
        new("We paid your withdrawal of {amount} {currency}", "Depending on your bank it may take some days to arrive.", "See the withdrawal")
    );

    private static readonly MessageKind Rejected = Kind(
        "payments.withdrawal-rejected",
        new("Retiros rechazados", "Withdrawals refused"),
        new("Rechazamos tu retiro de {amount} {currency}", "El dinero vuelve a estar disponible. Motivo: {reason}", "Ver el retiro"),
        new("We refused your withdrawal of {amount} {currency}", "The money is available again. Reason: {reason}", "See the withdrawal")
    );

    /// <summary>What the module registers.</summary>
    public static MessageKind[] All { get; } = [Deposited, TakenBack, Restored, Requested, Cancelled, Approved, Paid, Rejected];

    /// <summary>Tells that a deposit arrived.</summary>
    public void Credited(DepositRow row) => Send(Deposited, row.UserId, row.Amount, row.Currency);

    /// <summary>Tells what a refund or a dispute of a deposit did.</summary>
    /// <param name="row">The deposit.</param>
    /// <param name="taken">What was taken; below zero for what came back.</param>
    public void Moved(DepositRow row, decimal taken) => Send(taken > 0 ? TakenBack : Restored, row.UserId, decimal.Abs(taken), row.Currency);

    /// <summary>Tells how a withdrawal stands now.</summary>
    public void Changed(WithdrawalRow row) =>
        Send(
            row.State switch
            {
                WithdrawalState.Requested => Requested,
                WithdrawalState.Approved => Approved,
                WithdrawalState.Paid => Paid,
                WithdrawalState.Rejected => Rejected,
                WithdrawalState.Cancelled => Cancelled,
                _ => throw new ArgumentOutOfRangeException(nameof(row), row.State, null),
            },
            row.UserId,
            row.Amount,
            row.Currency,
            row.Reason
        );

    private void Send(MessageKind kind, Guid? userId, decimal amount, string currency, string? reason = null)
    {
        if (userId is not { } person)
        {
            return;
        }

        var values = new Dictionary<string, string>
        {
            ["amount"] = amount.ToString("0.00", CultureInfo.InvariantCulture),
            ["currency"] = currency,
            ["reason"] = reason ?? "",
        };
        messages.Send(kind, person, values, Page);
    }

    private static MessageKind Kind(string name, Translated title, MessageText spanish, MessageText english) =>
        new(name, title, Channels.InApp | Channels.Email, spanish, english) { IsMandatory = true };
}
