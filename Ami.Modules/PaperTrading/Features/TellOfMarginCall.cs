using Ami.Modules.Notifications.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Whoever is not looking hears that their margin runs out while there is still something to do about it.</summary>
internal sealed class TellOfMarginCall(PaperTradingDb db, Messages messages) : IEventHandler<AccountMarginCalled>
{
    public const string Name = "paper-trading.tell-of-margin-call";

    public static MessageKind Kind { get; } =
        new(
            "paper-trading.margin-called",
            new("Avisos de margen de cuentas de práctica", "Margin calls of practice accounts"),
            Channels.InApp | Channels.Email,
            new(
                "Queda poco margen en tu cuenta de práctica {account}",
                "El valor de la cuenta se acerca al margen mínimo para lo que tiene abierto. Si baja de él, se cierran todas sus posiciones. Es dinero simulado.\n\nPuedes cerrar una parte de una posición o toda, o acercar un stop. No volvemos a avisarte de esto mientras el margen no se recupere.",
                "Ver la cuenta"
            ),
            new(
                "Little margin is left in your practice account {account}",
                "The account's value is close to the least margin for what it holds. Should it fall below, all its positions are closed. It is simulated money.\n\nYou can close a position or a part of it, or move a stop closer. We do not tell you of this again until the margin has recovered.",
                "See the account"
            )
        );

    public async Task Handle(AccountMarginCalled @event, EventContext context, CancellationToken cancellationToken)
    {
        if (await db.Accounts.Where(a => a.Id == @event.AccountId).Select(a => a.Name).SingleOrDefaultAsync(cancellationToken) is { } name)
        {
            messages.Send(Kind, @event.Owner, new Dictionary<string, string> { ["account"] = name }, $"/trade?account={@event.AccountId}");
        }
    }
}
