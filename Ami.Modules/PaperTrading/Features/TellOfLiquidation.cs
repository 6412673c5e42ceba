using Ami.Modules.Notifications.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Whoever was not looking when their account ran out of margin is told.</summary>
internal sealed class TellOfLiquidation(PaperTradingDb db, Messages messages) : IEventHandler<AccountLiquidated>
{
    public const string Name = "paper-trading.tell-of-liquidation";

    public static MessageKind Kind { get; } =
        new(
            "paper-trading.account-liquidated",
            new("Cuentas de práctica liquidadas", "Liquidated practice accounts"),
            Channels.InApp | Channels.Email,
            new(
                "Se liquidó tu cuenta de práctica {account}",
                "El valor de la cuenta bajó del margen mínimo para lo que tenía abierto, así que se cerraron todas sus posiciones. Era dinero simulado: no has perdido nada real.\n\nMira qué posición era demasiado grande y con qué pérdida habrías querido salir; la calculadora de riesgo te ayuda con el tamaño.",
                "Ver la cuenta"
            ),
            new(
                "Your practice account {account} was liquidated",
                "The account's value fell below the least margin for what it held, so all its positions were closed. It was simulated money: you have lost nothing real.\n\nLook which position was too large and at which loss you would have wanted to be out; the risk calculator helps with the size.",
                "See the account"
            )
        );

    public async Task Handle(AccountLiquidated @event, EventContext context, CancellationToken cancellationToken)
    {
        if (await db.Accounts.Where(a => a.Id == @event.AccountId).Select(a => a.Name).SingleOrDefaultAsync(cancellationToken) is { } name)
        {
            messages.Send(Kind, @event.Owner, new Dictionary<string, string> { ["account"] = name }, $"/trade?account={@event.AccountId}");
        }
    }
}
