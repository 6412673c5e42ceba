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
    public Result<Order> Close(string symbol, DateTimeOffset now) =>
        Replay is { IsOver: true } ? CloseAtLast(symbol, now) : Answer(_trading.Close(symbol, now));

    /// <inheritdoc cref="TradingBook.CloseAtLast"/>
    public Result<Order> CloseAtLast(string symbol, DateTimeOffset now)
    {
        if (Replay is { IsOver: false })
        {
            return Close(symbol, now);
        }

        Carry(now);
        var told = _trading.Changes.Executed.Count;
        var placement = _trading.CloseAtLast(symbol, now);
        TellSince(told, now, now);
        return Answer(placement);
    }

    /// <inheritdoc cref="TradingBook.End"/>
    public void End(string symbol, DateTimeOffset now)
    {
        Carry(now);
        var told = _trading.Changes.Executed.Count;
        _trading.End(symbol, now);
        TellSince(told, now, now);
    }
}
