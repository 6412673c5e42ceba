using Ami.Modules.Market.Contracts;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Domain;

/// <content>What closes what is held without another order by its owner.</content>
public sealed partial class PaperBook
{
    /// <inheritdoc cref="TradingBook.CloseAll"/>
    public IReadOnlyList<Order> CloseAll(IReadOnlySet<string> ended, DateTimeOffset now)
    {
        Carry(now);
        var told = _trading.Changes.Executed.Count;
        var closing = _trading.CloseAll(EndedHere(ended), now);
        TellSince(told, now, now);
        return closing;
    }

    /// <inheritdoc cref="TradingBook.Close"/>
    public Result<Order> Close(string symbol, DateTimeOffset now, decimal? part = null) =>
        Replay is { IsOver: true } ? CloseAtLast(symbol, now, part) : Answer(_trading.Close(symbol, now, part));

    /// <inheritdoc cref="TradingBook.CloseAtLast"/>
    public Result<Order> CloseAtLast(string symbol, DateTimeOffset now, decimal? part = null)
    {
        if (Replay is { IsOver: false })
        {
            return Close(symbol, now, part);
        }

        Carry(now);
        var told = _trading.Changes.Executed.Count;
        var placement = _trading.CloseAtLast(symbol, now, part);
        TellSince(told, now, now);
        return Answer(placement);
    }

    /// <summary>As <see cref="Close"/> or <see cref="CloseAtLast"/>, of so many units as the symbol's grid allows.</summary>
    public Result<Order> ClosePart(SymbolSpec spec, decimal part, bool hasEnded, DateTimeOffset now) =>
        part <= 0 || !RulesOf(spec).IsOnQuantityStep(part) ? PaperErrors.QuantityStep(spec.QuantityDigits, spec.QuantityStep)
        : hasEnded ? CloseAtLast(spec.Symbol.Value, now, part)
        : Close(spec.Symbol.Value, now, part);

    /// <inheritdoc cref="TradingBook.End"/>
    public void End(string symbol, DateTimeOffset now)
    {
        Carry(now);
        var told = _trading.Changes.Executed.Count;
        _trading.End(symbol, now);
        TellSince(told, now, now);
    }
}
