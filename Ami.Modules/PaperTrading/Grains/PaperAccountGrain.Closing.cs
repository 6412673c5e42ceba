using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;

namespace Ami.Modules.PaperTrading.Grains;

/// <content>Closing what is held.</content>
public sealed partial class PaperAccountGrain
{
    public Task<Answer<OrderView>> Close(RequestKey request, string symbol) =>
        DecideOrders(request, [symbol], (book, now) => book.Close(symbol, now).Map(order => OrderView.Of(order, Key)));

    public async Task<Answer<OrderView>> CloseAtLast(RequestKey request, string symbol)
    {
        await marks.Newest();
        return await Decide(request, request.UserId, (book, now) => book.CloseAtLast(symbol, now).Map(order => OrderView.Of(order, Key)));
    }

    public async Task<Answer<OrderView>> ClosePart(RequestKey request, SymbolSpec spec, decimal quantity, bool hasEnded)
    {
        if (hasEnded)
        {
            await marks.Newest();
        }

        return await DecideOrders(
            request,
            [spec.Symbol.Value],
            (book, now) => book.ClosePart(spec, quantity, hasEnded, now).Map(order => OrderView.Of(order, Key))
        );
    }

    public async Task<Answer<OrderView[]>> CloseAll(RequestKey request, string[] ended)
    {
        if (ended.Length > 0)
        {
            await marks.Newest();
        }

        return await DecideOrders<OrderView[]>(
            request,
            [.. (await Current())?.Positions.Select(position => position.Symbol) ?? []],
            (book, now) =>
            {
                var closing = book.CloseAll(ended.ToHashSet(), now).Select(order => OrderView.Of(order, Key)).ToArray();
                return book.Changes.IsEmpty ? PaperErrors.NothingToClose : closing;
            }
        );
    }
}
