using Ami.Modules.Market.Contracts;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Which corporate actions are in open positions and orders of paper accounts, replays among them.</summary>
internal sealed class AppliedActions(UnitOfWork unitOfWork) : IAppliedActions
{
    public async Task<IReadOnlyList<DateOnly>> Of(SymbolSpec symbol, IReadOnlyList<CorporateAction> actions, CancellationToken cancellationToken)
    {
        // By the clock of the symbol, as replays of accounts go, and by the wall.
        var moments = actions
            .SelectMany(action => new[] { action.At, symbol.ToldAt(action.At) ?? action.At }.Distinct().Select(at => (action.Day, At: at)))
            .ToList();
        await using var command = unitOfWork.Command(
            """
            select distinct a.day from unnest($2::date[], $3::timestamptz[]) as a (day, at)
            where exists (select from paper_trading.action_effects e join paper_trading.positions p on p.id = e.position_id
                          where p.closed_at is null and p.symbol = $1 and e.moment = a.at)
               or exists (select from paper_trading.order_amendments m join paper_trading.orders o on o.id = m.order_id
                          where o.symbol = $1 and o.status in ('Pending', 'Working') and m.action = a.at)
            """
        );
        command.With(symbol.Symbol.Value).With(moments.Select(one => one.Day).ToArray()).With(moments.Select(one => one.At).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. await reader.All(row => row.GetFieldValue<DateOnly>(0), cancellationToken)];
    }
}
