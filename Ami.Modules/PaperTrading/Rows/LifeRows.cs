using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Features;
using Npgsql;

namespace Ami.Modules.PaperTrading.Rows;

/// <summary>The lives of an account: what a reset ended stays readable.</summary>
internal static class LifeRows
{
    /// <summary>The latest first, for <see cref="Read"/>.</summary>
    public static NpgsqlBatchCommand Select(Guid accountId, int most) =>
        new NpgsqlBatchCommand(
            "select number, started_at, ended_at, starting_cash from paper_trading.generations where account_id = $1 order by number desc limit $2"
        )
            .With(accountId)
            .With(most);

    public static LifeView Read(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), row.GetDecimal(3).Plain());
}
