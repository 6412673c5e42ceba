using Ami.Modules.PaperTrading.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <content>How what is held is covered, and the notice before it is not.</content>
public sealed partial class PaperBook
{
    /// <summary>Begins or ends the account's margin call by what is held at the newest prices; its owner is told when it begins.</summary>
    /// <returns>Whether it began or ended.</returns>
    public bool CallMargin(DateTimeOffset now)
    {
        var (wasCalled, margin) = (Account.MarginCalledAt is not null, Standing().Margin);
        var isCalled = MarginCall.Next(wasCalled, margin.Level);
        if (isCalled == wasCalled)
        {
            return false;
        }

        Account = Account with { MarginCalledAt = isCalled ? now : null };
        Changes.Touch(Account);
        if (isCalled)
        {
            Changes.Add(new AccountMarginCalled(Account.Id, Account.UserId, Round(margin.Equity), Round(margin.Maintenance), now));
        }

        return true;
    }

    /// <summary>
    /// Where the margin ends when the price of a position goes against it and every other one stays, on the grid; null when no price ends it. Of the only position
    /// it is where it is liquidated.
    /// </summary>
    public decimal? LiquidationPriceOf(Position position) =>
        _trading.Positions.Count > 1
            ? Standing().Margin.LiquidationPrice(position.Quantity, MarkOf(position)) is { } price
                ? decimal.Round(price, position.PriceDigits)
                : null
            : _trading.LiquidationPriceOf(position.Symbol) is > 0 and var own
                ? own
                : null;
}
