using Ami.Modules.PaperTrading.Domain;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

internal static class AccountRow
{
    private const string Columns =
        "id, user_id, name, currency, starting_cash, cash, realised_pnl, fees_paid, leverage, generation, created_at, reset_at";

    public static NpgsqlBatchCommand Select(Guid id) =>
        new NpgsqlBatchCommand($"select {Columns} from paper_trading.accounts where id = $1").With(id);

    public static NpgsqlBatchCommand SelectOfUser(Guid userId) =>
        new NpgsqlBatchCommand($"select {Columns} from paper_trading.accounts where user_id = $1 order by id").With(userId);

    public static PaperAccount Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetDecimal(4), row.GetDecimal(5), row.GetDecimal(6),
        row.GetDecimal(7), row.GetInt32(8), row.GetInt32(9), row.GetFieldValue<DateTimeOffset>(10),
        row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11));

    public static NpgsqlBatchCommand Insert(PaperAccount a) => new NpgsqlBatchCommand(
        $"insert into paper_trading.accounts ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
        .With(a.Id).With(a.UserId).With(a.Name).With(a.Currency).With(a.StartingCash).With(a.Cash).With(a.RealisedPnl)
        .With(a.FeesPaid).With(a.Leverage).With(a.Generation).With(a.CreatedAt).With(a.ResetAt);

    public static NpgsqlBatchCommand Update(PaperAccount a) => new NpgsqlBatchCommand("""
        update paper_trading.accounts set starting_cash = $2, cash = $3, realised_pnl = $4, fees_paid = $5, leverage = $6,
            generation = $7, reset_at = $8
        where id = $1
        """)
        .With(a.Id).With(a.StartingCash).With(a.Cash).With(a.RealisedPnl).With(a.FeesPaid).With(a.Leverage).With(a.Generation).With(a.ResetAt);
}
