using System.Globalization;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading.Features;

/// <summary>Whoever lost more than they had is told that they owe nothing, and what it would have been.</summary>
internal sealed class TellOfDebt(PaperTradingDb db, Messages messages) : IEventHandler<DebtForgiven>
{
    public const string Name = "paper-trading.tell-of-debt";

    public static MessageKind Kind { get; } =
        new(
            "paper-trading.debt-forgiven",
            new("Deudas de práctica perdonadas", "Forgiven practice debts"),
            Channels.InApp,
            new(
                "Tu cuenta de práctica {account} perdió más de lo que tenía",
                "El precio saltó más allá del punto de liquidación y faltaban {amount} {currency}. La protección contra saldo negativo puso la cuenta a cero: no debes nada, y no era dinero real.\n\nCon menos apalancamiento o una posición más pequeña el salto no habría costado la cuenta. Puedes empezarla de nuevo.",
                "Ver la cuenta"
            ),
            new(
                "Your practice account {account} lost more than it had",
                "The price jumped beyond the point of liquidation, and {amount} {currency} were missing. Negative-balance protection set the account to zero: you owe nothing, and it was no real money.\n\nWith less leverage or a smaller position the jump would not have cost the account. You can start it again.",
                "See the account"
            )
        );

    public async Task Handle(DebtForgiven @event, EventContext context, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.Where(a => a.Id == @event.AccountId).Select(a => new { a.Name, a.Currency }).SingleOrDefaultAsync(cancellationToken);
        if (account is not null)
        {
            var values = new Dictionary<string, string>
            {
                ["account"] = account.Name,
                ["amount"] = decimal.Round(@event.Amount, 2).ToString("0.00", CultureInfo.InvariantCulture),
                ["currency"] = account.Currency,
            };
            messages.Send(Kind, @event.Owner, values, $"/trade?account={@event.AccountId}");
        }
    }
}
