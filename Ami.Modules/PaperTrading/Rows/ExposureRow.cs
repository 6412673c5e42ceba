using Ami.Modules.PaperTrading.Domain;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>Position and working orders of an account in one symbol, added up by the database: all that a risk check needs.</summary>
/// <param name="CostBasis">Of the position.</param>
/// <param name="WorkingOrders">Working ones, protective ones too.</param>
/// <param name="OpenOrders">Working and pending ones.</param>
internal sealed record ExposureRow(Guid AccountId, SymbolExposure Exposure, decimal CostBasis, int WorkingOrders, int OpenOrders)
{
    // Products are rounded to ten decimals: twenty, as numeric multiplication gives, would not fit a decimal.
    private static string Sql(string accounts) => $"""
        select account_id, symbol, coalesce(p.quantity, 0), coalesce(m.price, round(p.cost_basis / nullif(p.quantity, 0), 10), 0),
               coalesce(o.buys, 0), coalesce(o.buy_notional, 0), coalesce(o.sells, 0), coalesce(o.sell_notional, 0),
               coalesce(p.cost_basis, 0), coalesce(o.working, 0), coalesce(o.open, 0)
        from (select account_id, symbol, quantity, cost_basis from paper_trading.positions
              where {accounts} and closed_at is null) p
        full join (
            select account_id, symbol,
                   sum(quantity) filter (where side = 'Buy' and counts) as buys,
                   round(sum(quantity * reference_price) filter (where side = 'Buy' and counts), 10) as buy_notional,
                   sum(quantity) filter (where side = 'Sell' and counts) as sells,
                   round(sum(quantity * reference_price) filter (where side = 'Sell' and counts), 10) as sell_notional,
                   (count(*) filter (where status = 'Working'))::integer as working, count(*)::integer as open
            from (select *, status = 'Working' and role not in ('TakeProfit', 'StopLoss') as counts
                  from paper_trading.orders where {accounts} and status in ('Pending', 'Working')) c
            group by account_id, symbol) o using (account_id, symbol)
        left join paper_trading.marks m using (symbol)
        """;

    private static readonly string OfAccount = Sql("account_id = $1");
    private static readonly string OfUser = Sql("user_id = $1");

    public static NpgsqlBatchCommand Select(Guid accountId) => new NpgsqlBatchCommand(OfAccount).With(accountId);

    public static NpgsqlBatchCommand SelectOfUser(Guid userId) => new NpgsqlBatchCommand(OfUser).With(userId);

    public static async Task<List<ExposureRow>> ReadAll(NpgsqlDataReader rows, CancellationToken cancellationToken = default)
    {
        var all = new List<ExposureRow>();
        while (await rows.ReadAsync(cancellationToken))
        {
            var exposure = new SymbolExposure(
                rows.GetString(1), rows.GetDecimal(2), rows.GetDecimal(3), rows.GetDecimal(4), rows.GetDecimal(5), rows.GetDecimal(6), rows.GetDecimal(7));
            all.Add(new ExposureRow(rows.GetGuid(0), exposure, rows.GetDecimal(8), rows.GetInt32(9), rows.GetInt32(10)));
        }

        return all;
    }
}
