using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

internal static class AccountRow
{
    private const string Columns =
        "id, user_id, name, currency, starting_cash, cash, realised_pnl, fees_paid, leverage, generation, created_at, reset_at, version, costs, margin_called_at";

    public static NpgsqlBatchCommand Select(Guid id) => new NpgsqlBatchCommand($"select {Columns} from paper_trading.accounts where id = $1").With(id);

    public static PaperAccount Read(NpgsqlDataReader row) =>
        new(
            Id: row.GetGuid(0),
            UserId: row.GetGuid(1),
            Name: row.GetString(2),
            Currency: row.GetString(3),
            StartingCash: row.GetDecimal(4),
            Cash: row.GetDecimal(5),
            RealisedPnl: row.GetDecimal(6),
            FeesPaid: row.GetDecimal(7),
            Leverage: row.GetInt32(8),
            Generation: row.GetInt32(9),
            CreatedAt: row.GetFieldValue<DateTimeOffset>(10),
            ResetAt: row.IsDBNull(11) ? null : row.GetFieldValue<DateTimeOffset>(11),
            Version: row.GetInt64(12),
            Costs: Enum.Parse<CostMethod>(row.GetString(13)),
            MarginCalledAt: row.IsDBNull(14) ? null : row.GetFieldValue<DateTimeOffset>(14)
        );

    public static NpgsqlBatchCommand Insert(PaperAccount a) =>
        new NpgsqlBatchCommand($"insert into paper_trading.accounts ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
            .With(a.Id)
            .With(a.UserId)
            .With(a.Name)
            .With(a.Currency)
            .With(a.StartingCash)
            .With(a.Cash)
            .With(a.RealisedPnl)
            .With(a.FeesPaid)
            .With(a.Leverage)
            .With(a.Generation)
            .With(a.CreatedAt)
            .With(a.ResetAt)
            .With(a.Version)
            .With(a.Costs.ToString())
            .With(a.MarginCalledAt);

    /// <summary>Moves the version on, and writes the account's figures where they changed.</summary>
    /// <param name="before">As the grain knows it.</param>
    /// <param name="changed">Its new figures; null when they stay.</param>
    public static NpgsqlBatchCommand Fence(PaperAccount before, PaperAccount? changed) => changed is not { } a ? new NpgsqlBatchCommand(
                """
                with moved as (update paper_trading.accounts set version = version + 1 where id = $1 and version = $2 returning 1)
                select core.fence((select count(*) from moved))
                """
            ).With(before.Id).With(before.Version) : new NpgsqlBatchCommand(
                """
                with moved as (
                    update paper_trading.accounts set version = version + 1, starting_cash = $3, cash = $4, realised_pnl = $5, fees_paid = $6, leverage = $7,
                        generation = $8, reset_at = $9, margin_called_at = $10
                    where id = $1 and version = $2 returning 1)
                select core.fence((select count(*) from moved))
                """
            ).With(before.Id).With(before.Version).With(a.StartingCash).With(a.Cash).With(a.RealisedPnl).With(a.FeesPaid).With(a.Leverage).With(a.Generation).With(a.ResetAt).With(a.MarginCalledAt);
}
