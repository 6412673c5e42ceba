using System.Globalization;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Whoever holds a share whose company splits it or pays a dividend is told what became of it.</summary>
internal sealed class TellOfAction(PaperTradingDb db, Messages messages) : IEventHandler<CorporateActionApplied>
{
    public const string Name = "paper-trading.tell-of-corporate-action";

    public static MessageKind Kind { get; } =
        new(
            "paper-trading.corporate-action",
            new("Splits y dividendos en cuentas de práctica", "Splits and dividends in practice accounts"),
            Channels.InApp,
            new(
                "{symbol}: split o dividendo en tu cuenta de práctica {account}",
                "Tenías {before} y ahora tienes {after} de {symbol} (acciones nuevas: {new} por cada {old}; dividendo por acción: {dividend}). Tu efectivo cambió en {cash} {currency}.",
                "Ver la cuenta"
            ),
            new(
                "{symbol}: split or dividend in your practice account {account}",
                "You held {before} and hold {after} of {symbol} now (new shares: {new} for every {old}; dividend per share: {dividend}). Your cash changed by {cash} {currency}.",
                "See the account"
            )
        );

    public async Task Handle(CorporateActionApplied @event, EventContext context, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.Where(a => a.Id == @event.AccountId).Select(a => new { a.Name, a.Currency }).SingleOrDefaultAsync(cancellationToken);
        if (account is not null)
        {
            var values = new Dictionary<string, string>
            {
                ["account"] = account.Name,
                ["symbol"] = @event.Symbol,
                ["before"] = Text(@event.QuantityBefore),
                ["after"] = Text(@event.QuantityAfter),
                ["new"] = Text(@event.NewShares),
                ["old"] = Text(@event.OldShares),
                ["dividend"] = Text(@event.Dividend),
                ["cash"] = decimal.Round(@event.CashChange, 2).ToString("0.00", CultureInfo.InvariantCulture),
                ["currency"] = account.Currency,
            };
            messages.Send(Kind, @event.Owner, values, $"/trade?account={@event.AccountId}");
        }
    }

    private static string Text(decimal value) => value.Plain().ToString(CultureInfo.InvariantCulture);
}
